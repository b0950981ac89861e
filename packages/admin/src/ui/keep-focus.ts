const DIALOGS = ".ant-modal, .ant-drawer";

/**
 * Gives the focus back to what opened a dialog. A dialog that is taken off the page together with its part of the page cannot do that
 * itself, and the keyboard would begin again at the top.
 *
 * @returns stops watching
 */
export function keepFocus(page: Document): () => void {
  const openers = new Map<Element, HTMLElement>();
  let last: HTMLElement | null = null;
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const dialog = target.closest(DIALOGS);
    if (dialog !== null && last !== null && !dialog.contains(last) && !openers.has(dialog)) openers.set(dialog, last);
    last = target;
  };
  const restore = () => {
    for (const [dialog, opener] of [...openers].reverse()) {
      if (dialog.isConnected) continue;
      openers.delete(dialog);
      const isLost = page.activeElement === null || page.activeElement === page.body;
      if (isLost && opener.isConnected) opener.focus();
    }
  };
  // dialogs stand beside the page, not inside it
  const observer = new MutationObserver(restore);
  observer.observe(page.body, { childList: true });
  page.addEventListener("focusin", note);
  return () => {
    observer.disconnect();
    page.removeEventListener("focusin", note);
  };
}

/** For the step that brings back what was just removed: its row is gone, and the keyboard goes on here. */
export function takeFocus(step: HTMLElement | null): void {
  step?.focus();
}
