import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPresenceStream, previousPresenceStream } from '../sessions/presence.ts';
import { streamKind, streamOf, streamParts } from './streams.ts';
import type { EventBody, EventType } from './types.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const day = '2026-11-22';

/** Ids made of what names are put together with, and of what escapes look like. */
const id = fc
  .array(fc.constantFrom('a', '', '%', '%3A', day), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(':'))
  .filter((text) => text !== '');

/** Streams that are named by several ids, and what their identity is. */
const identity = fc.oneof(
  fc
    .tuple(id, id)
    .map(([siteId, ticket]) => named('visit.issued', { siteId, businessDay: day, ticket }, [siteId, day, ticket])),
  id.map((visitorKey) => named('article.opened', { visitorKey }, [visitorKey, day])),
  id.map((agentId) => named('agent.heartbeat', { agentId }, [agentId, day])),
);

function named(type: EventType, body: EventBody, parts: string[]) {
  return { stream: streamOf(type, noon, body) ?? '', kind: type.slice(0, type.indexOf('.')), parts };
}

test('no two identities share a stream, whatever their ids are made of', () => {
  fc.assert(
    fc.property(identity, identity, (one, other) => {
      const same = one.kind === other.kind && one.parts.join('\0') === other.parts.join('\0');
      expect(one.stream === other.stream).toBe(same);
    }),
    { numRuns: 5000 },
  );
});

test('a colon in one id is not the end of another', () => {
  const visit = (siteId: string, ticket: string) =>
    streamOf('visit.issued', noon, { siteId, businessDay: day, ticket });
  expect(visit('a', `b:${day}:c`)).not.toBe(visit(`a:${day}:b`, 'c'));
});

test('a stream tells its ids again', () => {
  fc.assert(
    fc.property(identity, ({ stream, parts }) => {
      expect(streamParts(stream)).toEqual(parts);
    }),
  );
});

test('an agent’s day before and after are his, whatever his id is made of', () => {
  fc.assert(
    fc.property(id, (agentId) => {
      const on = (at: number) => streamOf('agent.statusChanged', at, { agentId }) ?? '';
      expect(nextPresenceStream(on(noon))).toBe(on(noon + 86_400_000));
      expect(previousPresenceStream(on(noon))).toBe(on(noon - 86_400_000));
    }),
  );
});

test('plain ids are read as they are, and one id alone is never escaped', () => {
  expect(streamOf('visit.left', noon, { siteId: 'branch-1', businessDay: day, ticket: 'A12' })).toBe(
    'visit:branch-1:2026-11-22:A12',
  );
  expect(streamOf('mention.posted', noon, { mentionId: 'https://x/1%' })).toBe('mention:https://x/1%');
  expect(streamKind('mention:https://x/1%')).toBe('mention');
});

test('what names nothing to belong to has no stream', () => {
  expect(streamOf('visit.issued', noon, { siteId: 'b', businessDay: day })).toBeNull();
  expect(streamOf('article.opened', noon, { articleId: 'x' })).toBeNull();
});
