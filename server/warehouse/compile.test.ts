import { describe, expect, test } from 'vitest';
import { kpiOf, kpis } from '../../core/kpis/kpis.ts';
import type { Question } from '../../core/kpis/question.ts';
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
