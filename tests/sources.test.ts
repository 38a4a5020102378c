import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { weekHours } from '../core/sources/week-hours.ts';
import { SourceWatch } from '../server/services/sources/watch.ts';
import { useApp } from './support/app.ts';

const test = useApp();
const hour = 3_600_000;

/** In Riyadh; each test is in weeks of its own. */
let sundayNoon = Date.UTC(2027, 0, 3, 9);
let workspaceId: number;
let key: string;

beforeEach(async () => {
  sundayNoon += 29 * 7 * 24 * hour;
  test.clock.now = sundayNoon;
  workspaceId = await test.workspace('Sources');
  key = await test.key(workspaceId);
});

type Method = 'GET' | 'POST' | 'PUT';

const ask = (method: Method, path: string, body?: unknown, token = key) => test.call(token, method, path, body);

let sent = 0;
const event = (changes: Record<string, unknown> = {}) => ({
  id: `e${sent++}`,
  type: 'window.expired',
  at: test.clock.now,
  conversationId: 'c',
  ...changes,
});

async function send(...events: unknown[]) {
  expect((await ask('POST', '/events', events)).status).toBe(200);
}

/** Weeks of counts as the intake writes them, up to the hour before now; `hours` of the week in Riyadh. */
async function fillWeeks(source: string, weeks: number, isHeard: (weekHour: number) => boolean, history = false) {
  const weekHourOf = weekHours('Asia/Riyadh');
  const end = Math.floor(test.clock.now / hour);
  const rows = Array.from({ length: weeks * 168 }, (_, i) => end - weeks * 168 + i)
    .filter((each) => isHeard(weekHourOf(each)))
    .map((each) => {
      const last = each * hour + 59 * 60_000;
      return [workspaceId, each * 3_600, source, 48, 1, 1, 0, last, last, history ? 50 : 0, history ? 1 : 0];
    });
  await test.services.warehouse.insert(
    'append',
    'ingest_counts',
    [
      'workspace_id',
      'hour',
      'source',
      'accepted',
      'duplicate',
      'refused',
      'late',
      'last_received',
      'last_at',
      'history',
      'history_refused',
    ],
    rows,
  );
}

const always = () => true;
/** Sunday to Thursday, 8 to 17. */
const inOffice = (weekHour: number) =>
  [6, 0, 1, 2, 3].includes(Math.floor(weekHour / 24)) && weekHour % 24 >= 8 && weekHour % 24 < 17;

function watch() {
  const { db, warehouse, now } = test.services;
  return new SourceWatch({ db, warehouse, now });
}

async function stateOf(source: string) {
  const { status, body } = await ask('GET', `/sources?source=${source}`);
  expect(status).toBe(200);
  return body.sources[0];
}

const alarms = async (query = '') => (await ask('GET', `/alarms?${query}`)).body.alarms;

