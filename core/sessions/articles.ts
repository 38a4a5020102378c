import { streamParts } from '../events/streams.ts';
import type { LogEvent } from '../events/types.ts';
import { keyOf } from './apply.ts';
import type { Fact, FactRow } from './facts.ts';

/** An article counts as read after this long at least, … */
const leastActiveMs = 10_000;
/** … after this part of the time that reading it should take, … */
const leastTimePercent = 30;
/** … and with this part of it seen: of a page scrolled past, of a video played. */
const leastScrollShare = 0.5;

/** One opening of an article, as far as it is known. */
interface Reading {
  key: string;
  openedAt: number;
  /** False where only what came after the opening is known. */
  opened: boolean;
  source: string;
  language: string;
  articleId: string;
  leftAt: number | null;
  activeMs: number | null;
  expectedMs: number | null;
  scrollShare: number | null;
  vote: string;
}

/**
 * A visitor's UTC day in the help centre: a row an opening of an article, a row a search. `events` in
 * order. What follows an opening belongs to the last one of its article; what follows none that day
 * stands in a row that is no opening.
 */
export function foldArticles(stream: string, events: readonly LogEvent[]): Fact[] {
  const [visitorKey = ''] = streamParts(stream);
  const readings: Reading[] = [];
  const lastOf = new Map<string, Reading>();
  const searches: Fact[] = [];
  for (const event of events) {
    if (event.type === 'article.searched') {
      searches.push(searchFact(visitorKey, event));
      continue;
    }
    const { articleId = '' } = event.body;
    const known = event.type === 'article.opened' ? undefined : lastOf.get(articleId);
    const reading = known ?? newReading(event, articleId);
    if (known === undefined) readings.push(reading);
    lastOf.set(articleId, reading);
    note(reading, event);
  }
  return [...readings.map((reading) => readFact(visitorKey, reading)), ...searches];
}

function newReading(event: LogEvent, articleId: string): Reading {
  return {
    key: keyOf(event),
    openedAt: event.at,
    opened: event.type === 'article.opened',
    source: event.source,
    language: '',
    articleId,
    leftAt: null,
    activeMs: null,
    expectedMs: null,
    scrollShare: null,
    vote: '',
  };
}

/** Pages tell again each time they are hidden: times and scrolling only grow. */
function note(reading: Reading, { type, at, body }: LogEvent): void {
  reading.language ||= body.language ?? '';
  reading.expectedMs = milliseconds(body.expectedSeconds) ?? reading.expectedMs;
  if (type === 'article.voted') reading.vote = body.vote ?? reading.vote;
  if (type !== 'article.left') return;
  reading.leftAt = at;
  reading.activeMs = greater(reading.activeMs, milliseconds(body.activeSeconds));
  reading.scrollShare = greater(reading.scrollShare, body.scrollShare ?? null);
}

function milliseconds(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 1000);
}

function greater(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function readFact(visitorKey: string, { key, ...reading }: Reading): Fact {
  const { activeMs, expectedMs, scrollShare } = reading;
  const row: FactRow<'articleRead'> = {
    ...reading,
    visitorKey,
    readTimeShare: activeMs === null || !expectedMs ? null : Math.min(1, activeMs / expectedMs),
    read: activeMs !== null && isRead(activeMs, expectedMs ?? 0, scrollShare ?? 0),
    tooShort: activeMs !== null && isTooShort(activeMs, expectedMs ?? 0),
  };
  return { fact: 'articleRead', key, row };
}

function isRead(activeMs: number, expectedMs: number, scrollShare: number): boolean {
  return activeMs >= leastActiveMs && !isTooShort(activeMs, expectedMs) && scrollShare >= leastScrollShare;
}

/** In whole numbers, so that exactly the least time is enough. */
function isTooShort(activeMs: number, expectedMs: number): boolean {
  return activeMs * 100 < expectedMs * leastTimePercent;
}

function searchFact(visitorKey: string, event: LogEvent): Fact {
  const { articleId = '', language = '', results = null } = event.body;
  const row: FactRow<'articleSearch'> = {
    searchedAt: event.at,
    source: event.source,
    language,
    articleId,
    visitorKey,
    results,
    withoutResult: results === 0,
  };
  return { fact: 'articleSearch', key: keyOf(event), row };
}
