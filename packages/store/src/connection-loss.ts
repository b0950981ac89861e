/** Nobody listens, or the server says that it is not ready yet: nothing was asked, so asking again is harmless. */
const NOT_THERE_YET = new Set(["ECONNREFUSED", "ENOENT", "57P03"]);
const LOST_SOCKET = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);
/** 08… connection exceptions; 57P01–57P03 the server is stopping, crashed or starting; 53300 too many connections */
const LOST_SERVER = /^(08...|57P0[123]|53300)$/;

/** True when the database went away while we spoke to it: the outcome is unknown and the same may be sent again. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== null) return LOST_SOCKET.has(code) || LOST_SERVER.test(code);
  return /connection (terminated|ended|timeout)|client has encountered a connection error|not queryable/i.test(error.message);
}

/** True when the database is stopped or still starting. */
export function isNotThereYet(error: unknown): boolean {
  const code = error instanceof Error ? codeOf(error) : null;
  return code !== null && NOT_THERE_YET.has(code);
}

function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
