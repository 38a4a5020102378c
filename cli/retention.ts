import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { previewRetention } from '../contract/routes/retention.ts';
import { connect } from './connection/connect.ts';
import { readWorkspaceOption } from './connection/workspace.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';
import { UsageError } from './usage-error.ts';

type DueOfClass = z.output<typeof previewRetention.answer>['classes'][number];

/**
 * `rida retention --dry-run [--workspace N]`: prints what the next night removes of a workspace, by class and month, and removes
 * nothing. Exit code 0; 2: wrongly asked.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'dry-run': { type: 'boolean', default: false },
      workspace: { type: 'string' },
      language: { type: 'string' },
    },
  });
  if (!values['dry-run']) throw new UsageError('cli.retention.usage');
  const workspaceId = readWorkspaceOption(values.workspace);
  const terminal = openTerminal(values.language);
  const connection = await connect(terminal);
  try {
    const answer = await connection.api.ask('/retention/dry-run', { method: 'POST', body: {}, workspaceId });
    for (const due of previewRetention.answer.parse(answer).classes) print(due, terminal);
    return 0;
  } finally {
    await connection.close();
  }
}

function print({ class: name, before, count, months }: DueOfClass, terminal: Terminal): void {
  const { text, number, print } = terminal;
  const what = text(`cli.retention.classes.${name}`);
  print(text('cli.retention.class', { what, before: before.slice(0, 10), count }));
  for (const { month, count } of months) print(`  ${month}  ${number(count)}`);
}
