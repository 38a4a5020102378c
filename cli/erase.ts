import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { eraseCustomer, readErasure } from '../contract/routes/customers.ts';
import type { Api } from './connection/api.ts';
import { type Connection, connect } from './connection/connect.ts';
import { readWorkspaceOption, workspacesOf } from './connection/workspace.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';
import { UsageError } from './usage-error.ts';

type Erasure = z.output<typeof readErasure.answer>;

const pollMs = 300;

/**
 * `rida erase CUSTOMER_ID [--workspace N] [--yes] [--wait]`: erases a customer and prints the receipt. Exit code 0: asked for,
 * or (`--wait`, or where this process had to start the service) done; 1: not confirmed, or a figure moved; 2: wrongly asked.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      workspace: { type: 'string' },
      yes: { type: 'boolean', default: false },
      wait: { type: 'boolean', default: false },
      language: { type: 'string' },
    },
  });
  const [customerId, ...more] = positionals;
  if (!customerId || more.length > 0) throw new UsageError('cli.erase.usage');
  const workspaceId = readWorkspaceOption(values.workspace);
  const terminal = openTerminal(values.language);
  if (!values.yes && !(await isConfirmed(customerId, terminal))) return 1;
  const connection = await connect(terminal);
  try {
    return await erase({ customerId, workspaceId, wait: values.wait }, connection, terminal);
  } finally {
    await connection.close();
  }
}

/** Asked on a terminal only: a script says `--yes`. */
async function isConfirmed(customerId: string, terminal: Terminal): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('cli.erase.notConfirmed');
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await line.question(`${terminal.text('cli.erase.confirm', { customer: customerId })} `);
    return answer.trim() === customerId;
  } finally {
    line.close();
  }
}

interface Wish {
  customerId: string;
  workspaceId: number | undefined;
  wait: boolean;
}

async function erase(wish: Wish, { api, started }: Connection, terminal: Terminal): Promise<number> {
  const workspaceId = wish.workspaceId ?? (await ownWorkspace(api));
  const path = `/customers/${encodeURIComponent(wish.customerId)}`;
  let erasure = eraseCustomer.answer.parse(await api.ask(path, { method: 'DELETE', workspaceId }));
  const id = String(erasure.id);
  if (!wish.wait && !started) {
    terminal.print(terminal.text('cli.erase.asked', { id }));
    return 0;
  }
  terminal.say('cli.erase.waiting', { id });
  while (erasure.state !== 'done') {
    await pause(pollMs);
    erasure = readErasure.answer.parse(await api.ask(`/erasures/${id}`, { workspaceId }));
  }
  return printReceipt(erasure, terminal);
}

/** The first that is no demo; a key has one alone. */
async function ownWorkspace(api: Api): Promise<number | undefined> {
  return (await workspacesOf(api)).find(({ demo }) => !demo)?.id;
}

function printReceipt({ id, removed, figures }: Erasure, terminal: Terminal): number {
  terminal.print(
    terminal.text('cli.erase.done', {
      id: String(id),
      texts: removed['texts'] ?? 0,
      contactDetails: removed['contactDetails'] ?? 0,
      refused: (removed['deadLetters'] ?? 0) + (removed['refusedRows'] ?? 0),
    }),
  );
  if (figures === null) return 1;
  const { equal, kpis, eventsMeanwhile, factsBefore, factsAfter } = figures;
  if (equal) terminal.print(terminal.text('cli.erase.equal', { kpis }));
  else terminal.print(terminal.text('cli.erase.moved', { events: eventsMeanwhile }));
  // Others' events move totals; the facts of the person himself do not move by theirs.
  return equal || (eventsMeanwhile > 0 && factsBefore === factsAfter) ? 0 : 1;
}
