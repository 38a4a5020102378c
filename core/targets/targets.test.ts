import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarIds } from '../calendar/units.ts';
import type { Figure } from '../kpis/figure.ts';
import { kpiOf, kpis } from '../kpis/kpis.ts';
import { judgeUnit, type UnitFigures } from './judge-unit.ts';
import { nearestTarget } from './nearest.ts';
import { roleRights, seesEverything, type Sight } from '../people/roles.ts';
import { seesFigure, setsTargetsOf } from './sight.ts';
import { isSettled, isUnit, unitAfter, unitAt, unitsBetween } from './periods.ts';
import { canHaveTarget, isTotal, judgedUnits, type Subject, type Target, usualMinimum, valueRange } from './target.ts';
import { verdictOf } from './verdict.ts';

const settings = { zone: 'Asia/Riyadh', calendar: 'gregory', weekStart: 6 } as const;
const november = unitAt(Date.UTC(2026, 10, 15), 'month', settings);

function target(changes: Partial<Target> = {}): Target {
  return {
    id: 1,
    kpi: 'satisfiedShare',
    subject: { kind: 'workspace', id: '' },
    unit: 'month',
    calendar: 'gregory',
    value: 0.8,
    minimum: 10,
    validFrom: november.from,
    validTo: null,
    ...changes,
  };
}

const judgeable = kpis.filter(canHaveTarget);
const anyKpi = fc.constantFrom(...judgeable);
const amount = fc.double({ min: -100, max: 1_000, noNaN: true });

