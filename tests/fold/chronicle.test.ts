import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogEvent } from '../../core/events/types.ts';
import { chronicle } from '../../core/sessions/chronicle.ts';
import type { Fact, FactName, FactRow } from '../../core/sessions/facts.ts';
import { foldStream } from '../../core/sessions/fold.ts';
import { defaultRules } from '../../core/sessions/rules.ts';
import {
  agent,
  assigned,
  bot,
  clock,
  closed,
  customer,
  history,
  type Line,
  requested,
  started,
  teamAssigned,
  unassigned,
} from '../../core/sessions/testing/history.ts';
import { conversation, epoch, phoneCall } from '../support/random-history.ts';

const runs = { numRuns: 400, endOnFailure: true };
const minutes = (n: number) => n * 60_000;

function told(lines: readonly Line[], now = '+30d 00:00') {
  return chronicle('conversation:c', history(lines), defaultRules, clock(now));
}

function rows<F extends FactName>(facts: readonly Fact[], fact: F): FactRow<F>[] {
  return facts.filter((each) => each.fact === fact).map(({ row }) => row as FactRow<F>);
}

describe('a conversation told by hand', () => {
  test('a transfer there and back: each stretch of ownership, and one interval a row', () => {
    const { owned, facts, waits } = told([
      started('10:00', 'whatsapp'),
      customer('10:00'),
      assigned('10:02', 'a', 't'),
      agent('10:05', 'a'),
      assigned('10:10', 'b', 't'),
      customer('10:11'),
      assigned('10:20', 'a', 't'),
      agent('10:25', 'a'),
      closed('10:30', 'agent', 'a'),
    ]);
    expect(owned.map(({ agentId, from, until }) => [agentId, from, until])).toEqual([
      ['a', clock('10:02'), clock('10:10')],
      ['b', clock('10:10'), clock('10:20')],
      ['a', clock('10:20'), clock('10:30')],
    ]);
    expect(
      rows(facts, 'assignment').map(({ agentId, assignedAt, ownedUntil }) => [agentId, assignedAt, ownedUntil]),
    ).toEqual([
      ['a', clock('10:02'), clock('10:30')],
      ['b', clock('10:10'), clock('10:20')],
    ]);
    expect(waits).toMatchObject([
      {
        from: clock('10:00'),
        until: clock('10:05'),
        turn: { agentId: 'a', customerWaitMs: minutes(5), replyTimeMs: minutes(3) },
      },
      {
        from: clock('10:11'),
        until: clock('10:25'),
        turn: { agentId: 'a', customerWaitMs: minutes(14), replyTimeMs: minutes(5) },
      },
    ]);
  });

  test('a wait that nobody answered ends with the session, and one that lasts has no end', () => {
    const lines = [started('10:00'), customer('10:00'), requested('10:01')];
    expect(told(lines).waits).toEqual([
      { sessionId: 'test:e1', from: clock('10:00'), until: clock('10:15'), turn: null },
    ]);
    expect(told(lines, '10:05').waits).toEqual([
      { sessionId: 'test:e1', from: clock('10:00'), until: null, turn: null },
    ]);
  });

  test('events know their session: the bot’s, the agents’ after the hand-over, none between', () => {
    const { events } = told([
      started('10:00'),
      customer('10:00'),
      bot('10:01'),
      requested('10:02'),
      agent('10:03'),
      closed('10:04', 'agent', 'a'),
      ['10:05', 'survey.answered', { ratingId: 'r', scale: 'smiley3', value: 3 }],
      customer('10:06'),
      ['10:30', 'conversation.labelled', { topic: 'late' }],
      customer('10:40'),
    ]);
    expect(events.map(({ sessionId }) => sessionId)).toEqual([
      '',
      'test:e1',
      'test:e1',
      'test:e3',
      'test:e3',
      'test:e3',
      '',
      '',
      '',
      'test:e9',
    ]);
    expect(events.filter(({ surveyComment }) => surveyComment).map(({ key }) => key)).toEqual(['test:e7']);
  });

  test('a team, then one of its agents, then nobody: who owned it when', () => {
    const { owned } = told(
      [
        started('10:00', 'telegram'),
        customer('10:00'),
        teamAssigned('10:01', 't'),
        assigned('10:02', 'a'),
        unassigned('10:03'),
      ],
      '10:10',
    );
    expect(owned.map(({ agentId, teamId, from, until }) => [agentId, teamId, from, until])).toEqual([
      ['', 't', clock('10:01'), clock('10:02')],
      ['a', 't', clock('10:02'), clock('10:03')],
    ]);
  });
});

