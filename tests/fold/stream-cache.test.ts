import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogEvent } from '../../core/events/types.ts';
import { foldStream } from '../../core/sessions/fold.ts';
import { packEvent } from '../../server/ingest/folding/packed-event.ts';
import type { RowPlace } from '../../server/ingest/folding/protocol.ts';
import { placeOf, rowValues } from '../../server/ingest/folding/rows.ts';
import {
  type CachedStream,
  compact,
  foldCached,
  fromStorage,
  takeIn,
} from '../../server/ingest/folding/stream-cache.ts';
import { batches, conversation, epoch, helpCentre, mention, ofFirstStream, visit } from '../support/random-history.ts';
import { anyRules } from '../support/random-rules.ts';

/** The log, the fact tables and the list of written keys, as a pass keeps them. */
class Storage {
  readonly events: LogEvent[] = [];
  readonly rows = new Map<string, { place: RowPlace; values: string }>();
  private readonly stream: string;

  constructor(stream: string) {
    this.stream = stream;
  }

  read(): CachedStream {
    const written = [...this.rows.values()].map(({ place }) => place);
    return fromStorage({ workspaceId: 1, stream: this.stream }, { events: this.events.map(packed), written });
  }

  apply({ puts, deletes }: ReturnType<typeof foldCached>): void {
    for (const place of deletes) this.rows.delete(`${place.fact} ${place.at} ${place.key}`);
    for (const { fact } of puts) {
      const place = { fact: fact.fact, at: placeOf(fact), key: fact.key };
      const values = JSON.stringify(rowValues(1, this.stream, fact));
      this.rows.set(`${place.fact} ${place.at} ${place.key}`, { place, values });
    }
  }
}

test.each([
  ['conversation', conversation('c', 24)],
  ['visit', visit('v')],
  ['visitor’s day', helpCentre('h')],
  ['mention', mention('m')],
])('in memory, compact or read again, the rows of a %s are those of its pure fold', (_kind, histories) => {
  fc.assert(
    fc.property(
      histories.map(ofFirstStream),
      anyRules,
      fc.boolean(),
      fc.nat(),
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(fc.nat(5)),
      ({ stream, events }, rules, ordered, seed, size, dice) => {
        const arriving = ordered
          ? [events.slice(0, size), ...chunks(events.slice(size), size)]
          : batches(events, seed, size);
        const storage = new Storage(stream);
        let cached = storage.read();
        let now = epoch;
        for (const batch of arriving) {
          storage.events.push(...batch);
          now = Math.max(now, ...batch.map(({ at }) => at)) + dice.next().value * 60_000;
          if (!takeIn(cached, batch.map(packed))) cached = storage.read();
          storage.apply(foldCached(cached, rules, now));
          const toss = dice.next().value;
          if (toss === 0) cached = storage.read();
          else if (toss < 3) compact(cached);
        }
        const expected = foldStream(stream, storage.events, rules, now).facts.map(
          (fact) => [`${fact.fact} ${placeOf(fact)} ${fact.key}`, JSON.stringify(rowValues(1, stream, fact))] as const,
        );
        expect(Object.fromEntries([...storage.rows].map(([place, { values }]) => [place, values]))).toEqual(
          Object.fromEntries(expected),
        );
      },
    ),
    { numRuns: 500, endOnFailure: true },
  );
});

function packed(event: LogEvent): string {
  return packEvent(event, JSON.stringify(event.body));
}

function chunks(events: readonly LogEvent[], size: number): LogEvent[][] {
  const cut: LogEvent[][] = [];
  for (let from = 0; from < events.length; from += size) cut.push(events.slice(from, from + size));
  return cut;
}
