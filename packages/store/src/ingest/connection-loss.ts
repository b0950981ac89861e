const LOST_SOCKET = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);
/** 08… connection exceptions; 57P01–57P03 the server is stopping, crashed or starting; 53300 too many connections */
const LOST_SERVER = /^(08...|57P0[123]|53300)$/;

/** True when the database went away while we spoke to it: the outcome is unknown and the same may be sent again. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string") return LOST_SOCKET.has(error.code) || LOST_SERVER.test(error.code);
  return /connection (terminated|ended|timeout)|client has encountered a connection error|not queryable/i.test(error.message);
}