describe.each<[string, string, fc.Arbitrary<LogEvent[]>]>([
  ['conversation', 'conversation:c', conversation('c')],
  ['call', 'call:p', phoneCall('p')],
])('of any %s', (_kind, stream, histories) => {
  test('the facts are those of the fold', () => {
    fc.assert(
      fc.property(histories, fc.nat(20 * 86_400_000), (events, pause) => {
        const sorted = (facts: readonly Fact[]) =>
          facts.toSorted((a, b) => (`${a.fact}${a.key}` < `${b.fact}${b.key}` ? -1 : 1));
        const now = epoch + pause;
        expect(sorted(chronicle(stream, events, defaultRules, now).facts)).toEqual(
          sorted(foldStream(stream, events, defaultRules, now).facts),
        );
      }),
      runs,
    );
  });

  test('answered waits are the turn facts, session by session', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const { waits, facts } = chronicle(stream, events, defaultRules, epoch + 400 * 86_400_000);
        const answered = waits.filter(({ turn }) => turn !== null);
        const turns = rows(facts, 'turn');
        const sum = (each: readonly { customerWaitMs: number }[]) =>
          each.reduce((total, { customerWaitMs }) => total + customerWaitMs, 0);
        for (const sessionId of new Set([...answered, ...turns].map((each) => each.sessionId))) {
          const own = answered.filter((wait) => wait.sessionId === sessionId).flatMap(({ turn }) => turn ?? []);
          const fromFacts = turns.filter((turn) => turn.sessionId === sessionId);
          expect([own.length, sum(own)]).toEqual([fromFacts.length, sum(fromFacts)]);
        }
        for (const { from, until, turn } of answered) expect((until ?? 0) - from).toBe(turn?.customerWaitMs);
        // Without an answer only one wait a session can be left.
        const left = waits.filter(({ turn }) => turn === null).map(({ sessionId }) => sessionId);
        expect(new Set(left).size).toBe(left.length);
      }),
      runs,
    );
  });

  test('every row of an agent begins with his first stretch and ends with his last, and stretches never overlap', () => {
    fc.assert(
      fc.property(histories, fc.nat(20 * 86_400_000), (events, pause) => {
        const { owned, facts } = chronicle(stream, events, defaultRules, epoch + pause);
        for (const row of rows(facts, 'assignment').filter(({ agentId }) => agentId !== '')) {
          const own = owned.filter(({ sessionId, agentId }) => sessionId === row.sessionId && agentId === row.agentId);
          expect([own[0]?.from, own.at(-1)?.until]).toEqual([row.assignedAt, row.ownedUntil]);
          if (row.outcome === 'transferred') expect(row.ownedUntil).not.toBeNull();
        }
        for (const stretches of Map.groupBy(owned, ({ sessionId }) => sessionId).values()) {
          for (const [i, { until }] of stretches.slice(0, -1).entries()) {
            expect(until).not.toBeNull();
            expect(until ?? 0).toBeLessThanOrEqual(stretches[i + 1]?.from ?? 0);
          }
        }
        const named = new Set(rows(facts, 'assignment').map(({ sessionId, agentId }) => `${sessionId} ${agentId}`));
        for (const { sessionId, agentId } of owned.filter(({ agentId }) => agentId))
          expect(named).toContain(`${sessionId} ${agentId}`);
      }),
      runs,
    );
  });

  test('every message of agent and customer that counts is in a session, or part of an answer', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const { events: told, facts } = chronicle(stream, events, defaultRules, epoch + 400 * 86_400_000);
        const counted = told.filter(
          ({ event: { type, body } }) =>
            type === 'message.sent' && !body.private && !body.automatic && !body.surveyAnswer,
        );
        for (const { event, sessionId, surveyComment } of counted) {
          if (event.body.author === 'customer') expect(sessionId === '').toBe(surveyComment);
          if (event.body.author === 'agent') expect(sessionId).not.toBe('');
        }
        for (const session of rows(facts, 'session').filter(({ customerMessages }) => customerMessages > 0)) {
          const own = counted.filter(
            ({ event, sessionId }) => event.body.author === 'customer' && sessionId === session.sessionId,
          );
          if (!stream.startsWith('call')) expect(own.length).toBeLessThanOrEqual(session.customerMessages);
        }
      }),
      runs,
    );
  });
});
