/** Hands a file to the browser. @param name without signs that a file system refuses */
export function saveFile(name: string, content: Blob | string, type = "text/plain"): void {
  const address = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // the browser reads the address after this task
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * A file name out of a title.
 *
 * @example
 * fileName("NPS: all/stores", "2026-06-18", "csv") // => "NPS all stores 2026-06-18.csv"
 */
export function fileName(title: string, day: string, ending: string): string {
  return `${title.replace(/[\\/:*?"<>|：？\s]+/g, " ").trim()} ${day}.${ending}`;
}
