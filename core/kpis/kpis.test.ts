import { describe, expect, test } from 'vitest';
import { RidaError } from '../errors.ts';
import { endReasons, factColumns, outcomes } from '../sessions/facts.ts';
import type { Where } from './algebra.ts';
import { type Dimension, dimensionColumns, periodColumn, periodColumns } from './dimensions.ts';
import { figureOf } from './figure.ts';
import { formulaOf } from './formula.ts';
import { units } from './kpi.ts';
import { kpiOf, kpis } from './kpis.ts';
import { defaultsFor, lackedDimensions } from './question.ts';
import {
  agentPerformanceChoice,
  agentPerformanceKpis,
  agentPerformanceWorkingKpis,
  satisfactionKpis,
} from './reports.ts';

describe('the KPIs', () => {
  test('have ids of their own', () => expect(new Set(kpis.map(({ id }) => id)).size).toBe(kpis.length));

  test('offer every mean with its median and 90th percentile', () => {
    for (const { id, measure } of kpis.filter((kpi) => kpi.measure.kind === 'mean')) {
      const level = (suffix: string) => {
        const spread = kpiOf(`${id}${suffix}`).measure;
        return spread.kind === 'quantile' ? [spread.level, spread.where] : null;
      };
      expect(level('Median')).toEqual([0.5, measure.kind === 'mean' && measure.where]);
      expect(level('P90')).toEqual([0.9, measure.kind === 'mean' && measure.where]);
    }
  });

  test('count a ratio’s rows in the fact above its line', () => {
    for (const { id, fact, measure } of kpis) {
      if (measure.kind === 'ratio') expect([id, fact]).toEqual([id, measure.over.fact]);
    }
  });

  test('keep what an agent began, without an answer, out of assigned, its outcomes and agent sessions', () => {
    for (const id of ['assigned', 'notAssigned', ...outcomes, 'sessions', 'agentSessions', 'botSessions']) {
      const { measure } = kpiOf(id);
      expect([id, measure.kind === 'count' && measure.where['outbound']]).toEqual([id, false]);
    }
    expect(kpiOf('outboundSessions').measure).toEqual({ kind: 'count', where: { outbound: true } });
  });

  test('test columns only for values they can have', () => {
    const endings: Where[] = kpis.flatMap(({ measure }) => (measure.kind === 'share' ? [measure.of] : []));
    const named = endings.map(({ endReason }) => endReason).filter((value) => typeof value === 'string');
    expect(named.every((value) => endReasons.some((reason) => reason === value))).toBe(true);
  });

  test('are named by the reports that show them', () => {
    for (const id of [...agentPerformanceChoice, ...satisfactionKpis]) expect(kpiOf(id).id).toBe(id);
    expect(new Set(agentPerformanceChoice).size).toBe(agentPerformanceChoice.length);
  });

  test('of a clock in working hours are those of its clock, of the working part of what it measures', () => {
    const working = kpis.filter(
      ({ workingHoursOf, spreadOf }) => workingHoursOf !== undefined && spreadOf === undefined,
    );
    for (const { id, workingHoursOf = '', measure, ...same } of working) {
      const { id: clockId, measure: clockMeasure, ...clock } = kpiOf(workingHoursOf);
      expect(same).toEqual(clock);
      expect(id).toBe(`${clockId}Working`);
      expect(JSON.stringify(measure)).toBe(JSON.stringify(clockMeasure).replaceAll(/(?<!status)Ms"/g, 'WorkingMs"'));
    }
    expect(working.length).toBe(13);
  });

  test('of the agent report are there in working hours for every clock, and asked for by name', () => {
    const clocks = kpis.filter(({ workingHoursOf }) => agentPerformanceKpis.some((id) => id === workingHoursOf));
    expect(new Set(agentPerformanceWorkingKpis)).toEqual(new Set(clocks.map(({ id }) => id)));
  });

  test('there is no other', () => expect(() => kpiOf('toString')).toThrow(new RidaError('notFound')));

  test('tell their formula', () => {
    expect(formulaOf(kpiOf('firstResponse'))).toBe('mean(session.firstResponseMs | not outbound) ÷ 1000');
    expect(formulaOf(kpiOf('assignedPerOnlineHour'))).toBe(
      'count(assignment | not outbound) ÷ sum(presence.statusMs | status = online) × 3,600,000',
    );
  });
});

describe('dimensions and periods', () => {
  test('name columns that their facts have', () => {
    for (const [fact, columns] of Object.entries(factColumns)) {
      const name = fact as keyof typeof factColumns;
      for (const column of [...Object.values(dimensionColumns[name]), ...periodColumns[name]])
        expect(columns).toHaveProperty(column);
    }
  });

  test('a period column that a fact lacks leaves its own', () => {
    expect(periodColumn('assignment', 'endedAt')).toBe('endedAt');
    expect(periodColumn('turn', 'endedAt')).toBe('repliedAt');
    expect(periodColumn('turn', undefined)).toBe('repliedAt');
  });

  test('a ratio of two facts can be asked by what both have', () => {
    const asked: Dimension[] = ['agent', 'channel'];
    expect(lackedDimensions(kpiOf('assignedPerOnlineHour'), asked)).toEqual(['channel']);
    expect(lackedDimensions(kpiOf('assigned'), asked)).toEqual([]);
  });

  test('satisfaction is of conversations until somebody asks for another subject, or by subject', () => {
    const score = kpiOf('averageScore');
    expect(defaultsFor(score, { by: ['agent'], filters: {} })).toEqual({ subject: ['conversation'] });
    expect(defaultsFor(score, { by: [], filters: { subject: ['reply'] } })).toEqual({});
    expect(defaultsFor(score, { by: ['subject'], filters: {} })).toEqual({});
  });
});

describe('a figure of nothing', () => {
  test.each([
    [{ kind: 'count', n: 0 }, 'count', 0],
    [{ kind: 'distinct', n: 0, distinct: 0 }, 'count', 0],
    [{ kind: 'sum', n: 0, sum: 0 }, 'count', 0],
    [{ kind: 'sum', n: 0, sum: 0 }, 'hours', null],
    [{ kind: 'mean', n: 0, sum: 0, variance: 0, mixed: false }, 'seconds', null],
    [{ kind: 'quantile', n: 0, quantile: null, mixed: false }, 'seconds', null],
    [{ kind: 'share', n: 0, hits: 0 }, 'share', null],
    [{ kind: 'ratio', n: 0, over: 0, under: 0 }, 'seconds', null],
    [{ kind: 'difference', n: 0, plus: 0, minus: 0 }, 'points', null],
  ] as const)('%j in %s is %s', (counted, unit, value) => {
    expect(figureOf(counted, unit)).toEqual({ value, n: 0, interval: null });
  });
});

describe('a figure', () => {
  test('is in its unit, and so is its interval', () => {
    const { value, interval } = figureOf(
      { kind: 'mean', n: 2, sum: 180_000, variance: 1_800_000_000, mixed: false },
      'seconds',
    );
    expect(value).toBe(90);
    expect(interval?.[1]).toBeCloseTo(90 + 12.706204736 * 30, 6);
    expect(figureOf({ kind: 'sum', n: 1, sum: 5_400_000 }, 'hours').value).toBe(1.5);
    expect(figureOf({ kind: 'ratio', n: 3, over: 3, under: 5_400_000 }, 'perHour').value).toBeCloseTo(2, 12);
    expect(figureOf({ kind: 'difference', n: 324, plus: 162, minus: 54 }, 'points')).toMatchObject({
      value: expect.closeTo(33.3333, 4),
    });
  });

  test('of several scales, and one not switched on, say why they have no value', () => {
    expect(figureOf({ kind: 'mean', n: 2, sum: 4, variance: 0, mixed: true }, 'rating')).toEqual({
      value: null,
      n: 2,
      interval: null,
      reason: 'mixedScales',
    });
    expect(figureOf({ kind: 'none', n: 0 }, 'count').reason).toBe('notEnabled');
  });

  test('of one value has no interval', () => {
    expect(figureOf({ kind: 'mean', n: 1, sum: 60_000, variance: 0, mixed: false }, 'seconds').interval).toBeNull();
  });

  test('of few answers promises nothing that cannot be', () => {
    const spread = { kind: 'mean', n: 2, mixed: false } as const;
    expect(figureOf({ ...spread, sum: 100, variance: 5000 }, 'score').interval).toEqual([0, 100]);
    expect(figureOf({ ...spread, sum: 1, variance: 0.5 }, 'share').interval).toEqual([0, 1]);
    expect(figureOf({ ...spread, sum: 120_000, variance: 7.2e9 }, 'seconds').interval?.[0]).toBe(0);
  });

  test('has one of the units', () => expect(kpis.filter(({ unit }) => !units.includes(unit))).toEqual([]));
});
