import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Mapping, mappingSchema } from '../../core/events/mapping/schema.ts';
import { readWorkspaceOption } from '../connection/workspace.ts';
import { UsageError } from '../usage-error.ts';

interface SharedOptions {
  workspaceId: number | undefined;
  language: string | undefined;
}

export interface ImportOptions extends SharedOptions {
  /** A path, or `-` for the standard input. */
  file: string;
  /** Null: the file is NDJSON, or a table that says itself what it holds. */
  mapping: Mapping | null;
  /** The sheet of a workbook; the first where none is named. */
  sheet: string | undefined;
  source: string;
  dryRun: boolean;
  /** Where refused lines are written to. */
  refusedFile: string | undefined;
  /** Where the mapping that is used is written to, to be corrected. */
  saveMappingFile: string | undefined;
}

export interface UndoOptions extends SharedOptions {
  /** Number of the import to undo. */
  undo: number;
}

/**
 * `rida import FILE|- [--mapping FILE] [--sheet NAME] [--save-mapping FILE] [--source NAME] [--dry-run] [--refused FILE]
 * [--workspace N] [--language L]`, or `rida import --undo ID [--workspace N] [--language L]`
 */
export function readImportOptions(args: string[]): ImportOptions | UndoOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      sheet: { type: 'string' },
      'save-mapping': { type: 'string' },
      source: { type: 'string', default: 'import' },
      'dry-run': { type: 'boolean', default: false },
      refused: { type: 'string' },
      undo: { type: 'string' },
      workspace: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const shared = { workspaceId: readWorkspaceOption(values.workspace), language: values.language };
  const [file, ...more] = positionals;
  if (values.undo !== undefined && file === undefined) return { ...shared, undo: importNumber(values.undo) };
  if (file === undefined || more.length > 0 || values.undo !== undefined) throw new UsageError('cli.import.usage');
  return {
    ...shared,
    file,
    mapping: values.mapping === undefined ? null : readMapping(values.mapping),
    sheet: values.sheet,
    source: values.source,
    dryRun: values['dry-run'],
    refusedFile: values.refused,
    saveMappingFile: values['save-mapping'],
  };
}

function importNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError('cli.import.usage');
  return Number(value);
}

function readMapping(path: string): Mapping {
  const result = mappingSchema.safeParse(parseJson(path));
  if (result.success) return result.data;
  throw new UsageError('cli.import.badMapping', { file: path, problems: z.prettifyError(result.error) });
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError('cli.import.badMapping', {
      file: path,
      problems: error instanceof Error ? error.message : '',
    });
  }
}
