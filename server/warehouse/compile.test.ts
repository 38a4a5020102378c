import { describe, expect, test } from 'vitest';
import { RidaError } from '../../core/errors.ts';
import { type Dimension, dimensions } from '../../core/kpis/dimensions.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import { kpiOf, kpis } from '../../core/kpis/kpis.ts';
import type { Question } from '../../core/kpis/question.ts';
import { factColumns } from '../../core/sessions/facts.ts';
import { compile } from './compile.ts';
import { compileRows } from './compile-rows.ts';
import { checkScopedSql } from './scope.ts';

const viewer = { workspaceId: 7, sees: 'everything' } as const;
const question: Question = {
  kpis,
  by: ['agent', 'tag'],
  filters: {},
  period: { from: 0, to: 86_400_000 },
  buckets: [0, 3_600_000],
};
const hostile = `x'); DROP TABLE events; --`;

describe('a compiled question', () => {
  test('has no value of the asker in its text', () => {
    const { sql, params } = compile({ ...question, filters: { agent: [hostile], tag: [hostile] } }, viewer);
    expect(sql).not.toContain('DROP');
    expect(Object.values(params)).toContainEqual([hostile]);
  });

  test('reads every table once, filtered to the workspace and the period, so that the primary key prunes', () => {
    const { sql } = compile({ ...question, by: ['agent'] }, viewer);
    const tables = [...(sql ?? '').matchAll(/FROM (\w+) FINAL/g)].map(([, table]) => table);
    expect(new Set(tables).size).toBe(tables.length);
    expect([...(sql ?? '').matchAll(/WHERE workspace_id = \{p\d+:UInt32\} AND \w+ >= /g)]).toHaveLength(tables.length);
  });

  test('computes median and 90th percentile together', () => {
    const { sql } = compile({ ...question, kpis: ['replyTime', 'replyTimeMedian', 'replyTimeP90'].map(kpiOf) }, viewer);
    expect([...(sql ?? '').matchAll(/quantiles\w+\(([^)]*)\)/g)].map(([, levels]) => levels)).toEqual([
      '0.5, 0.9',
      '0.5, 0.9',
    ]);
  });

  test('keeps to what a scoped statement may say', () => {
    expect(() => checkScopedSql(compile(question, viewer).sql ?? '')).not.toThrow();
  });

  test('is none where no figure can be asked by what is asked: the figures say so', () => {
    const { sql, answer } = compile(
      { ...question, kpis: [kpiOf('onlineHours'), kpiOf('positive')], filters: { topic: ['x'] } },
      viewer,
    );
    expect(sql).toBeNull();
    expect(answer([]).totals).toMatchObject({
      onlineHours: { reason: 'notByThis' },
      positive: { reason: 'notEnabled' },
    });
  });
});

describe('what a figure cannot be asked by', () => {
  /** The columns by which rows could be told apart, spelled out here once more. */
  const columnOf: Record<Exclude<Dimension, 'weekday' | 'hourOfDay'>, string> = {
    agent: 'agentId',
    team: 'teamId',
    channel: 'channel',
    inbox: 'inbox',
    topic: 'topic',
    tag: 'tags',
    campaign: 'campaign',
    language: 'language',
    source: 'source',
    kind: 'kind',
    outcome: 'outcome',
    endReason: 'endReason',
    closedBy: 'closedBy',
    status: 'status',
    dialled: 'dialled',
    subject: 'subject',
    scale: 'scale',
    ratingValue: 'value',
    survey: 'surveyId',
    owner: 'ratedOwner',
    site: 'siteId',
    terminal: 'terminalId',
    service: 'service',
    counter: 'counter',
    article: 'articleId',
    network: 'network',
  };
  const clock = [{ from: 0, offsetMs: 0 }];

  function isLacked({ fact, measure }: Kpi, dimension: Dimension): boolean {
    if (measure.kind === 'none' || dimension === 'weekday' || dimension === 'hourOfDay') return false;
    const facts = measure.kind === 'ratio' ? [measure.over.fact, measure.under.fact] : [fact];
    return !facts.every((each) => Object.hasOwn(factColumns[each], columnOf[dimension]));
  }

  test.each(dimensions)(
    'by %s, or filtered on it, has no number and says why; everything else is asked',
    (dimension) => {
      const asked: Question = { kpis, by: [], filters: {}, period: question.period, clock };
      const ways = [
        compile({ ...asked, by: [dimension] }, viewer),
        compile({ ...asked, filters: { [dimension]: ['1'] } }, viewer),
        compile({ ...asked, filters: { [dimension]: ['1'] }, not: [dimension] }, viewer),
      ];
      for (const { answer } of ways) {
        const { totals } = answer([]);
        const without = kpis.filter(({ id }) => totals[id]?.reason === 'notByThis').map(({ id }) => id);
        expect(without).toEqual(kpis.filter((kpi) => isLacked(kpi, dimension)).map(({ id }) => id));
      }
    },
  );
});

describe('an answer', () => {
  test('that would reach the limit of rows is refused, and the more figures the sooner', () => {
    const limitOf = (asked: Question) => Number(/LIMIT (\d+)$/.exec(compile(asked, viewer).sql ?? '')?.[1]);
    const few = { ...question, kpis: [kpiOf('assigned')] };
    expect(limitOf(few)).toBe(20_000);
    expect(limitOf(question)).toBe(Math.floor(400_000 / kpis.length));
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i): [number, string[], []] => [0, ['0', String(i), ''], []]);
    expect(() => compile(few, viewer).answer(rows(20_000))).toThrow(new RidaError('answerTooLarge', { rows: 20_000 }));
    expect(() => compile(few, viewer).answer(rows(19_999))).not.toThrow();
  });
});

describe('the rows behind a figure', () => {
  const rows = { kpi: kpiOf('assigned'), by: [], filters: { agent: [hostile] }, period: { from: 0, to: 1 } };

  test('have no value of the asker in their text', () => {
    const statement = compileRows(rows, viewer, { after: { at: 0, stream: hostile, key: hostile }, limit: 10 });
    expect(statement?.sql).not.toContain('DROP');
    expect(() => checkScopedSql(statement?.sql ?? '')).not.toThrow();
  });

  test('are none for what cannot be asked', () => {
    expect(compileRows({ ...rows, filters: { subject: ['reply'] } }, viewer, { after: null, limit: 1 })).toBeNull();
    expect(compileRows({ ...rows, kpi: kpiOf('positive') }, viewer, { after: null, limit: 1 })).toBeNull();
  });
});
