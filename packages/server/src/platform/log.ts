import { type DestinationStream, destination, type Logger, pino } from "pino";

/** Fields that may hold personal data or secrets, wherever they stand in a log entry. */
const PERSONAL = [
  "email",
  "phone",
  "name",
  "recipient",
  "contact",
  "customer",
  "comment",
  "answers",
  "body",
  "subject",
  "password",
  "token",
  "secret",
  "cookie",
  "authorization",
  "slug",
];

/**
 * The process log: JSON lines on standard error, without personal data. Addresses are logged as route patterns, never with ids, tokens or queries.
 *
 * @param level `silent` logs nothing
 */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: { app: "manyi" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[removed]" },
    serializers: {
      // error messages of the database quote values ("Key (email)=(…) already exists"): keep the kind and the place, not the words
      err: (error: Error & { code?: unknown }) => ({
        type: error.name,
        code: error.code,
        stack: (error.stack ?? "")
          .split("\n")
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 12)
          .join("\n"),
      }),
    },
  };
  return pino(options, stream ?? destination(2));
}
