import type { Fact, FactRow } from './facts.ts';

/** How often something is before a change, and after it. */
export interface Change {
  before: number;
  after: number;
}

/** What other rules make of the same events; numbers add up over streams. */
export interface Preview {
  sessions: Change;
  /** Sessions with the same beginning under both that end at another time. */
  endEarlier: number;
  endLater: number;
  outcomes: Record<string, Change>;
  endReasons: Record<string, Change>;
  reopenedClosures: Change;
}

/** A preview of nothing. */
export function newPreview(): Preview {
  return {
    sessions: { before: 0, after: 0 },
    endEarlier: 0,
    endLater: 0,
    outcomes: {},
    endReasons: {},
    reopenedClosures: { before: 0, after: 0 },
  };
}

/** Adds what one stream's facts are by the rules as they are, and by the others. */
export function addToPreview(preview: Preview, before: readonly Fact[], after: readonly Fact[]): void {
  for (const [side, facts] of [
    ['before', before],
    ['after', after],
  ] as const)
    for (const fact of facts) count(preview, side, fact);
  const ends = new Map(sessionsOf(before).map((row) => [row.sessionId, endOf(row)]));
  for (const row of sessionsOf(after)) {
    const was = ends.get(row.sessionId);
    if (was === undefined) continue;
    if (endOf(row) < was) preview.endEarlier++;
    if (endOf(row) > was) preview.endLater++;
  }
}

function count(preview: Preview, side: keyof Change, { fact, row }: Fact): void {
  if (fact === 'session') {
    preview.sessions[side]++;
    (preview.endReasons[row.endReason] ??= { before: 0, after: 0 })[side]++;
  }
  if (fact === 'assignment' && row.outcome !== '') (preview.outcomes[row.outcome] ??= { before: 0, after: 0 })[side]++;
  if (fact === 'closure' && row.reopened) preview.reopenedClosures[side]++;
}

function sessionsOf(facts: readonly Fact[]): FactRow<'session'>[] {
  return facts.flatMap((each) => (each.fact === 'session' ? [each.row] : []));
}

/** One that is open ends after all that have ended. */
function endOf({ endedAt }: FactRow<'session'>): number {
  return endedAt ?? Number.POSITIVE_INFINITY;
}
