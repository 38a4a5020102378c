import { readFileSync, readdirSync } from 'node:fs';

export interface WarehouseMigration {
  name: string;
  /** Each may run twice: a crash between two of them repeats the file. */
  statements: string[];
}

const folder = new URL('./migrations/', import.meta.url);

/** The files of `migrations/`, in the order of their numbers. */
export function readWarehouseMigrations(): WarehouseMigration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({
      name: file.replace(/\.sql$/, ''),
      statements: splitStatements(readFileSync(new URL(file, folder), 'utf8')),
    }));
}

const piece =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|;|[\s\S]/g;

/** Statements of an SQL text, parted at semicolons outside quotes and comments; comments are dropped. */
export function splitStatements(text: string): string[] {
  const statements = [''];
  for (const [token] of text.matchAll(piece)) {
    if (token === ';') statements.push('');
    else if (token.startsWith('--') || token.startsWith('/*')) continue;
    else statements[statements.length - 1] += token;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}
