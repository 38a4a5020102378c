import { expect, test } from 'vitest';
import { readWarehouseMigrations, splitStatements } from './migrations.ts';

test('a semicolon parts statements only outside quotes and comments', () => {
  const text = `
    -- first; not here
    CREATE TABLE a (x String DEFAULT 'it''s; \\'fine\\'');  /* nor; here */
    CREATE TABLE "b;c" (\`d;e\` Int32);;
    SELECT '--no comment', 1 -- the last one has no semicolon`;
  expect(splitStatements(text)).toEqual([
    `CREATE TABLE a (x String DEFAULT 'it''s; \\'fine\\'')`,
    'CREATE TABLE "b;c" (`d;e` Int32)',
    `SELECT '--no comment', 1`,
  ]);
});

test('a text without statements has none', () => {
  expect(splitStatements(' -- nothing\n ; ; ')).toEqual([]);
});

test('every statement may run twice, because a crash in the middle of a file repeats it', () => {
  const statements = readWarehouseMigrations().flatMap((migration) => migration.statements);
  expect(statements.length).toBeGreaterThan(10);
  for (const statement of statements) expect(statement).toMatch(/\bIF (NOT )?EXISTS\b|\bMODIFY SETTING\b/);
});
