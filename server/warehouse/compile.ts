import { RidaError } from '../../core/errors.ts';
import { type Figure, figureOf, notAllowed, notByThis } from '../../core/kpis/figure.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import {
  type Answer,
  type AnswerRow,
  type Figures,
  type Question,
  type Viewer,
  askedDimensions,
  defaultsFor,
  inOrderOf,
  lackedDimensions,
} from '../../core/kpis/question.ts';
import { isSeen } from '../../core/kpis/viewer.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import type { Demand } from './compile-aggregates.ts';
import { type Branch, type Grouping, compileBranch } from './compile-branch.ts';
import { type Aggregate, type MeasurePlan, planOf } from './compile-measures.ts';
import { createParams } from './params.ts';
import { type SqlParams, maxRowsPerStatement } from './warehouse.ts';

/** A row of a statement's answer: 1 on the one of everything, keys (the bucket first, if any), cells by branch. */
export type StatementRow = [total: number, keys: string[], parts: [branch: number, cells: (number | null)[]][]];

/** Rows × figures of one answer: more fills memory and nobody reads it. */
const maxCells = 400_000;

/** A question compiled: one statement, and how its rows are read as the answer. */
export interface Statement {
  /** Null when no KPI of the question can be asked by what it asks: there is nothing to read. */
  sql: string | null;
  params: SqlParams;
  /** Throws RidaError('answerTooLarge') where there are as many rows as one answer may not have. */
  answer(rows: readonly StatementRow[]): Answer;
}

/**
 * Compiles a question to one SQL statement: one pass over each fact that it needs. Values
 * travel as parameters, never as text. `viewer` says whose rows, and how much of them, may be seen.
 */
export function compile(question: Question, viewer: Viewer): Statement {
  const planned = question.kpis.map((kpi) => plan(kpi, question, viewer));
  const params = createParams();
  const reads: (Branch & { fact: FactName; grouping: Grouping })[] = [];
  for (const [fact, demands] of demandsByFact(planned)) {
    for (const grouping of groupings(question)) {
      const branch = compileBranch({ index: reads.length, fact, grouping, demands }, question, viewer, params);
      reads.push({ ...branch, fact, grouping });
    }
  }
  const limit = Math.min(maxRowsPerStatement, Math.floor(maxCells / question.kpis.length));
  return {
    sql:
      reads.length === 0
        ? null
        : inTurn(
            reads.map(({ sql }) => sql),
            limit,
          ),
    params: params.values,
    answer(rows) {
      if (rows.length >= limit) throw new RidaError('answerTooLarge', { rows: limit });
      return answerOf(question, planned, reads, rows);
    },
  };
}

/**
 * One statement that gives the rows of all branches, those of the same keys as one, at most `limit` of them.
 * Each branch is a scalar subquery: these the engine computes one after another, so that a question needs
 * the memory of its largest branch; a UNION ALL would hold the quantiles of all of them at once.
 */
function inTurn(branches: readonly string[], limit: number): string {
  const [only] = branches;
  // One branch has each of its keys once: nothing to put together, which saves a third of a small question's time.
  if (branches.length === 1) return `SELECT total, keys, [(branch, cells)] FROM (\n${only}\n) LIMIT ${limit}`;
  const computed = branches.map(
    (sql, i) => `(SELECT groupArray(${limit})((branch, total, keys, cells)) FROM (\n${sql}\n)) AS b${i}`,
  );
  const all = branches.map((_sql, i) => `b${i}`).join(', ');
  return [
    `WITH ${computed.join(',\n')}`,
    `SELECT row.2 AS total, row.3 AS keys, groupArray((row.1, row.4))`,
    `FROM (SELECT arrayJoin(arrayConcat(${all})) AS row)`,
    `GROUP BY total, keys LIMIT ${limit}`,
  ].join('\n');
}

/** A KPI of a question, taken apart; or the figure that it is everywhere. */
interface Planned {
  kpi: Kpi;
  measure: MeasurePlan | Figure;
  demands: ReadonlyMap<Aggregate, Demand>;
}

function plan(kpi: Kpi, question: Question, viewer: Viewer): Planned {
  const refused = refusal(kpi, question, viewer);
  if (refused !== null) return { kpi, measure: refused, demands: new Map() };
  const measure = planOf(kpi);
  const limits = defaultsFor(kpi, question);
  return {
    kpi,
    measure,
    demands: new Map(measure.needs.map((aggregate) => [aggregate, { aggregate, defaults: limits }])),
  };
}

/** Why a figure cannot be answered: whoever asks may not see it, or a fact of it lacks what is asked. */
function refusal(kpi: Kpi, question: Question, viewer: Viewer): Figure | null {
  if (kpi.measure.kind === 'none') return null;
  if (!isSeen(kpi, viewer)) return notAllowed;
  return lackedDimensions(kpi, askedDimensions(question)).length > 0 ? notByThis : null;
}

function demandsByFact(planned: readonly Planned[]): Map<FactName, Demand[]> {
  const demands = planned.flatMap((each) => [...each.demands.values()]);
  return Map.groupBy(demands, ({ aggregate }) => aggregate.fact);
}

function groupings({ by, buckets }: Question): Grouping[] {
  if (by.includes('tag')) return ['groups', 'total'];
  return by.length === 0 && buckets === undefined ? ['total'] : ['both'];
}

type Read = Branch & { fact: FactName; grouping: Grouping };

/** Cells of one group (or of everything), by place of the branch. */
type Group = Map<number, readonly (number | null)[]>;

function answerOf(
  question: Question,
  planned: readonly Planned[],
  reads: readonly Read[],
  rows: readonly StatementRow[],
): Answer {
  const totals = rows.find(([total]) => total === 1);
  const groups = rows.filter(([total]) => total === 0);
  const answered = groups.map(([, keys, parts]): AnswerRow => ({
    bucket: question.buckets === undefined ? null : Number(keys[0]),
    keys: question.buckets === undefined ? keys : keys.slice(1),
    figures: figuresOf(planned, reads, new Map(parts)),
  }));
  return {
    rows: answered.filter(hasRows).toSorted(inOrderOf(question.by)),
    totals: figuresOf(planned, reads, new Map(totals?.[2])),
    empty: figuresOf(planned, reads, new Map()),
  };
}

function figuresOf(planned: readonly Planned[], reads: readonly Read[], group: Group): Figures {
  return Object.fromEntries(planned.map((each) => [each.kpi.id, figureIn(each, reads, group)]));
}

function figureIn({ kpi, measure, demands }: Planned, reads: readonly Read[], group: Group): Figure {
  if (!('needs' in measure)) return measure;
  const counted = measure.counted((aggregate) => {
    const demand = demands.get(aggregate);
    if (demand === undefined) return null;
    // Groups and totals of one fact may come from two branches: the group's cells tell which.
    const place = reads.findIndex(({ fact }, i) => fact === aggregate.fact && group.has(i));
    const cell = reads[place]?.cellOf.get(demand);
    return cell === undefined ? null : (group.get(place)?.[cell] ?? null);
  });
  return figureOf(counted, kpi.unit);
}

/** A group is a row of the answer when at least one of its figures has rows behind it. */
function hasRows({ figures }: AnswerRow): boolean {
  return Object.values(figures).some(({ n }) => n > 0);
}
