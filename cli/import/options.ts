import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Mapping, mappingSchema } from '../../core/events/mapping/schema.ts';
import { readWorkspaceOption } from '../connection/workspace.ts';
import { UsageError } from '../usage-error.ts';

export interface ImportOptions {
  /** A path, or `-` for the standard input. */
  file: string;
  /** Null: the file is NDJSON. */
  mapping: Mapping | null;
  source: string;
  dryRun: boolean;
  /** Where refused lines are written to. */
  refusedFile: string | undefined;
  workspaceId: number | undefined;
  language: string | undefined;
}

/** `rida import FILE|- [--mapping FILE] [--source NAME] [--dry-run] [--refused FILE] [--workspace N] [--language L]` */
export function readImportOptions(args: string[]): ImportOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      source: { type: 'string', default: 'import' },
      'dry-run': { type: 'boolean', default: false },
      refused: { type: 'string' },
      workspace: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('cli.import.usage');
  if (/\.(csv|tsv)(\.gz)?$/i.test(file) && values.mapping === undefined)
    throw new UsageError('cli.import.mappingMissing');
  return {
    file,
    mapping: values.mapping === undefined ? null : readMapping(values.mapping),
    source: values.source,
    dryRun: values['dry-run'],
    refusedFile: values.refused,
    workspaceId: readWorkspaceOption(values.workspace),
    language: values.language,
  };
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
