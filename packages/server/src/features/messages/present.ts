/**
 * A recipient as lists show it: enough to recognise, too little to use.
 *
 * @example
 * maskedRecipient("lin.mei@example.com") // => "l***@example.com"
 * maskedRecipient("13800138000") // => "138****00"
 */
export function maskedRecipient(recipient: string): string {
  const at = recipient.lastIndexOf("@");
  if (at > 0) return `${recipient.slice(0, 1)}***${recipient.slice(at)}`;
  return recipient.length < 7 ? "***" : `${recipient.slice(0, 3)}****${recipient.slice(-2)}`;
}
