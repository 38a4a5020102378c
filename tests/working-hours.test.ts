import { expect, test } from 'vitest';
import { useApp } from './support/app.ts';

/** Working hours over HTTP: schedules, whose they are, what they mean, and the figures that follow from them. */
const app = useApp();

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function request(key: string, method: Method, path: string, payload?: object) {
  const answer = await app.ask({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'accept-language': 'en' },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function done(key: string, method: Method, path: string, payload?: object) {
  const { status, body } = await request(key, method, path, payload);
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

const shift = (from: string, to: string) => ({ from, to });
const week = (...shifts: object[]) => ({
  sunday: shifts,
  monday: shifts,
  tuesday: shifts,
  wednesday: shifts,
  thursday: shifts,
});
const always = (usual: object) => [{ week: usual }];
const riyadh = { name: 'Riyadh', zone: 'Asia/Riyadh', versions: always(week(shift('08:00', '16:00'))) };

/** He writes at 15:50 on a Thursday in Riyadh, is given to somebody on Sunday at 08:05 and answered at 08:20. */
function overTheWeekend(conversationId: string, teamId: string) {
  const event = (n: number, type: string, at: string, more: object) => ({
    id: `${conversationId}-${n}`,
    type,
    at: `${at}+03:00`,
    conversationId,
    ...more,
  });
  return [
    event(0, 'conversation.started', '2026-11-12T15:50:00', { channel: 'email', customer: { id: 'u' } }),
    event(1, 'message.sent', '2026-11-12T15:50:00', { author: 'customer', messageId: '1' }),
    event(2, 'conversation.assigned', '2026-11-15T08:05:00', { agentId: 'a', teamId }),
    event(3, 'message.sent', '2026-11-15T08:20:00', { author: 'agent', agentId: 'a', messageId: '2' }),
    event(4, 'conversation.closed', '2026-11-15T16:30:00', { by: 'agent', agentId: 'a' }),
  ];
}

const asked = [
  'firstResponse',
  'firstResponseWorking',
  'firstResponseWorkingMedian',
  'replyTimeWorking',
  'customerWaitWorking',
  'handleTimePerTicketWorking',
  'timePerMessageWorking',
  'resolutionWorking',
  'durationWorking',
  'completionTimeWorking',
];

async function figures(key: string) {
  const body = { kpis: asked, from: '2026-11-01', to: '2026-11-30' };
  const { totals, schedules, replay } = await done(key, 'POST', '/reports/query', body);
  const values = Object.fromEntries(
    Object.entries<{ value: number | null }>(totals).map(([id, { value }]) => [id, value]),
  );
  return { values, schedules, replay };
}

async function filled(name: string) {
  const key = await app.key(await app.workspace(name));
  await done(key, 'POST', '/events', overTheWeekend('c', 't'));
  await app.pass(1_000);
  return key;
}

const minutes = (n: number) => n * 60;

test('a schedule set later gives the past its working hours, and taken back takes them away', async () => {
  const key = await filled('later');
  const before = await figures(key);
  expect(before.values).toMatchObject({
    firstResponse: 64.5 * 3600,
    firstResponseWorking: null,
    durationWorking: null,
  });
  expect(before.schedules).toEqual([]);

  const { schedule, replayId } = await done(key, 'POST', '/schedules', riyadh);
  expect(replayId).toBeNull();
  const path = `/schedules/${schedule.id}`;
  const assigned = await done(key, 'PUT', `${path}/assignments`, { assignments: [{ scope: 'workspace' }] });
  expect(assigned.replayId).toEqual(expect.any(Number));
  expect((await figures(key)).replay).toMatchObject({ reason: 'schedule' });
  await app.replay();
  const after = await figures(key);
  expect(after).toMatchObject({ replay: null, schedules: [{ id: schedule.id, name: 'Riyadh', zone: 'Asia/Riyadh' }] });
  expect(after.values).toEqual({
    firstResponse: 64.5 * 3600,
    firstResponseWorking: minutes(10 + 20),
    firstResponseWorkingMedian: minutes(30),
    replyTimeWorking: minutes(15),
    customerWaitWorking: minutes(30),
    handleTimePerTicketWorking: minutes(15),
    timePerMessageWorking: minutes(15),
    resolutionWorking: minutes(7 * 60 + 40),
    durationWorking: minutes(10 + 8 * 60),
    completionTimeWorking: minutes(10 + 8 * 60),
  });

  const holiday = { name: 'A free day', date: '2026-11-15' };
  const changed = await done(key, 'PUT', path, { ...riyadh, holidays: [holiday] });
  expect(changed.schedule.holidays).toEqual([{ ...holiday, shifts: [] }]);
  await app.replay();
  expect((await figures(key)).values).toMatchObject({ firstResponseWorking: minutes(10), resolutionWorking: 0 });
  const { changed: told } = await done(key, 'GET', `/replays/${changed.replayId}`);
  expect(told.firstResponseWorking).toMatchObject({ before: { value: minutes(30) }, after: { value: minutes(10) } });

  expect((await done(key, 'DELETE', path)).replayId).toEqual(expect.any(Number));
  await app.replay();
  expect(await figures(key)).toEqual(before);
  expect((await done(key, 'GET', '/schedules')).schedules).toEqual([]);
});

test('a team’s schedule holds before the workspace’s, and a report of agents has its working hours on request', async () => {
  const key = await filled('nearest');
  const own = await done(key, 'POST', '/schedules', riyadh);
  const nights = { ...riyadh, name: 'Nights', versions: always(week(shift('20:00', '08:10'))) };
  const team = await done(key, 'POST', '/schedules', nights);
  await done(key, 'PUT', `/schedules/${own.schedule.id}/assignments`, { assignments: [{ scope: 'workspace' }] });
  await done(key, 'PUT', `/schedules/${team.schedule.id}/assignments`, {
    assignments: [{ scope: 'team', scopeId: 't' }],
  });
  await app.replay();
  const period = 'from=2026-11-01&to=2026-11-30';
  const usual = await done(key, 'GET', `/reports/agent-performance?${period}`);
  expect(usual.rows[0].firstResponseWorking).toBeUndefined();
  const report = await done(key, 'GET', `/reports/agent-performance?${period}&kpis=replyTime&kpis=replyTimeWorking`);
  // Thursday's night ends on Friday at 08:10; Saturday night is nobody's: Sunday's begins on Sunday evening.
  expect(report.rows[0]).toMatchObject({
    agentId: 'a',
    replyTime: { value: 900 },
    replyTimeWorking: { value: 0, n: 1 },
  });
  expect(report.schedules.map(({ name }: { name: string }) => name)).toEqual(['Riyadh', 'Nights']);
});

test('what a schedule means can be looked at, over every setting of the clocks', async () => {
  const key = await app.key(await app.workspace('looked at'));
  const cairo = {
    name: 'Cairo',
    zone: 'Africa/Cairo',
    versions: always({ thursday: [shift('22:00', '06:00')], friday: [shift('22:00', '02:00')] }),
  };
  const { schedule } = await done(key, 'POST', '/schedules', cairo);
  const hours = (query: string) => done(key, 'GET', `/schedules/${schedule.id}/hours?${query}`);
  expect(await hours('fromDate=2026-04-23&toDate=2026-04-24')).toEqual({
    zone: 'Africa/Cairo',
    fromDate: '2026-04-23',
    toDate: '2026-04-24',
    workingMs: 9 * 3_600_000,
    hours: [
      {
        from: '2026-04-23T20:00:00.000Z',
        to: '2026-04-24T03:00:00.000Z',
        localFrom: '2026-04-23T22:00+02:00',
        localTo: '2026-04-24T06:00+03:00',
      },
      {
        from: '2026-04-24T19:00:00.000Z',
        to: '2026-04-24T21:00:00.000Z',
        localFrom: '2026-04-24T22:00+03:00',
        localTo: '2026-04-25T00:00+03:00',
      },
    ],
  });
  // The hour from 23:00 comes twice.
  expect(await hours('fromDate=1448-05-18&toDate=1448-05-19&calendar=islamic-umalqura')).toMatchObject({
    fromDate: '2026-10-29',
    toDate: '2026-10-30',
    workingMs: (3 + 6 + 2) * 3_600_000,
  });
});

test('dates may be written in the Hijri or the Persian calendar, and are kept as they are everywhere', async () => {
  const key = await app.key(await app.workspace('calendars'));
  const ramadan = { name: 'رمضان', from: '١٤٤٧-٠٩-٠١', to: '1447-09-29', week: week(shift('10:00', '15:00')) };
  const hijri = await done(key, 'POST', '/schedules', {
    ...riyadh,
    calendar: 'islamic-umalqura',
    overrides: [ramadan],
  });
  expect(hijri.schedule.overrides).toEqual([{ ...ramadan, from: '2026-02-18', to: '2026-03-18' }]);
  const persian = await done(key, 'POST', '/schedules', {
    ...riyadh,
    name: 'تهران',
    zone: 'Asia/Tehran',
    calendar: 'persian',
    holidays: [{ name: 'نوروز', date: '۱۴۰۵-۰۱-۰۱' }],
  });
  expect(persian.schedule.holidays).toEqual([{ name: 'نوروز', date: '2026-03-21', shifts: [] }]);
});

test.each([
  [{ zone: 'Asia/Atlantis' }, 'body.zone'],
  [{ versions: always({ monday: [shift('25:00', '26:00')] }) }, 'body.versions.0.week.monday.0.from'],
  [{ versions: always({ funday: [] }) }, 'body.versions.0.week.funday'],
  [{ versions: [] }, 'body.versions'],
])('%j is no schedule', async (wrong, field) => {
  const key = await app.key(await app.workspace('wrong'));
  const { status, body } = await request(key, 'POST', '/schedules', { ...riyadh, ...wrong });
  expect([status, body.code, body.params.field]).toEqual([400, 'invalidRequest', field]);
});

test.each([
  [{ holidays: [{ name: 'x', date: '2026-02-30' }] }, 'must be a date like 2026-03-21, not “2026-02-30”'],
  [{ overrides: [{ name: 'x', from: '2026-03-02', to: '2026-03-01', week: {} }] }, 'ends before it begins'],
  [{ versions: [...always({}), { validFrom: '2026-01-01', week: {} }] }, 'overlaps with dates that are taken'],
  [{ versions: always({ monday: [shift('08:00', '12:00'), shift('11:00', '13:00')] }) }, 'The shift 08:00–12:00'],
  [
    { versions: always({ sunday: [shift('22:00', '06:00')], monday: [shift('05:00', '09:00')] }) },
    'overlaps with another',
  ],
  [{ holidays: [0, 1].map(() => ({ name: 'x', date: '2026-02-22' })) }, '2026-02-22 is there twice'],
])('%j does not hold together, and is told why', async (wrong, expected) => {
  const key = await app.key(await app.workspace('wrong'));
  const { status, body } = await request(key, 'POST', '/schedules', { ...riyadh, ...wrong });
  expect([status, body.code]).toEqual([400, 'invalidSchedule']);
  expect(body.detail).toContain(expected);
  expect((await done(key, 'GET', '/schedules')).schedules).toEqual([]);
});

test('two schedules are never the same one’s hours at once, nor have one name', async () => {
  const key = await app.key(await app.workspace('two'));
  const one = await done(key, 'POST', '/schedules', riyadh);
  const two = await done(key, 'POST', '/schedules', { ...riyadh, name: 'Jeddah' });
  const assign = (id: number, assignments: object[]) =>
    request(key, 'PUT', `/schedules/${id}/assignments`, { assignments });
  const team = { scope: 'team', scopeId: 't' };
  expect((await assign(one.schedule.id, [{ ...team, validTo: '2026-05-31' }])).status).toBe(200);
  expect((await assign(two.schedule.id, [{ ...team, validFrom: '2026-05-31' }])).body.code).toBe('invalidSchedule');
  expect((await assign(two.schedule.id, [team, team])).body.code).toBe('invalidSchedule');
  expect((await assign(two.schedule.id, [{ ...team, validFrom: '2026-06-01' }])).status).toBe(200);
  expect((await assign(two.schedule.id, [{ scope: 'team' }])).body.code).toBe('invalidRequest');
  expect((await assign(999_999, [])).status).toBe(404);
  expect((await request(key, 'POST', '/schedules', riyadh)).body.detail).toContain(
    'Another schedule is called “Riyadh”',
  );
  const renamed = await request(key, 'PUT', `/schedules/${two.schedule.id}`, riyadh);
  expect(renamed.body.code).toBe('invalidSchedule');
});

test('only what touches days that were folded, or somebody who may wait now, is folded anew; all of it is on record', async () => {
  const key = await filled('touched');
  const { schedule } = await done(key, 'POST', '/schedules', riyadh);
  const path = `/schedules/${schedule.id}`;
  const assign = (validFrom: string) =>
    done(key, 'PUT', `${path}/assignments`, { assignments: [{ scope: 'workspace', validFrom }] });
  const later = (days: number) => new Date(app.clock.now + days * 86_400_000).toISOString().slice(0, 10);
  // Clocks that began a month before may run into the days that changed.
  const daysBefore = (at: number) => new Date(at - 31 * 86_400_000).toISOString();
  expect((await assign(later(30))).replayId).toBeNull();
  expect((await done(key, 'PUT', path, { ...riyadh, name: 'Head office' })).replayId).toBeNull();
  const soon = await assign(later(3));
  expect((await done(key, 'GET', `/replays/${soon.replayId}`)).since).toBe(daysBefore(app.clock.now));
  const past = await assign('2026-11-10');
  expect((await done(key, 'GET', `/replays/${past.replayId}`)).since).toBe(daysBefore(Date.UTC(2026, 10, 9, 9)));
  await app.replay();
  const rows = await app.services.db
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', `schedule:${schedule.id}`)
    .execute();
  expect(rows.map(({ action }) => action)).toEqual([
    'scheduleCreated',
    'scheduleAssigned',
    'scheduleChanged',
    'scheduleAssigned',
    'scheduleAssigned',
  ]);
  const details = rows.at(-1)?.details as unknown as { before: string; after: string };
  expect(JSON.parse(details.before).assignments[0].validFrom).toBe(later(3));
  expect(JSON.parse(details.after).assignments[0].validFrom).toBe('2026-11-10');
});
