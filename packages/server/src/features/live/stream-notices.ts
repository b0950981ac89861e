import type { FastifyReply } from "fastify";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Notice } from "../../platform/live.js";

const HEARTBEAT_MS = 25_000;
/** Streams of one process; each costs a socket and a listener. */
const MOST_STREAMS = 2000;
/** A page that does not read is dropped; it reconnects by itself and reads everything anew. */
const MOST_UNREAD_BYTES = 256 * 1024;

/**
 * Answers with an event stream that lasts until the page leaves or the server stops.
 *
 * @throws {AppError} RATE_LIMITED when too many pages listen
 */
export function streamNotices(ctx: Context, reply: FastifyReply): void {
  if (ctx.live.size() >= MOST_STREAMS) throw new AppError("RATE_LIMITED", [], 30);
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");
  const send = (text: string): void => {
    if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
    else raw.write(text);
  };
  const unsubscribe = ctx.live.subscribe({
    tenantId: ctx.tenantId,
    units: ctx.scope.units,
    send: (notice) => send(spelled(notice)),
    end: () => raw.end(),
  });
  const heartbeat = setInterval(() => send(": \n\n"), HEARTBEAT_MS);
  raw.on("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}

/** One notice in the words of the event-stream format. */
export function spelled({ type, data }: Notice): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
