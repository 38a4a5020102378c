import { describe, expect, test } from 'vitest';
import { type Schedule, type ScheduleAssignment, type Shift, type Week, weekdays } from '../calendar/schedules.ts';
import { foldStream } from './fold.ts';
import { defaultRules, type FoldRules } from './rules.ts';
import { readPolicy } from './policy.ts';
import {
  agent,
  assigned,
  clock,
  closed,
  customer,
  factsOf,
  history,
  type Line,
  rowsOf,
  started,
  teamAssigned,
  unassigned,
} from './testing/history.ts';

/** Histories begin on Monday, 4 May 2026; all times are UTC. */
const minutes = (n: number) => n * 60_000;
const hours = (n: number) => minutes(60 * n);
const daily = (from: string, to: string): Week =>
  Object.fromEntries(weekdays.map((weekday) => [weekday, [{ from, to } satisfies Shift]]));

function schedule(id: number, usual: Week): Schedule {
  const versions = [{ validFrom: null, validTo: null, week: usual }];
  return { id, name: `schedule ${id}`, zone: 'UTC', versions, overrides: [], holidays: [] };
}

function assignment(scheduleId: number, scope: ScheduleAssignment['scope'], scopeId = ''): ScheduleAssignment {
  return { scheduleId, scope, scopeId, validFrom: null, validTo: null };
}

const days = schedule(1, daily('08:00', '16:00'));
const nights = schedule(2, daily('20:00', '04:00'));
const never = schedule(3, {});

function rulesOf(schedules: Schedule[], ...assignments: ScheduleAssignment[]): FoldRules {
  return { ...defaultRules, schedules: { schedules, assignments } };
}

const office = rulesOf([days], assignment(1, 'workspace'));
/** Days for everybody but team n, which works at night. */
const both = rulesOf([days, nights], assignment(1, 'workspace'), assignment(2, 'team', 'n'));
const later = '+30d 00:00';

/** E-mail waits for ever: no timer ends it. */
const mail: Line[] = [
  started('15:30', 'email'),
  customer('15:30'),
  assigned('15:45', 'a', 't'),
  // Half an hour before the office opens again.
  agent('+1d 07:30'),
  customer('+1d 08:10'),
  agent('+1d 08:30'),
  closed('+1d 17:00', 'agent', 'a'),
];

describe('a conversation over night, reckoned by hand', () => {
  test('every clock has its working part', () => {
    expect(factsOf('session', mail, later, office)).toMatchObject([
      {
        firstResponseMs: hours(16),
        firstResponseWorkingMs: minutes(30),
        resolutionMs: hours(9.5),
        resolutionWorkingMs: hours(8),
        durationMs: hours(25.5),
        durationWorkingMs: minutes(30) + hours(8),
      },
    ]);
    expect(factsOf('assignment', mail, later, office)).toMatchObject([
      {
        responseAfterAssignmentMs: hours(15.75),
        responseAfterAssignmentWorkingMs: minutes(15),
        // From 15:45 to his answer, and from the customer's second message to his second answer.
        handleMs: hours(15.75) + minutes(20),
        handleWorkingMs: minutes(15) + minutes(20),
        resolutionWorkingMs: hours(8),
      },
    ]);
    expect(factsOf('turn', mail, later, office)).toMatchObject([
      { replyTimeWorkingMs: minutes(15), customerWaitWorkingMs: minutes(30) },
      { replyTimeWorkingMs: minutes(20), customerWaitWorkingMs: minutes(20) },
    ]);
    expect(factsOf('closure', mail, later, office)).toMatchObject([{ completionWorkingMs: minutes(30) + hours(8) }]);
    expect(factsOf('conversation', mail, later, office)).toMatchObject([
      { timeToResolutionWorkingMs: minutes(30) + hours(8) },
    ]);
  });

  test('the hours are those of the team on the row: what the conversation itself measures has none', () => {
    const lines = mail.map((line): Line => (line[1] === 'conversation.assigned' ? assigned('15:45', 'a', 'n') : line));
    expect(factsOf('session', lines, later, both)).toMatchObject([{ firstResponseWorkingMs: hours(8) }]);
    expect(factsOf('turn', lines, later, both)).toMatchObject([
      { replyTimeWorkingMs: hours(8) },
      { replyTimeWorkingMs: 0, replyTimeMs: minutes(20) },
    ]);
    expect(factsOf('conversation', lines, later, both)).toMatchObject([
      { timeToResolutionWorkingMs: minutes(30) + hours(8) },
    ]);
  });

  test('without a schedule, and where none is in force in all of it, there is none', () => {
    const ended = { ...assignment(1, 'workspace'), validTo: '2026-05-04' };
    for (const rules of [defaultRules, rulesOf([days], ended), rulesOf([days], assignment(1, 'team', 'other'))]) {
      const facts = foldStream('conversation:c', history(mail), rules, clock(later)).facts;
      for (const { row } of facts) {
        const working = Object.entries(row).filter(([name]) => name.endsWith('WorkingMs'));
        expect(working.filter(([, value]) => value !== null)).toEqual([]);
      }
    }
  });

  test('a channel that is learnt later counts from the beginning', () => {
    const channel = rulesOf([days, nights], assignment(1, 'workspace'), assignment(2, 'channel', 'email'));
    const lines = [...mail.slice(1), started('+1d 18:00', 'email')];
    expect(factsOf('turn', lines, later, channel)).toMatchObject([{ customerWaitWorkingMs: hours(8) }, {}]);
  });
});

