import { expect, test } from 'vitest';
import { foldStream } from './fold.ts';
import { readPolicy, type WrittenPolicy } from './policy.ts';
import { addToPreview, newPreview } from './preview.ts';
import { defaultRules } from './rules.ts';
import { assigned, clock, customer, history } from './testing/history.ts';

/** A customer waits in vain for the agent who was given him, and is left alone after a quarter of an hour. */
const waiting = history([customer('10:00'), assigned('10:01', 'a')]);

function previewOf(policy: WrittenPolicy, now = '12:00') {
  const rules = { ...defaultRules, policies: [{ validFrom: 0, policy: readPolicy(policy) }] };
  const facts = (by: typeof rules) => foldStream('conversation:c', waiting, by, clock(now)).facts;
  const preview = newPreview();
  addToPreview(preview, facts({ ...defaultRules, policies: [] }), facts(rules));
  return preview;
}

test('other rules that change nothing change nothing', () => {
  expect(previewOf({})).toMatchObject({ sessions: { before: 1, after: 1 }, endEarlier: 0, endLater: 0 });
});

test('a shorter time to wait ends a session earlier, none leaves it open', () => {
  expect(previewOf({ timers: { chat: { handoverTimeoutMs: 300_000 } } })).toMatchObject({
    endEarlier: 1,
    endLater: 0,
    outcomes: { timedOut: { before: 1, after: 1 } },
  });
  expect(previewOf({ timers: { chat: { handoverTimeoutMs: null } } })).toMatchObject({
    endEarlier: 0,
    endLater: 1,
    outcomes: { timedOut: { before: 1, after: 0 }, open: { before: 0, after: 1 } },
    endReasons: { handoverTimeout: { before: 1, after: 0 }, '': { before: 0, after: 1 } },
  });
});