describe('a verdict', () => {
  const share = kpiOf('satisfiedShare');
  const wait = kpiOf('firstResponse');
  const figure = (value: number, interval: Figure['interval'], n = 50): Figure => ({ value, n, interval });

  test.each([
    [share, figure(0.9, [0.8, 0.95]), 'met'],
    [share, figure(0.9, [0.79, 0.95]), 'notYetClear'],
    [share, figure(0.7, [0.6, 0.8]), 'notYetClear'],
    [share, figure(0.7, [0.6, 0.799]), 'missed'],
    [wait, figure(50, [40, 60]), 'met'],
    [wait, figure(59, [40, 61]), 'notYetClear'],
    [wait, figure(80, [60.1, 90]), 'missed'],
    [wait, figure(80, [60, 90]), 'notYetClear'],
    [share, figure(1, [0.9, 1], 9), 'notJudged'],
    [share, { value: null, n: 20, interval: null }, 'notJudged'],
    // A mean of one row is no estimate.
    [wait, figure(10, null), 'notYetClear'],
    // Quantiles, ratios and counts are what they are.
    [kpiOf('firstResponseMedian'), figure(60, null), 'met'],
    [kpiOf('firstResponseMedian'), figure(60.1, null), 'missed'],
    [kpiOf('assignedPerOnlineHour'), figure(70, null), 'met'],
  ] as const)('%# of %o is %s', (kpi, judged, verdict) => {
    const value = kpi.unit === 'share' ? 0.8 : 60;
    expect(verdictOf(kpi, judged, { value, minimum: 10 })).toBe(verdict);
  });

  test('a better figure or an easier target never makes it worse', () => {
    const rank = { missed: 0, notYetClear: 1, met: 2, notJudged: Number.NaN };
    const shift = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(anyKpi, amount, shift, shift, amount, shift, (kpi, low, width, better, wanted, easier) => {
        const towardsGood = kpi.better === 'lower' ? -1 : 1;
        const hasInterval = ['share', 'mean', 'difference'].includes(kpi.measure.kind);
        const at = (value: number): Figure => ({ value, n: 20, interval: hasInterval ? [value, value + width] : null });
        const judged = (value: number, goal: number) => rank[verdictOf(kpi, at(value), { value: goal, minimum: 10 })];
        const before = judged(low, wanted);
        expect(judged(low + towardsGood * better, wanted)).toBeGreaterThanOrEqual(before);
        expect(judged(low, wanted - towardsGood * easier)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('fewer rows than the minimum are never judged, more rows always are', () => {
    fc.assert(
      fc.property(anyKpi, fc.nat(30), fc.nat(30), amount, (kpi, n, minimum, value) => {
        const verdict = verdictOf(kpi, { value, n, interval: [value - 1, value + 1] }, { value: 0, minimum });
        expect(verdict === 'notJudged').toBe(n < minimum);
      }),
    );
  });

  test('counts are judged from none on, everything else from ten rows', () => {
    expect([usualMinimum(kpiOf('completed')), usualMinimum(share), usualMinimum(kpiOf('onlineHours'))]).toEqual([
      0, 10, 0,
    ]);
    expect(judgeable.filter(isTotal).length).toBeGreaterThan(10);
    expect([canHaveTarget(kpiOf('assigned')), canHaveTarget(kpiOf('positive'))]).toEqual([
      kpiOf('assigned').better !== 'none',
      false,
    ]);
    expect([valueRange(share), valueRange(kpiOf('nps')), valueRange(wait)]).toEqual([
      [0, 1],
      [-100, 100],
      [0, Number.POSITIVE_INFINITY],
    ]);
  });
});

describe('the nearest target', () => {
  const subjects: Subject[] = [
    { kind: 'workspace', id: '' },
    ...['t1', 't2'].map((id): Subject => ({ kind: 'team', id })),
    ...['a1', 'a2'].map((id): Subject => ({ kind: 'agent', id })),
  ];
  const share = kpiOf('satisfiedShare');
  const holding = fc.subarray(subjects);
  const asTargets = (chosen: readonly Subject[]) =>
    chosen.map((subject) => target({ id: subjects.indexOf(subject) + 1, subject }));
  const has = (chosen: readonly Subject[], kind: string, id: string) =>
    chosen.some((subject) => subject.kind === kind && subject.id === id);
  const subjectOf = (chosen: readonly Subject[], subject: Subject, teams: string[] = [], withinTeam = '') =>
    nearestTarget(asTargets(chosen), share, { subject, teams, withinTeam }, november)?.subject ?? null;

  test('an agent: his own, else his only team’s, else the workspace’s', () => {
    fc.assert(
      fc.property(holding, fc.subarray(['t1', 't2']), (chosen, teams) => {
        const found = subjectOf(chosen, { kind: 'agent', id: 'a1' }, teams);
        const [only] = teams.length === 1 ? teams : [];
        if (has(chosen, 'agent', 'a1')) expect(found).toEqual({ kind: 'agent', id: 'a1' });
        else if (only !== undefined && has(chosen, 'team', only)) expect(found).toEqual({ kind: 'team', id: only });
        else expect(found?.kind ?? null).toBe(has(chosen, 'workspace', '') ? 'workspace' : null);
      }),
    );
  });

  test('an agent within a team: the team’s, never his own nor another team’s', () => {
    fc.assert(
      fc.property(holding, (chosen) => {
        const found = subjectOf(chosen, { kind: 'agent', id: 'a1' }, [], 't1');
        if (has(chosen, 'team', 't1')) expect(found).toEqual({ kind: 'team', id: 't1' });
        else expect(found?.kind ?? null).toBe(has(chosen, 'workspace', '') ? 'workspace' : null);
      }),
    );
  });

  test('a total is held to its own target alone', () => {
    const all = subjects.map((subject, id) => target({ id, subject, kpi: 'completed', minimum: 0 }));
    const find = (subject: Subject, withinTeam = '') =>
      nearestTarget(all, kpiOf('completed'), { subject, teams: ['t1'], withinTeam }, november)?.subject ?? null;
    expect(find({ kind: 'agent', id: 'a1' })).toEqual({ kind: 'agent', id: 'a1' });
    expect(find({ kind: 'agent', id: 'a3' })).toBeNull();
    expect(find({ kind: 'team', id: 't3' })).toBeNull();
    expect(find({ kind: 'agent', id: 'a1' }, 't1')).toBeNull();
  });

  test('what is in force when a unit begins holds to its end', () => {
    const december = unitAfter(november, 'month', settings);
    const [old, changed] = [target({ id: 1, validTo: december.from }), target({ id: 2, validFrom: december.from })];
    const workspace = { subject: { kind: 'workspace', id: '' }, teams: [], withinTeam: '' } as const;
    const idIn = (unit: typeof november) => nearestTarget([old, changed], share, workspace, unit)?.id;
    expect([idIn(november), idIn(december)]).toEqual([1, 2]);
    expect(nearestTarget([target({ validTo: november.from })], share, workspace, november)).toBeNull();
    expect(nearestTarget([target({ validFrom: november.from + 1 })], share, workspace, november)).toBeNull();
  });
});

describe('judging a unit', () => {
  const good: Figure = { value: 0.95, n: 100, interval: [0.9, 0.98] };
  const bad: Figure = { value: 0.2, n: 100, interval: [0.1, 0.3] };
  const none: Figure = { value: null, n: 0, interval: null };
  const figures: UnitFigures = {
    workspace: good,
    teams: new Map([
      ['t1', good],
      ['', bad],
    ]),
    agents: new Map([
      ['a1', bad],
      ['a2', good],
      ['idle', none],
      ['', bad],
    ]),
    within: [
      { agent: 'a1', team: 't1', figure: bad },
      { agent: 'a2', team: '', figure: good },
    ],
    empty: none,
  };
  const judged = (targets: Target[]) =>
    judgeUnit(kpiOf('satisfiedShare'), targets, figures, november).map(
      ({ subject, withinTeam, target: by, verdict }) => [
        `${subject.kind}:${subject.id}${withinTeam && `@${withinTeam}`}`,
        by.id,
        verdict,
      ],
    );

  test('everybody with rows is judged by the nearest, nobody and no team are not', () => {
    const own = target({ id: 2, subject: { kind: 'team', id: 't1' }, value: 0.1 });
    expect(judged([target(), own])).toEqual([
      ['workspace:', 1, 'met'],
      ['team:t1', 2, 'met'],
      ['agent:a1', 2, 'met'],
      ['agent:a2', 1, 'met'],
      ['agent:a1@t1', 2, 'met'],
    ]);
  });

  test('whoever has a target and no rows is named, and not judged', () => {
    expect(judged([target({ id: 3, subject: { kind: 'agent', id: 'away' } })])).toEqual([
      ['agent:away', 3, 'notJudged'],
    ]);
    expect(judged([target({ kpi: 'firstResponse' })])).toEqual([]);
  });
});

test('somebody sees and sets what is of his teams alone, and sees his own; ratings of oneself by policy', () => {
  const [share, wait] = [kpiOf('satisfiedShare'), kpiOf('firstResponse')];
  const sight = (role: 'supervisor' | 'employee' | 'analyst'): Sight => ({
    sees: roleRights[role].sees,
    teamIds: ['t1'],
    agentIds: ['me'],
  });
  const workspace = { kind: 'workspace', id: '' } as const;
  const team = (id: string) => ({ kind: 'team', id }) as const;
  const agent = (id: string) => ({ kind: 'agent', id }) as const;
  const seen = (role: 'supervisor' | 'employee' | 'analyst') =>
    (
      [
        [workspace, ''],
        [team('t1'), ''],
        [team('t2'), ''],
        [agent('a'), ''],
        [agent('a'), 't1'],
        [agent('a'), 't2'],
        [agent('me'), ''],
      ] as const
    ).map(([subject, within]) => seesFigure(sight(role), wait, subject, within));
  expect(seen('supervisor')).toEqual([false, true, false, false, true, false, true]);
  expect(seen('employee')).toEqual([false, false, false, false, false, false, true]);
  expect(seen('analyst').every(Boolean)).toBe(true);
  expect(seesFigure(sight('employee'), share, agent('me'), '')).toBe(false);
  expect([workspace, team('t1'), team('t2'), agent('a')].map((who) => setsTargetsOf(sight('supervisor'), who))).toEqual(
    [false, true, false, false],
  );
  expect(setsTargetsOf(sight('employee'), agent('me'))).toBe(false);
  expect(setsTargetsOf(seesEverything, workspace)).toBe(true);
});

describe('units', () => {
  const anySettings = fc.record({
    zone: fc.constantFrom('Asia/Riyadh', 'Asia/Tehran', 'Africa/Cairo', 'Europe/Berlin'),
    calendar: fc.constantFrom(...calendarIds),
    weekStart: fc.constantFrom(1, 6, 7),
  });
  const moment = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });

  test('follow one another without a gap, in every calendar and zone', () => {
    fc.assert(
      fc.property(anySettings, fc.constantFrom(...judgedUnits), moment, (counted, unit, at) => {
        const here = unitAt(at, unit, counted);
        expect(here.from <= at && at < here.to).toBe(true);
        expect(isUnit(here, unit, counted)).toBe(true);
        expect(isUnit({ from: here.from, to: here.to - 1 }, unit, counted)).toBe(false);
        expect(unitAfter(here, unit, counted).from).toBe(here.to);
        const listed = unitsBetween(here.from, at + 200 * 86_400_000, unit, counted, 5);
        expect(listed.length).toBeLessThanOrEqual(5);
        listed.slice(1).forEach(({ from }, i) => expect(from).toBe(listed[i]?.to));
      }),
      { numRuns: 60 },
    );
  });

  test('settle a week after their end', () => {
    const week = 7 * 86_400_000;
    expect([isSettled(november, november.to + week - 1), isSettled(november, november.to + week)]).toEqual([
      false,
      true,
    ]);
  });

  test('after a change of zone the next one is the nearest, so none is judged twice or left out', () => {
    const elsewhere = { ...settings, zone: 'America/New_York' };
    expect(unitAfter(november, 'month', elsewhere)).toEqual(unitAt(Date.UTC(2026, 11, 15), 'month', elsewhere));
  });
});