describe('other clocks', () => {
  test('a call waits in the working hours of who answers', () => {
    const lines: Line[] = [
      started('07:59', 'phone'),
      ['07:59', 'call.queued', { callId: 'k' }],
      ['08:03', 'call.answered', { callId: 'k', agentId: 'b' }],
      ['08:09', 'call.ended', { callId: 'k' }],
    ];
    expect(factsOf('call', lines, later, office)).toMatchObject([
      { speedOfAnswerMs: minutes(4), speedOfAnswerWorkingMs: minutes(3) },
    ]);
  });

  test('a visitor waits in those of the site, a mention in those of the workspace', () => {
    const rules = rulesOf([days, nights], assignment(1, 'workspace'), assignment(2, 'site', 's'));
    const fold = (lines: Line[], about: object) => {
      const events = history(lines, about);
      return foldStream(events[0]?.stream ?? '', events, rules, clock(later)).facts;
    };
    const visit = (siteId: string) => ({ siteId, businessDay: '2026-05-04', ticket: 'A1' });
    const called: Line[] = [
      ['19:50', 'visit.issued'],
      ['20:05', 'visit.called'],
    ];
    expect(rowsOf('visit', fold(called, visit('s')))).toMatchObject([{ waitWorkingMs: minutes(5) }]);
    expect(rowsOf('visit', fold(called, visit('z')))).toMatchObject([{ waitMs: minutes(15), waitWorkingMs: 0 }]);
    const answered: Line[] = [
      ['15:00', 'mention.posted', { network: 'x' }],
      ['17:00', 'mention.answered', { network: 'x' }],
    ];
    expect(rowsOf('mention', fold(answered, { mentionId: 'm' }))).toMatchObject([{ answerWorkingMs: hours(1) }]);
  });
});

describe('the hand-over timeout of 15 minutes', () => {
  const ends = (lines: Line[], rules: FoldRules, now = later) =>
    factsOf('session', lines, now, rules).map(({ endReason, endedAt }) => [endReason, endedAt]);

  test.each([
    ['by the clock where no schedule is set', [started('15:50'), customer('15:50')], defaultRules, '16:05'],
    ['over the night where one is', [started('15:50'), customer('15:50')], office, '+1d 08:05'],
    ['from the morning for who writes at night', [started('23:00'), customer('23:00')], office, '+1d 08:15'],
    ['from his last message', [started('15:50'), customer('15:50'), customer('15:55')], office, '+1d 08:10'],
    ['of his team', [started('15:50'), customer('15:50'), teamAssigned('15:50', 'n')], both, '20:15'],
    [
      'of whose he was, each for its time: 10 minutes of the office, then 5 of the night',
      [started('15:50'), customer('15:50'), teamAssigned('17:00', 'n')],
      both,
      '20:05',
    ],
    [
      'of the office again once the team has let go: 10 and 4 minutes, and one in the morning',
      [started('15:50'), customer('15:50'), teamAssigned('17:00', 'n'), unassigned('20:04')],
      both,
      '+1d 08:01',
    ],
    [
      'which a message in between begins anew',
      [started('15:50'), customer('15:50'), teamAssigned('17:00', 'n'), customer('20:04')],
      both,
      '20:19',
    ],
  ] as [string, Line[], FoldRules, string][])('%s', (_name, lines, rules, end) => {
    expect(ends(lines, rules)).toEqual([['handoverTimeout', clock(end)]]);
  });

  test('has not run out a moment before, and says when it will', () => {
    const events = history([started('15:50'), customer('15:50')]);
    const { facts, nextDueAt } = foldStream('conversation:c', events, office, clock('+1d 08:04:59'));
    expect(nextDueAt).toBe(clock('+1d 08:05'));
    expect(rowsOf('session', facts)).toMatchObject([{ endedAt: null }]);
  });

  test('never runs out where nobody ever works', () => {
    const closedFor = rulesOf([never], assignment(3, 'workspace'));
    const events = history([started('15:50'), customer('15:50')]);
    const { facts, nextDueAt } = foldStream('conversation:c', events, closedFor, clock(later));
    expect([rowsOf('session', facts)[0]?.endedAt, nextDueAt]).toEqual([null, null]);
  });

  test('is the policy’s, in working time', () => {
    const policy = readPolicy({ timers: { mail: { handoverTimeoutMs: hours(10) } } });
    const rules = { ...office, policies: [{ validFrom: 0, policy }] };
    expect(ends([started('15:00', 'email'), customer('15:00')], rules)).toEqual([
      ['handoverTimeout', clock('+2d 09:00')],
    ]);
  });
});
