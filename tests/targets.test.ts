import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { judgeEverywhere } from '../server/services/targets/judge-everywhere.ts';
import { useApp } from './support/app.ts';

const test = useApp();
const day = 86_400_000;

let workspaceId: number;
let key: string;

/** Each test is in a year of its own: the 25th of November, noon in Riyadh. */
let year = 2027;

beforeEach(async () => {
  year += 1;
  // Targets of earlier tests would be judged over all the years since.
  await test.services.db.deleteFrom('targets').execute();
  test.clock.now = Date.UTC(year, 10, 25, 9);
  workspaceId = await test.workspace('Targets');
  key = await test.key(workspaceId);
});

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, token = key) =>
  test.call(token, method, path, body);

let rated = 0;

/** Ratings of a day, as many as `all`, `good` of them satisfied. */
function ratings(at: string, who: { agentId: string; teamId?: string }, good: number, all = 12) {
  return Array.from({ length: all }, (_, i) => ({
    id: `v${rated++}`,
    type: 'survey.answered',
    at: `${year}-${at}T10:00:00+03:00`,
    ratingId: `r${rated}`,
    scale: 'smiley3',
    value: i < good ? 3 : 1,
    subject: 'conversation',
    ...who,
  }));
}

async function send(...events: unknown[]) {
  expect((await ask('POST', '/events', events)).body).toMatchObject({ accepted: events.length, rejected: [] });
  await test.services.folding.settled();
}

const share = { kpi: 'satisfiedShare', subjectKind: 'workspace', unit: 'month', value: 0.7 };
const team = (id: string, value: number) => ({ ...share, subjectKind: 'team', subjectId: id, value });
const agent = (id: string, value: number) => ({ ...share, subjectKind: 'agent', subjectId: id, value });

async function set(body: unknown) {
  const answer = await ask('POST', '/targets', body);
  expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ id: expect.any(Number) })]);
  return answer.body;
}

interface Verdict {
  [name: string]: unknown;
  subjectKind: string;
  subjectId: string;
  withinTeam: string;
  verdict: string;
}

