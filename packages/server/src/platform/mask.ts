/**
 * 张** for a name: enough to recognise somebody known, not to find somebody unknown.
 *
 * @example
 * maskName("张小满") // => "张**"
 */
export function maskName(name: string): string {
  const [first] = name;
  return first === undefined ? "" : `${first}**`;
}

/**
 * 138****0000 for a number, g***@example.com for an address.
 *
 * @example
 * maskContact("13800000000") // => "138****0000"
 */
export function maskContact(contact: string): string {
  if (contact.includes("@")) return contact.replace(/^(.).*(@.*)$/, "$1***$2");
  return contact.length < 7 ? "****" : `${contact.slice(0, 3)}****${contact.slice(-4)}`;
}
