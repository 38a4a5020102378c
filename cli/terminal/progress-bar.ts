/** Shows how far a long task is: one line that is drawn again on a terminal, a line now and then elsewhere. */
export interface ProgressBar {
  /** `share` 0 … 1, null where the end is not known; `words` say what is done. */
  update(share: number | null, words: string): void;
  /** Takes the line away, so that what follows starts on a clean one. */
  clear(): void;
}

const width = 30;
const redrawMs = 100;
const lineMs = 10_000;

export function openProgressBar(
  stream: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
  now: () => number = Date.now,
): ProgressBar {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let startedAt: number | null = null;
  return {
    update(share, words) {
      startedAt ??= now();
      const wait = stream.isTTY ? redrawMs : lineMs;
      if (now() - Math.max(drawnAt, stream.isTTY ? 0 : startedAt) < wait) return;
      drawnAt = now();
      stream.write(stream.isTTY ? `\r\u001B[2K${bar(share)} ${words}` : `${words}\n`);
    },
    clear() {
      if (stream.isTTY && drawnAt > 0) stream.write('\r\u001B[2K');
    },
  };
}

function bar(share: number | null): string {
  if (share === null) return '…';
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `[${'█'.repeat(full)}${'░'.repeat(width - full)}]`;
}
