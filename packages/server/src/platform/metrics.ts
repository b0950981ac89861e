import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Prometheus figures. Labels are route names and status classes only: their number is fixed by the code. */
export type Metrics = {
  readonly registry: Registry;
  request(route: string, status: number, seconds: number): void;
  /** registers a figure that is read when /metrics is asked */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  counter(name: string, help: string): { add(count?: number): void };
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "manyi_request_seconds",
    help: "Time to answer, by contract route and status class",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  return {
    registry,
    request: (route, status, seconds) => duration.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    counter(name, help) {
      const counter = new Counter({ name, help, registers: [registry] });
      return { add: (count = 1) => counter.inc(count) };
    },
  };
}
