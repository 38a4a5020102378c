import { createHash } from 'node:crypto';
import { kpis } from '../../../core/kpis/kpis.ts';
import { factNames, factSpecs } from '../../../core/sessions/facts.ts';
import type { FiguresPrint } from '../../database/tables/erasures.ts';
import { ask } from '../../warehouse/ask.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { listed } from './listed-streams.ts';
import type { Person } from './person.ts';

const allTime = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2100, 0, 1) };

/**
 * Every figure of the workspace over all time, and every fact of the person's streams, as fingerprints: to be taken before
 * and after an erasure. `events`: how many the log holds, so that two prints can be told apart from time going on.
 */
export async function figuresPrint(person: Person, warehouse: Warehouse): Promise<FiguresPrint> {
  const { workspaceId } = person;
  const question = { kpis, by: [], filters: {}, period: allTime };
  const { totals } = await ask(warehouse.forWorkspace(workspaceId), question, { workspaceId, sees: 'everything' });
  const figures = kpis.map(({ id }) => [id, totals[id]?.value ?? null, totals[id]?.n ?? 0]);
  const facts = await factPrints(person, warehouse);
  const [[events] = [0]] = await warehouse.rows<[number]>(
    'fold',
    'SELECT count() FROM (SELECT DISTINCT stream, source, id FROM events WHERE workspace_id = {workspaceId:UInt32})',
    { workspaceId },
  );
  return {
    kpis: kpis.length,
    totals: digestOf(figures),
    facts: facts.reduce((sum, [, rows]) => sum + Number(rows), 0),
    rows: digestOf(facts),
    events: Number(events),
  };
}

/** Whether nothing differs but what came in between. */
export function sameFigures(before: FiguresPrint, after: FiguresPrint): boolean {
  return before.totals === after.totals && before.rows === after.rows;
}

type FactPrint = [table: string, rows: number, hash: string];

async function factPrints({ workspaceId, erasureId }: Person, warehouse: Warehouse): Promise<FactPrint[]> {
  const prints = factNames.map((fact) => factPrint(factSpecs[fact].table));
  const rows = await warehouse.rows<FactPrint>('fold', `SELECT * FROM (${prints.join(' UNION ALL ')}) ORDER BY fact`, {
    workspaceId,
    erasureId,
  });
  return rows.map(([table, count, hash]) => [table, Number(count), hash]);
}

function factPrint(table: string): string {
  return `
    SELECT '${table}' AS fact, count(), toString(groupBitXor(cityHash64(toString(tuple(* EXCEPT (version, is_deleted))))))
    FROM ${table} FINAL WHERE workspace_id = {workspaceId:UInt32} AND stream IN ${listed('stream')}`;
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
