import { writeFileSync } from 'node:fs';
import { type Mapping, mappingSchema } from '../../core/events/mapping/schema.ts';
import { profileTable, type TableReading } from '../../server/ingest/files/profile-table.ts';
import type { Table } from '../../server/ingest/files/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { ImportOptions } from './options.ts';

/**
 * What a table says itself of how it is to be read, told to the person as well: the kind, what each column holds, and
 * what is open. `--save-mapping` writes it down. Throws UsageError where something must be decided first.
 */
export async function understandTable(table: Table, options: ImportOptions, terminal: Terminal): Promise<Mapping> {
  const reading = await profileTable(table, new Date().toISOString().slice(0, 10));
  tellUnderstood(reading, terminal);
  const { mapping, problems } = reading;
  if (mapping !== null && options.saveMappingFile !== undefined) {
    writeFileSync(options.saveMappingFile, `${JSON.stringify(mapping, null, 2)}\n`);
    terminal.say('cli.import.mappingSaved', { file: options.saveMappingFile });
  }
  if (mapping === null || problems.some(({ blocking }) => blocking)) throw new UsageError('cli.import.notUnderstood');
  return mappingSchema.parse(mapping);
}

function tellUnderstood({ kind, columns, problems }: TableReading, terminal: Terminal): void {
  const say = terminal.say;
  if (kind !== null) say('cli.import.understood', { kind: terminal.text(`imports.kinds.${kind}`) });
  for (const { name, meaning, used } of columns) {
    if (meaning !== null && used) {
      say('cli.import.columnUnderstood', { column: name, meaning: terminal.text(`imports.meanings.${meaning}`) });
    } else say('cli.import.columnUnused', { column: name });
  }
  for (const { code, column, count } of problems) say(`imports.problems.${code}`, { column, count });
}
