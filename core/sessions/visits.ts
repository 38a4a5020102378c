import { streamParts } from '../events/streams.ts';
import type { LogEvent } from '../events/types.ts';
import type { Fact, FactRow } from './facts.ts';
import type { FoldRules } from './rules.ts';
import { workingOf } from './working.ts';

/** What is known of a visit, event by event. */
interface Visit {
  firstAt: number;
  issuedAt: number | null;
  calledAt: number | null;
  servedAt: number | null;
  /** He left and was neither called nor served after that. */
  leftAt: number | null;
  /** The call that he is being served since. */
  servingSince: number | null;
  serviceMs: number | null;
  /** What he came for: the first service named. */
  service: string;
  /** Who served him, and where: the last named. */
  counter: string;
  agentId: string;
  source: string;
  language: string;
  customerKey: string;
}

/**
 * The one row of a visit: a ticket of a site's business day. `events` in order; none: no row.
 * What comes out of turn (issued after the call) or never came measures nothing.
 */
export function foldVisit(stream: string, events: readonly LogEvent[], rules: FoldRules): Fact[] {
  const [first] = events;
  if (first === undefined) return [];
  const visit = newVisit(first);
  for (const event of events) {
    noteTime(visit, event);
    noteDetails(visit, event);
  }
  const row = visitRow(stream, visit, rules);
  return [{ fact: 'visit', key: row.ticket, row }];
}

function newVisit({ at, source }: LogEvent): Visit {
  return {
    firstAt: at,
    issuedAt: null,
    calledAt: null,
    servedAt: null,
    leftAt: null,
    servingSince: null,
    serviceMs: null,
    service: '',
    counter: '',
    agentId: '',
    source,
    language: '',
    customerKey: '',
  };
}

function noteTime(visit: Visit, { type, at }: LogEvent): void {
  switch (type) {
    case 'visit.issued':
      if (isWaiting(visit)) visit.issuedAt ??= at;
      break;
    case 'visit.called':
      visit.calledAt ??= at;
      visit.servingSince = at;
      visit.leftAt = null;
      break;
    case 'visit.served':
      endService(visit, at);
      visit.servedAt = at;
      visit.leftAt = null;
      break;
    case 'visit.left':
      visit.leftAt ??= at;
      break;
  }
}

function isWaiting({ calledAt, servedAt, leftAt }: Visit): boolean {
  return calledAt === null && servedAt === null && leftAt === null;
}

/** Service counts from the last call before it, so that calling again for one who did not come is no service. */
function endService(visit: Visit, at: number): void {
  if (visit.servingSince === null) return;
  visit.serviceMs = (visit.serviceMs ?? 0) + at - visit.servingSince;
  visit.servingSince = null;
}

function noteDetails(visit: Visit, { body }: LogEvent): void {
  visit.service ||= body.service ?? '';
  visit.counter = body.counter ?? visit.counter;
  visit.agentId = body.agentId ?? visit.agentId;
  visit.language = body.language ?? visit.language;
  visit.customerKey = body.customerKey ?? visit.customerKey;
}

function visitRow(stream: string, visit: Visit, rules: FoldRules): FactRow<'visit'> {
  const [siteId = '', businessDay = '', ticket = ''] = streamParts(stream);
  const { firstAt, issuedAt, servingSince: _servingSince, ...known } = visit;
  const leftUnserved = visit.leftAt !== null && visit.servedAt === null;
  const waitEnd = visit.calledAt ?? (leftUnserved ? visit.leftAt : null);
  return {
    ...known,
    issuedAt: issuedAt ?? firstAt,
    siteId,
    businessDay,
    ticket,
    waitMs: issuedAt === null || waitEnd === null ? null : waitEnd - issuedAt,
    waitWorkingMs: workingOf(rules, { siteId }, issuedAt, waitEnd),
    settled: visit.leftAt !== null || visit.servedAt !== null,
    leftUnserved,
  };
}
