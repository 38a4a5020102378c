/** Where others wait until they are let in, or their patience is over. */
export class Gate {
  private waiting: PromiseWithResolvers<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  /** Resolves at the next `open`, at the latest after `mostMs` from when the first one came to wait. */
  wait(mostMs: number): Promise<void> {
    if (this.waiting === null) {
      this.waiting = Promise.withResolvers<void>();
      this.timer = setTimeout(() => this.open(), mostMs);
    }
    return this.waiting.promise;
  }

  open(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.waiting?.resolve();
    this.waiting = null;
    this.timer = null;
  }
}