describe('GET /sources', () => {
  it('counts by source and by hour, and what is received adds up over random sendings', async () => {
    const totals = { received: 0, duplicate: 0, refused: 0 };
    let seed = 7;
    const dice = (sides: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % sides;
    for (let round = 0; round < 12; round++) {
      const batch = Array.from({ length: 1 + dice(20) }, () => {
        const good = event({ id: `r${dice(60)}`, at: 1_790_000_000_000, source: ['crm', 'bot'][dice(2)] });
        return dice(4) === 0 ? { ...good, type: 'nope' } : good;
      });
      const { body } = await ask('POST', '/events', batch);
      totals.received += batch.length;
      totals.duplicate += body.duplicate;
      totals.refused += body.rejected.length;
      test.clock.now += dice(2) * hour;
    }
    const { body } = await ask('GET', '/sources?hourly=true');
    const sum = (name: string) =>
      body.sources.reduce((all: number, row: Record<string, number>) => all + (row[name] ?? 0), 0);
    expect([sum('received'), sum('duplicate'), sum('refused')]).toEqual([
      totals.received,
      totals.duplicate,
      totals.refused,
    ]);
    expect(sum('accepted')).toBe(totals.received - totals.duplicate - totals.refused);
    for (const row of body.sources) {
      for (const counted of [row, ...row.hours]) {
        expect(counted.received).toBe(counted.accepted + counted.duplicate + counted.refused);
      }
      const inHours = row.hours.reduce((all: number, { received }: { received: number }) => all + received, 0);
      expect(inHours).toBe(row.received);
    }
  });

  it('says of a new source that it is learned, and gives hours only where asked for', async () => {
    await send(event());
    expect(await stateOf('test')).toMatchObject({
      received: 1,
      state: 'learning',
      since: null,
      habit: null,
      silentHours: null,
      name: null,
      muted: false,
    });
    expect(await stateOf('test')).not.toHaveProperty('hours');
    const tooMany = await ask('GET', '/sources?hourly=true&from=2026-01-01T00:00:00Z');
    expect([tooMany.status, tooMany.body.code]).toEqual([400, 'invalidRequest']);
  });

  it('knows the habit: silent at work, asleep at night and on Fridays', async () => {
    await fillWeeks('crm', 5, inOffice);
    // Sunday 12:00; last heard at 11:59.
    expect(await stateOf('crm')).toMatchObject({ state: 'ok', habit: { lateAfterHours: 1, silentAfterHours: 2 } });
    test.clock.now += 1.5 * hour;
    expect(await stateOf('crm')).toMatchObject({ state: 'late' });
    test.clock.now += hour;
    expect(await stateOf('crm')).toMatchObject({ state: 'silent' });
  });
});

describe('alarms', () => {
  it('are raised once however many watch, and end when the source is heard again', async () => {
    await fillWeeks('crm', 5, always);
    expect(await watch().look()).toEqual({ raised: 0, ended: 0 });
    test.clock.now += 3 * hour;
    const looks = await Promise.all([watch().look(), watch().look(), watch().look()]);
    expect(looks.reduce((sum, { raised }) => sum + raised, 0)).toBe(1);
    expect(await watch().look()).toEqual({ raised: 0, ended: 0 });
    const [alarm, ...others] = await alarms('open=true');
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({ source: 'crm', kind: 'silent', endedAt: null, params: { silentAfterHours: 2 } });
    expect(Date.parse(alarm.since)).toBeLessThan(test.clock.now);
    expect(await signalsOf()).toEqual([['sourceAlarmRaised', `alarm:${alarm.id}`]]);

    await send(event({ source: 'crm' }));
    expect(await watch().look()).toEqual({ raised: 0, ended: 1 });
    expect(await alarms('open=true')).toEqual([]);
    expect(await alarms()).toMatchObject([{ id: alarm.id, endedBecause: 'recovered' }]);
    expect(await signalsOf()).toContainEqual(['sourceAlarmEnded', `alarm:${alarm.id}`]);
  });

  it('come with a jump of refusals, stay while nothing else is known, and end when it is as before', async () => {
    await fillWeeks('crm', 5, always);
    await send(...Array.from({ length: 30 }, () => event({ source: 'crm', type: 'nope' })));
    const watching = watch();
    expect(await watching.look()).toEqual({ raised: 1, ended: 0 });
    expect(await stateOf('crm')).toMatchObject({ state: 'refusing', recentRefused: 31, recentReceived: 80 });
    expect(await alarms('open=true')).toMatchObject([{ kind: 'refusing', params: { received: 80, refused: 31 } }]);
    test.clock.now += 2 * hour;
    await send(event({ source: 'crm', type: 'nope' }));
    expect(await watching.look()).toEqual({ raised: 0, ended: 0 });
    await send(...Array.from({ length: 60 }, () => event({ source: 'crm' })));
    expect(await watching.look()).toEqual({ raised: 0, ended: 1 });
    expect(await stateOf('crm')).toMatchObject({ state: 'ok' });
  });

  it('are not raised by back-fills, imports and demos, nor do these wake a silent source', async () => {
    await fillWeeks('import', 5, always, true);
    await fillWeeks('crm', 5, always);
    test.clock.now += 3 * hour;
    await send(event({ source: 'crm', history: true }), event({ source: 'crm', history: true, type: 'nope' }));
    await watch().look();
    expect((await alarms()).map(({ source }: { source: string }) => source)).toEqual(['crm']);
    expect(await stateOf('import')).toMatchObject({ state: 'learning', lastHeardAt: null });

    workspaceId = await test.workspace('Demo', 'demo');
    key = await test.key(workspaceId);
    await fillWeeks('crm', 5, always);
    test.clock.now += 3 * hour;
    await watch().look();
    expect(await alarms()).toEqual([]);
  });

  it('are acknowledged once, which is noted, and stay open', async () => {
    await fillWeeks('crm', 5, always);
    test.clock.now += 3 * hour;
    await watch().look();
    const [{ id }] = await alarms();
    const first = await ask('POST', `/alarms/${id}/acknowledge`);
    expect(first).toMatchObject({
      status: 200,
      body: { acknowledgedBy: expect.stringMatching(/^apiKey:/), endedAt: null },
    });
    test.clock.now += hour;
    expect((await ask('POST', `/alarms/${id}/acknowledge`)).body).toEqual(first.body);
    expect(await audited()).toEqual([['alarmAcknowledged', `alarm:${id}`]]);
    expect((await ask('POST', '/alarms/999999/acknowledge')).status).toBe(404);
    const foreign = await test.key(await test.workspace('Other'));
    expect((await ask('POST', `/alarms/${id}/acknowledge`, undefined, foreign)).status).toBe(404);
  });

  it('are listed in pages, newest first', async () => {
    for (const source of ['a', 'b', 'c']) await fillWeeks(source, 5, always);
    test.clock.now += 3 * hour;
    await watch().look();
    const { body } = await ask('GET', '/alarms?limit=2');
    const rest = await ask('GET', `/alarms?limit=2&cursor=${body.nextCursor}`);
    expect([...body.alarms, ...rest.body.alarms].map(({ source }) => source).toSorted()).toEqual(['a', 'b', 'c']);
    expect(rest.body.nextCursor).toBeNull();
  });
});

describe('PUT /sources/{source}', () => {
  const set = (source: string, body: unknown) => ask('PUT', `/sources/${encodeURIComponent(source)}`, body);

  it('mutes a source: its alarm ends and none is raised; what is left out is by habit again', async () => {
    await fillWeeks('crm', 5, always);
    test.clock.now += 3 * hour;
    await watch().look();
    expect((await set('crm', { muted: true, name: 'مركز الاتصال' })).body).toEqual({
      source: 'crm',
      name: 'مركز الاتصال',
      muted: true,
      silentAfterMinutes: null,
      expectedHours: null,
    });
    expect(await alarms()).toMatchObject([{ endedBecause: 'muted' }]);
    expect(await watch().look()).toEqual({ raised: 0, ended: 0 });
    expect(await stateOf('crm')).toMatchObject({ state: 'silent', muted: true, name: 'مركز الاتصال' });
    await set('crm', {});
    expect(await watch().look()).toEqual({ raised: 1, ended: 0 });
    expect((await audited()).map(([action]) => action)).toEqual(['sourceChanged', 'sourceChanged']);
  });

  it('takes a threshold and hours of one’s own, also for a source that is not learned yet', async () => {
    await send(event({ source: 'new' }));
    await set('new', { silentAfterMinutes: 15, expectedHours: [{ weekday: 7, fromHour: 12, toHour: 13 }] });
    test.clock.now += 10 * 60_000;
    const watching = watch();
    expect(await watching.look()).toEqual({ raised: 0, ended: 0 });
    test.clock.now += 10 * 60_000;
    expect(await watching.look()).toEqual({ raised: 1, ended: 0 });
    expect(await stateOf('new')).toMatchObject({ state: 'silent', habit: { expectedHoursPerWeek: 1 } });
  });

  it('refuses what cannot be and sources nobody has heard of', async () => {
    expect((await set('nobody', {})).status).toBe(404);
    await send(event({ source: 'crm' }));
    for (const body of [
      { silentAfterMinutes: 0 },
      { silentAfterMinutes: 1.5 },
      { expectedHours: [] },
      { expectedHours: [{ weekday: 8, fromHour: 0, toHour: 1 }] },
      { expectedHours: [{ weekday: 1, fromHour: 9, toHour: 9 }] },
      { name: 'two\nlines' },
      { workspace_id: 1 },
    ]) {
      const answer = await set('crm', body);
      expect([body, answer.status, answer.body.code]).toEqual([body, 400, 'invalidRequest']);
    }
    expect(await stateOf('crm')).toMatchObject({ name: null, muted: false });
  });
});

async function signalsOf(): Promise<[string, string][]> {
  const rows = await test.services.db
    .selectFrom('signals')
    .select(['kind', 'subject'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('at')
    .execute();
  return rows.map(({ kind, subject }) => [kind, subject]);
}

async function audited(): Promise<[string, string][]> {
  const { rows } = await sql<{ action: string; subject: string }>`
    select action, subject from audit where workspace_id = ${workspaceId} and action <> 'workspaceCreated'
    order by id`.execute(test.services.db);
  return rows.map(({ action, subject }) => [action, subject]);
}
