/**
 * Runs `work` at once when asked; asked again meanwhile, however often, it runs once more afterwards. Answers that arrive in a
 * stream are then read as fast as the server answers, and never cancel each other.
 */
export function oneAtATime(work: () => Promise<unknown>): () => void {
  let running = false;
  let again = false;
  async function run(): Promise<void> {
    running = true;
    do {
      again = false;
      await work().catch(() => undefined);
    } while (again);
    running = false;
  }
  return () => {
    if (running) again = true;
    else void run();
  };
}
