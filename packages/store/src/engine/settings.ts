/**
 * Settings of the built-in engine, given at every start, so that a later version changes them without touching files.
 * Small when idle: no parallel-worker, replication or statistics company is kept waiting.
 */
export const ENGINE_SETTINGS = {
  listen_addresses: "",
  port: "5432",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "64MB",
  work_mem: "16MB",
  maintenance_work_mem: "64MB",
  effective_cache_size: "1GB",
  huge_pages: "off",
  jit: "off",
  // one process reads and writes for itself instead of three standing workers
  io_method: "sync",
  max_worker_processes: "4",
  max_parallel_workers: "2",
  max_parallel_workers_per_gather: "1",
  max_logical_replication_workers: "0",
  max_wal_senders: "0",
  wal_level: "minimal",
  wal_compression: "on",
  max_wal_size: "1GB",
  min_wal_size: "80MB",
  checkpoint_timeout: "15min",
  autovacuum_max_workers: "1",
  autovacuum_worker_slots: "1",
  random_page_cost: "1.1",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_min_messages: "warning",
  log_line_prefix: "%m [%p] ",
  // what customers wrote does not belong in a log
  log_statement: "none",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
} as const satisfies Readonly<Record<string, string>>;

/** `-c name=value` for each setting, later ones winning. */
export function asArguments(...settings: readonly Readonly<Record<string, string>>[]): string[] {
  return Object.entries(Object.assign({}, ...settings) as Record<string, string>).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
