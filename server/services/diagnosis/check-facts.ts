import { type FactName, factNames, factSpecs } from '../../../core/sessions/facts.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

export interface FactCheck {
  fact: FactName;
  rows: number;
  listed: number;
  unlisted: number;
  missing: number;
  examples: string[];
}

const mostExamples = 10;

/**
 * Compares each fact table with `folds`, the list of what the fold has written: a fact that is not
 * listed would never be deleted, a listed one that is missing was lost. While a pass is being stored both
 * occur for a moment; what stays is a fault. Sums per month are compared first, in little memory; only
 * months that differ are looked at row by row.
 */
export async function checkFacts(warehouse: Warehouse): Promise<FactCheck[]> {
  const checks: FactCheck[] = [];
  for (const fact of factNames) checks.push(await checkFact(warehouse, fact));
  return checks;
}

type MonthSum = readonly [month: number, rows: number, hash: string];

async function checkFact(warehouse: Warehouse, fact: FactName): Promise<FactCheck> {
  const { table } = factSpecs[fact];
  const stored = await monthSums(warehouse, `SELECT at, workspace_id, stream, key FROM ${table} FINAL`);
  const listed = await monthSums(warehouse, listedRows, { fact });
  const check: FactCheck = { fact, rows: total(stored), listed: total(listed), unlisted: 0, missing: 0, examples: [] };
  for (const month of differingMonths(stored, listed)) await compareMonth(warehouse, table, month, check);
  return check;
}

const listedRows = 'SELECT at, workspace_id, stream, key FROM folds FINAL WHERE fact = {fact:String}';
const sumColumns = 'toUInt32(toYYYYMM(at)) AS month, count(), toString(sum(cityHash64(at, workspace_id, stream, key)))';

async function monthSums(warehouse: Warehouse, rows: string, params: Record<string, string> = {}): Promise<MonthSum[]> {
  const sums = await warehouse.rows<[number, number, string]>(
    'report',
    `SELECT ${sumColumns} FROM (${rows}) GROUP BY month`,
    params,
  );
  return sums.map(([month, count, hash]) => [month, Number(count), hash]);
}

function total(sums: readonly MonthSum[]): number {
  return sums.reduce((sum, [, rows]) => sum + rows, 0);
}

function differingMonths(stored: readonly MonthSum[], listed: readonly MonthSum[]): number[] {
  const sumsOf = (sums: readonly MonthSum[]) => new Map(sums.map(([month, rows, hash]) => [month, `${rows} ${hash}`]));
  const [here, there] = [sumsOf(stored), sumsOf(listed)];
  return [...new Set([...here.keys(), ...there.keys()])].filter((month) => here.get(month) !== there.get(month)).sort();
}

async function compareMonth(warehouse: Warehouse, table: string, month: number, check: FactCheck): Promise<void> {
  const ofMonth = 'toYYYYMM(at) = {month:UInt32}';
  const rows = await warehouse.rows<[number, number, string[]]>(
    'report',
    `SELECT countIf(sides = 1), countIf(sides = 2), groupArrayIf(${mostExamples})(concat(stream, ' ', key), sides < 3)
     FROM (
       SELECT at, workspace_id, stream, key, sum(side) AS sides
       FROM (
         SELECT at, workspace_id, stream, key, 1 AS side FROM ${table} FINAL WHERE ${ofMonth}
         UNION ALL
         SELECT at, workspace_id, stream, key, 2 AS side FROM folds FINAL WHERE fact = {fact:String} AND ${ofMonth}
       )
       GROUP BY at, workspace_id, stream, key
     )`,
    { month, fact: check.fact },
  );
  const [unlisted, missing, examples] = rows[0] ?? [0, 0, []];
  check.unlisted += Number(unlisted);
  check.missing += Number(missing);
  check.examples = [...check.examples, ...examples].slice(0, mostExamples);
}
