import { createTransport, type Transporter } from "nodemailer";
import type { MailServer } from "./mail-settings.js";

export type Mail = {
  readonly id: string;
  readonly recipient: string;
  readonly locale: string;
  readonly subject: string;
  readonly body: string;
};

/** A connection pool to one mail server; the caller closes it. */
export function openTransport({ host, port, secure, user, password }: MailServer): Transporter {
  return createTransport({
    host,
    port,
    secure,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === "" ? {} : { auth: { user, pass: password } }),
  });
}

/** Sends one mail: the words as they are, and the same words as simple HTML. Resolves when the server has taken it. */
export async function deliver(transport: Transporter, server: MailServer, mail: Mail): Promise<void> {
  await transport.sendMail({
    from: server.from,
    to: { name: "", address: mail.recipient },
    subject: mail.subject,
    text: mail.body,
    html: htmlOf(mail),
    // the same for every try, so that a receiver can drop a second copy
    messageId: `<${mail.id}@manyi>`,
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": mail.locale },
  });
}

/**
 * The plain text as a page without pictures, scripts or foreign addresses: paragraphs, line breaks, links.
 *
 * @example
 * htmlOf({ subject: "A", body: "1 < 2", locale: "en" }) // contains "<p>1 &lt; 2</p>"
 */
export function htmlOf({ subject, body, locale }: Pick<Mail, "subject" | "body" | "locale">): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        `<p>${escaped(paragraph)
          .replaceAll("\n", "<br>")
          .replace(/https?:\/\/[^\s<]+/g, '<a href="$&">$&</a>')}</p>`,
    )
    .join("\n");
  const style = "font:16px/1.6 system-ui,sans-serif;color:#1a1a1a;max-width:36em;margin:0 auto;padding:16px";
  return `<!doctype html>
<html lang="${locale === "en" ? "en" : "zh-CN"}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="${style}">
${paragraphs}
</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);
}

/** Why sending failed: a code and short words without the address, and whether trying again cannot help. */
export function reasonOf(error: unknown): { readonly text: string; readonly isFinal: boolean } {
  const { code = "UNKNOWN", responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  const isFinal = responseCode !== undefined && responseCode >= 550 && responseCode <= 554 && command !== "CONN" && code !== "EAUTH";
  return { text: [code, responseCode, command].filter((part) => part !== undefined).join(" "), isFinal };
}
