import { closeSync, openSync, writeSync } from 'node:fs';
import type { Refusal } from '../../contract/refusal.ts';
import { message } from '../../locales/messages.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface RefusedLine {
  line: number;
  code: string;
  /** Why, in the person's language. */
  reason: string;
  /** The line, row or event as it stood there. */
  raw: string;
}

/** Why an event is refused that never left this machine; the service words its own refusals alike. */
export function wordRefusal({ code, params }: Refusal, { locale }: Terminal): string {
  return message(locale, `errors.${code}.detail`, params);
}

/** Tells of refused lines: the first on the terminal, all of them in a file where one was asked for. */
export interface RefusalReport {
  add(refused: RefusedLine): void;
  close(): void;
}

/** `shown` lines reach the terminal; `resumed` continues the file instead of starting it anew. */
export function openRefusalReport(
  terminal: Terminal,
  { file, shown, resumed = false }: { file: string | undefined; shown: number; resumed?: boolean },
): RefusalReport {
  const descriptor = file === undefined ? null : openSync(file, resumed ? 'a' : 'w');
  let count = 0;
  return {
    add(refused) {
      count++;
      if (count <= shown)
        terminal.say('cli.import.refusedLine', { line: terminal.number(refused.line), reason: refused.reason });
      if (count === shown + 1) terminal.say('cli.import.moreRefused');
      if (descriptor !== null) writeSync(descriptor, `${JSON.stringify(refused)}\n`);
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}
