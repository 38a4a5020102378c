import { defaultRules } from '../../core/sessions/rules.ts';
import { customerStream, laneOf } from '../../core/events/streams.ts';
import type { LogEvent } from '../../core/events/types.ts';
import { foldStream } from '../../core/sessions/fold.ts';
import type { ColumnKind } from '../../core/sessions/columns.ts';
import { type Fact, factColumns, type FactName, factNames, factSpecs } from '../../core/sessions/facts.ts';
import { foldIssues } from '../../core/sessions/issues.ts';
import { previousPresenceStream } from '../../core/sessions/presence.ts';
import { columnsOf, rowValues } from '../../server/ingest/folding/rows.ts';
import { tableColumns } from '../../server/ingest/plan-commit.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';

/** Appends events to the log as a commit received at `receivedAt` would. */
export async function appendEvents(
  warehouse: Warehouse,
  events: readonly LogEvent[],
  receivedAt: number,
): Promise<LogEvent[]> {
  const received = events.map((event) => ({ ...event, receivedAt }));
  const rows = received.map((event) => [
    event.workspaceId,
    event.stream,
    event.source,
    event.id,
    event.revision,
    BigInt(`0x${event.digest}`),
    laneOf(event.workspaceId, event.stream),
    receivedAt,
    event.at,
    event.sequence,
    event.type,
    event.history,
    JSON.stringify(event.body),
  ]);
  await warehouse.insert('append', 'events', tableColumns.events, rows);
  return received;
}

/** Facts of the second fold: they may lag behind the others. */
const chained: readonly FactName[] = ['issue', 'duplicate'];

/** All rows of every fact table that streams write, as `FINAL` gives them, one text each, sorted. */
export function storedFacts(warehouse: Warehouse): Promise<string[]> {
  return readFacts(
    warehouse,
    factNames.filter((fact) => !chained.includes(fact)),
  );
}

/** The same of the facts that customers' folds write. */
export function storedChains(warehouse: Warehouse): Promise<string[]> {
  return readFacts(warehouse, chained);
}

async function readFacts(warehouse: Warehouse, names: readonly FactName[]): Promise<string[]> {
  const facts: string[] = [];
  for (const fact of names) {
    const columns = columnsOf(fact).slice(0, -2);
    const rows = await warehouse.rows(
      'report',
      `SELECT ${columns.map((column) => readable(fact, column)).join(', ')} FROM ${factSpecs[fact].table} FINAL`,
    );
    facts.push(...rows.map((row) => JSON.stringify([fact, ...row])));
  }
  return facts.sort();
}

/** What the pure fold gives for the same events, in the same form. */
export function expectedFacts(events: readonly LogEvent[], now: number, rules = defaultRules): string[] {
  return foldAll(events, now, rules)
    .map(({ workspaceId, stream, fact }) => factText(workspaceId, stream, fact))
    .sort();
}

/** What the customers' fold gives for the contacts of the same events, in the same form. */
export function expectedChains(events: readonly LogEvent[], now: number): string[] {
  const contacts = foldAll(events, now).flatMap(({ workspaceId, stream, fact }) =>
    fact.fact === 'contact' ? [{ workspaceId, stream, key: fact.key, row: fact.row }] : [],
  );
  const byCustomer = Map.groupBy(contacts, ({ workspaceId, row }) => `${workspaceId} ${row.customerKey}`);
  return [...byCustomer.values()]
    .flatMap((own) => {
      const [{ workspaceId, row }] = own as [(typeof own)[number]];
      const { facts } = foldIssues(own, defaultRules, now);
      return facts.map((fact) => factText(workspaceId, customerStream(row.customerKey), fact));
    })
    .sort();
}

function foldAll(
  events: readonly LogEvent[],
  now: number,
  rules = defaultRules,
): { workspaceId: number; stream: string; fact: Fact }[] {
  const byStream = new Map<string, LogEvent[]>();
  for (const event of events) {
    const key = `${event.workspaceId} ${event.stream}`;
    byStream.set(key, [...(byStream.get(key) ?? []), event]);
  }
  return [...byStream].flatMap(([key, own]) => {
    const workspaceId = Number(key.slice(0, key.indexOf(' ')));
    const stream = key.slice(key.indexOf(' ') + 1);
    const before = stream.startsWith('presence:')
      ? (byStream.get(`${workspaceId} ${previousPresenceStream(stream)}`) ?? [])
      : [];
    return foldStream(stream, [...before, ...own], rules, now).facts.map((fact) => ({
      workspaceId,
      stream,
      fact,
    }));
  });
}

function factText(workspaceId: number, stream: string, fact: Fact): string {
  return JSON.stringify([fact.fact, ...rowValues(workspaceId, stream, fact)]);
}

function readable(fact: FactName, column: string): string {
  if (column === 'at') return 'toUnixTimestamp64Milli(at)';
  const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const kind = (factColumns[fact] as Record<string, ColumnKind>)[name];
  return kind === 'instant' || kind === 'instant?' ? `toUnixTimestamp64Milli(${column})` : column;
}