async function verdicts(query = ''): Promise<Verdict[]> {
  const { status, body } = await ask('GET', `/targets/verdicts?${query}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body.verdicts;
}

const brief = (all: Verdict[]) =>
  all.map(({ subjectKind, subjectId, withinTeam, targetValue, verdict }) => [
    `${subjectKind}:${subjectId}${withinTeam && `@${withinTeam}`}`,
    targetValue,
    verdict,
  ]);

async function judge(): Promise<number> {
  return judgeEverywhere(test.services);
}

function fillNovember() {
  return send(
    ...ratings('11-02', { agentId: 'a1', teamId: 't1' }, 12),
    ...ratings('11-03', { agentId: 'a2', teamId: 't1' }, 1),
    ...ratings('11-04', { agentId: 'a3', teamId: 't1' }, 12),
    ...ratings('11-04', { agentId: 'a3', teamId: 't2' }, 9),
    ...ratings('11-05', { agentId: 'few', teamId: 't2' }, 9, 9),
  );
}

describe('targets', () => {
  it('hold for whole units from the running one on, and are listed with what they mean', async () => {
    const made = await set({ ...team('t1', 0.8), validTo: `${year + 1}-03-05` });
    expect(made).toMatchObject({
      kpi: 'satisfiedShare',
      subjectKind: 'team',
      subjectId: 't1',
      subjectName: 't1',
      unit: 'month',
      calendar: 'gregory',
      value: 0.8,
      figureUnit: 'share',
      better: 'higher',
      minimum: 10,
      validFrom: `${year}-10-31T21:00:00.000Z`,
      validTo: `${year + 1}-03-31T21:00:00.000Z`,
    });
    const persian = await set({ ...share, unit: 'quarter', calendar: 'persian' });
    // 1 Mehr, the beginning of autumn.
    expect(Date.parse(persian.validFrom)).toBeGreaterThan(Date.UTC(year, 8, 20));
    expect(Date.parse(persian.validFrom)).toBeLessThan(Date.UTC(year, 8, 24));
    expect((await ask('GET', '/targets')).body.targets.map(({ id }: { id: number }) => id)).toEqual([
      persian.id,
      made.id,
    ]);
    expect((await ask('GET', '/targets?subjectKind=team&limit=1')).body).toMatchObject({ targets: [{ id: made.id }] });
  });

  it('refuses what cannot be', async () => {
    const refusals: [unknown, string][] = [
      [{ ...share, kpi: 'nothing' }, 'unknown_kpi'],
      [{ ...share, kpi: 'duration', value: 60 }, 'no_better_direction'],
      [{ ...share, kpi: 'positiveShare' }, 'no_better_direction'],
      [{ ...share, value: 1.1 }, 'out_of_range'],
      [{ ...share, value: -0.1 }, 'out_of_range'],
      [{ ...share, validFrom: `${year}-10-31` }, 'in_the_past'],
      [{ ...share, validFrom: `${year + 1}-02-01`, validTo: `${year + 1}-01-31` }, 'not_after_from'],
      [{ ...share, validFrom: `${year}-13-01` }, 'not_a_time'],
      [{ ...share, subjectId: 't1' }, 'subject_of_kind'],
      [{ ...share, subjectKind: 'team' }, 'subject_of_kind'],
      [{ ...share, unit: 'day' }, 'invalid_value'],
      [{ ...share, workspace_id: 1 }, 'unrecognized_keys'],
    ];
    for (const [body, rule] of refusals) {
      const answer = await ask('POST', '/targets', body);
      expect([body, answer.status, answer.body.params?.rule]).toEqual([body, 400, rule]);
    }
    expect((await ask('GET', '/targets')).body.targets).toEqual([]);
  });

  it('of one figure, unit and subject never overlap, however many are set at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/targets', share)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect((await ask('POST', '/targets', { ...share, validFrom: `${year + 2}-01-01` })).body.code).toBe('targetHolds');
    await set({ ...share, unit: 'week' });
    await set(agent('a1', 0.7));
  });

  it('change with the next unit: the old one ends there, and both are noted', async () => {
    const old = await set(share);
    const { body: changed } = await ask('PUT', `/targets/${old.id}`, { value: 0.9 });
    expect(changed).toMatchObject({ value: 0.9, minimum: 10, validTo: null });
    const [, before] = (await ask('GET', '/targets')).body.targets;
    expect([before.validTo, changed.validFrom]).toEqual([changed.validFrom, `${year}-11-30T21:00:00.000Z`]);
    // One that is still to begin is replaced.
    const { body: again } = await ask('PUT', `/targets/${changed.id}`, { value: 0.85, minimum: 20 });
    expect(again).toMatchObject({ value: 0.85, minimum: 20, validFrom: changed.validFrom });
    expect((await ask('PUT', `/targets/${old.id}`, { value: 0.5 })).body.code).toBe('targetEnded');
    expect((await ask('PUT', `/targets/${again.id}`, { value: 2 })).status).toBe(400);
    expect(await audited()).toEqual(['targetSet', 'targetEnded', 'targetSet', 'targetEnded', 'targetSet']);
  });

  it('end with the running unit; one that was set in it is withdrawn', async () => {
    const mistyped = await set({ ...share, value: 0.07 });
    const { body: withdrawn } = await ask('DELETE', `/targets/${mistyped.id}`);
    expect(withdrawn.validTo).toBe(mistyped.validFrom);
    expect(await verdicts()).toEqual([]);
    const right = await set(share);
    test.clock.now += 20 * day;
    const { body: ended } = await ask('DELETE', `/targets/${right.id}`);
    expect(ended.validTo).toBe(`${year}-12-31T21:00:00.000Z`);
    expect((await ask('DELETE', `/targets/${right.id}`)).body.code).toBe('targetEnded');
  });

  it('of others are not found', async () => {
    const { id } = await set(share);
    const other = await test.key(await test.workspace('Other'));
    expect((await ask('PUT', `/targets/${id}`, { value: 0.1 }, other)).status).toBe(404);
    expect((await ask('DELETE', `/targets/${id}`, undefined, other)).status).toBe(404);
    expect((await ask('GET', '/targets', undefined, other)).body.targets).toEqual([]);
    expect((await ask('GET', '/targets/verdicts', undefined, other)).body.verdicts).toEqual([]);
  });
});

describe('verdicts', () => {
  it('are provisional while the unit runs: the nearest target, the interval, ten ratings at least', async () => {
    await fillNovember();
    await set(share);
    await set(team('t1', 0.65));
    await set(agent('a2', 0.01));
    const found = await verdicts();
    expect(brief(found)).toEqual([
      ['workspace:', 0.7, 'notYetClear'],
      ['team:t1', 0.65, 'notYetClear'],
      ['team:t2', 0.7, 'notYetClear'],
      // 12 of 12: from 0.757 up. Its only team's target holds.
      ['agent:a1', 0.65, 'met'],
      ['agent:a2', 0.01, 'met'],
      // In two teams: the workspace's.
      ['agent:a3', 0.7, 'notYetClear'],
      ['agent:few', 0.7, 'notJudged'],
      ['agent:a1@t1', 0.65, 'met'],
      // His own target is for all he does; within the team the team's holds.
      ['agent:a2@t1', 0.65, 'missed'],
      ['agent:a3@t1', 0.65, 'met'],
      ['agent:a3@t2', 0.7, 'notYetClear'],
      ['agent:few@t2', 0.7, 'notJudged'],
    ]);
    expect(found[0]).toMatchObject({ n: 57, provisional: true, judgedAt: null, today: null, figureUnit: 'share' });
    expect(brief(await verdicts('subjectKind=agent&subjectId=a2'))).toEqual([
      ['agent:a2', 0.01, 'met'],
      ['agent:a2@t1', 0.65, 'missed'],
    ]);
    expect(brief(await verdicts('subjectKind=team'))).toHaveLength(2);
    expect(brief(await verdicts('subjectKind=workspace'))).toHaveLength(1);
    expect(await verdicts('unit=week')).toEqual([]);
    expect(await verdicts('kpi=nps')).toEqual([]);
  });

  it('of a settled unit never change: not by late events, new targets or an ended one', async () => {
    await fillNovember();
    const own = await set(share);
    test.clock.now = Date.UTC(year, 11, 7, 20);
    expect(await judge()).toBe(0);
    test.clock.now = Date.UTC(year, 11, 7, 21);
    expect(await Promise.all([judge(), judge(), judge()])).toContain(1);
    expect(await judge()).toBe(0);
    const november = `from=${year}-11-01&to=${year}-11-30`;
    const stored = await verdicts(november);
    expect(stored).toHaveLength(12);
    expect(stored[0]).toMatchObject({ verdict: 'notYetClear', n: 57, provisional: false, today: null });

    await expect(
      sql`update target_verdicts set verdict = 'met' where workspace_id = ${workspaceId}`.execute(test.services.db),
    ).rejects.toThrow(/never changes/);
    await send(
      ...ratings('11-20', { agentId: 'a2', teamId: 't1' }, 0, 100),
      ...ratings('11-20', { agentId: 'new', teamId: 't1' }, 100, 100),
    );
    await ask('PUT', `/targets/${own.id}`, { value: 0.1 });
    await ask('POST', '/targets', agent('a2', 0.01));
    test.clock.now += 60 * day;
    expect(await judge()).toBe(1);
    const later = await verdicts(november);
    expect(later.map(({ today: _today, ...rest }) => rest)).toEqual(stored.map(({ today: _today, ...rest }) => rest));
    expect(later[0]).toMatchObject({ n: 57, today: { n: 257 } });
    expect(later.find(({ subjectId }) => subjectId === 'a1')).toMatchObject({ verdict: 'met', today: null });
    expect(later.find(({ subjectId }) => subjectId === 'a2')).toMatchObject({
      verdict: 'missed',
      n: 12,
      today: { n: 112, value: 1 / 112 },
    });
  });

  it('are listed page by page, newest unit first', async () => {
    await set({ ...share, unit: 'week' });
    test.clock.now += 14 * 7 * day;
    await judge();
    const { body: first } = await ask('GET', '/targets/verdicts?unit=week');
    const { body: second } = await ask('GET', `/targets/verdicts?unit=week&cursor=${first.nextCursor}`);
    const weeks = [...first.verdicts, ...second.verdicts];
    expect([first.verdicts.length, second.verdicts.length, second.nextCursor]).toEqual([13, 2, null]);
    weeks.slice(1).forEach(({ period }, i) => expect(period.to).toBe(weeks[i].period.from));
    expect(weeks.filter(({ provisional }) => provisional)).toHaveLength(2);
  });

  it('say of counts what they are, for their own subject alone', async () => {
    await fillNovember();
    await set({ ...share, kpi: 'ratings', value: 50 });
    await set({ ...agent('away', 5), kpi: 'ratings' });
    expect(brief(await verdicts())).toEqual([
      ['workspace:', 50, 'met'],
      ['agent:away', 5, 'missed'],
    ]);
  });
});

describe('in reports', () => {
  const november = () => `from=${year}-11-01&to=${year}-11-30`;
  const cells = (body: { rows: Record<string, { target?: unknown }>[] }) =>
    Object.fromEntries(body.rows.map((row) => [row['agentId'], row['satisfiedShare']?.target]));

  beforeEach(fillNovember);

  it('cells carry their targets where they are asked for and the period is the unit', async () => {
    const { id } = await set(share);
    const { id: teamId } = await set(team('t1', 0.65));
    const path = `/reports/agent-performance?kpis=satisfiedShare&${november()}`;
    const { body } = await ask('GET', `${path}&targets=true`);
    expect(cells(body)).toEqual({
      a1: { targetId: teamId, value: 0.65, verdict: 'met', judged: null },
      a2: { targetId: teamId, value: 0.65, verdict: 'missed', judged: null },
      a3: { targetId: id, value: 0.7, verdict: 'notYetClear', judged: null },
      few: { targetId: id, value: 0.7, verdict: 'notJudged', judged: null },
    });
    expect(body.totals.satisfiedShare.target).toMatchObject({ targetId: id, verdict: 'notYetClear' });
    const withoutTargets = [
      path,
      `/reports/agent-performance?kpis=satisfiedShare&targets=true&from=${year}-11-01&to=${year}-11-29`,
      `${path}&targets=true&channel=web`,
      `${path}&targets=true&periodBy=askedAt`,
    ];
    for (const each of withoutTargets) {
      const { status, body: report } = await ask('GET', each);
      expect([each, status, JSON.stringify(report).includes('"target"')]).toEqual([each, 200, false]);
    }
  });

  it('a team’s figure, an agent’s within it, and each bucket have their own', async () => {
    const { id } = await set(share);
    const { id: teamId } = await set(team('t1', 0.65));
    const query = async (more: object) => {
      const asked = { kpis: ['satisfiedShare'], from: `${year}-11-01`, to: `${year}-11-30`, targets: true, ...more };
      const { status, body } = await ask('POST', '/reports/query', asked);
      expect([asked, status]).toEqual([asked, 200]);
      const of = (figures: { satisfiedShare: { target?: { targetId: number } } }) =>
        figures.satisfiedShare.target?.targetId ?? null;
      return {
        rows: Object.fromEntries(
          body.rows.map((row: { by: object; bucket: { from: string } | null; figures: never }) => [
            [...Object.values(row.by), row.bucket?.from.slice(5, 10)].filter(Boolean).join(' '),
            of(row.figures),
          ]),
        ),
        total: of(body.totals),
      };
    };
    expect(await query({ by: ['team'] })).toEqual({ rows: { t1: teamId, t2: id }, total: id });
    expect((await query({ by: ['team', 'agent'] })).rows).toEqual({
      't1 a1': teamId,
      't1 a2': teamId,
      't1 a3': teamId,
      't2 a3': id,
      't2 few': id,
    });
    expect(await query({ filters: { team: ['t1'] } })).toEqual({ rows: {}, total: teamId });
    expect((await query({ filters: { team: ['t1', 't2'] } })).total).toBeNull();
    expect(await query({ by: ['team'], filters: { team: ['t1'] }, not: ['team'] })).toEqual({
      rows: { t2: id },
      total: null,
    });
    const quarter = { from: `${year}-10-01`, to: `${year}-12-31`, bucket: 'month', by: ['agent'] };
    expect(await query({ ...quarter, filters: { agent: ['a1'] } })).toEqual({
      rows: { 'a1 10-31': teamId },
      total: null,
    });
  });

  it('a settled unit shows the verdict that was stored, beside the figure of today', async () => {
    const { id } = await set(share);
    test.clock.now += 20 * day;
    expect(await judge()).toBe(1);
    await send(...ratings('11-20', { agentId: 'a1', teamId: 't1' }, 0, 100));
    const { body } = await ask('GET', `/reports/agent-performance?kpis=satisfiedShare&${november()}&targets=true`);
    const a1 = body.rows.find(({ agentId }: { agentId: string }) => agentId === 'a1').satisfiedShare;
    expect(a1).toMatchObject({
      n: 112,
      target: { targetId: id, verdict: 'met', judged: { n: 12, value: 1, at: new Date(test.clock.now).toISOString() } },
    });
  });
});

async function audited(): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    select action from audit where workspace_id = ${workspaceId} and action <> 'workspaceCreated'
    order by id`.execute(test.services.db);
  return rows.map(({ action }) => action);
}
