import { randomUUID } from 'node:crypto';
import { eventLimits } from '../../contract/event-limits.ts';
import { type Refusal, UnreadableLine, valueIn } from '../../contract/refusal.ts';
import { deeperThan, storableText } from '../../core/language/storable.ts';
import { streamOf } from '../../core/events/streams.ts';
import { customerKeyOf } from './keys.ts';
import { parseLine } from './parse-events.ts';
import type { RefusedEvent } from './types.ts';

/** The dead letter of an event: everything needed to see why, and to try again. */
export function deadLetter(
  raw: unknown,
  index: number,
  { code, params }: Refusal,
  from: { source: string; secret: string; importId?: number },
): RefusedEvent {
  const customerId = valueIn(valueIn(raw, 'customer'), 'id');
  return {
    index,
    id: shortId(valueIn(raw, 'id')),
    letterId: randomUUID(),
    importId: from.importId ?? 0,
    source: shortId(valueIn(raw, 'source')) ?? from.source,
    code,
    params,
    customerKey: typeof customerId === 'string' ? customerKeyOf(from.secret, storableText(customerId)) : '',
    raw: rawText(raw),
    history: valueIn(raw, 'history') === true,
  };
}

/** The conversation that a refused event, as it was sent, would have belonged to; null where it names none. */
export function streamOfLetter(raw: string): string | null {
  const conversationId = valueIn(parseLine(raw), 'conversationId');
  return typeof conversationId === 'string' ? streamOf('message.sent', 0, { conversationId }) : null;
}

function shortId(id: unknown): string | null {
  return typeof id === 'string' && id.trim() !== '' ? storableText(id.slice(0, eventLimits.id)) : null;
}

const longestRaw = 1_000_000;
const deepestRaw = 200;

/**
 * What was sent, as JSON, to be seen and tried again. A text of over a million characters is cut, and
 * so is what lies over 200 levels deep: both stay too long or too deep to be accepted by a replay.
 */
function rawText(raw: unknown): string {
  if (raw instanceof UnreadableLine) return storableText(raw.line.slice(0, longestRaw));
  const whole = deeperThan(raw, deepestRaw) ? cutBelow(raw, deepestRaw) : raw;
  return storableText((JSON.stringify(whole) ?? '').slice(0, longestRaw));
}

function cutBelow(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((inner) => cutBelow(inner, levels - 1));
  const kept: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) kept[key] = cutBelow(Reflect.get(value, key), levels - 1);
  return kept;
}
