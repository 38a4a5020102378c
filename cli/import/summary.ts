import { errorCodes, type ErrorCode } from '../../core/errors.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { refusedTotal, type Tally } from './tally.ts';

/** What came of the file, in lines for a person. Times are in `zone`; `—` where there is none. */
export function summarise(tally: Tally, zone: string, terminal: Terminal): string[] {
  const time = (at: number | null) => (at === null ? '—' : terminal.time(at, zone));
  const counts = {
    received: tally.received,
    accepted: tally.accepted,
    duplicate: tally.duplicate,
    refused: refusedTotal(tally),
  };
  return [
    terminal.text('cli.import.counts', counts),
    ...Object.entries(tally.refused).map(
      ([code, count]) =>
        `  ${terminal.text('cli.import.refusedByReason', { count, reason: reasonTitle(code, terminal), code })}`,
    ),
    terminal.text('cli.import.times', { first: time(tally.firstAt), last: time(tally.lastAt), zone }),
  ];
}

function reasonTitle(code: string, terminal: Terminal): string {
  return isErrorCode(code) ? terminal.text(`errors.${code}.title`) : code;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
