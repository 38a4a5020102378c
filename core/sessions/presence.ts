import { presenceStream, streamParts } from '../events/streams.ts';
import type { AgentStatus, LogEvent } from '../events/types.ts';
import { idsOf, type Joins, personOf } from '../people/joins.ts';
import type { Fact } from './facts.ts';
import { policyAt, type PresencePolicy } from './policy.ts';
import type { FoldRules } from './rules.ts';

const quarterMs = 15 * 60_000;
const dayMs = 96 * quarterMs;

/** Of several devices (sources, or ids of one person) the most present counts, so that an agent's time is never counted twice. */
const byPresence = ['online', 'busy', 'away'] as const;
type Present = (typeof byPresence)[number];

interface Held {
  from: number;
  to: number;
  status: Present;
  /** It ran into its longest hold instead of the next status. */
  cut: boolean;
}

/**
 * An agent's UTC day in seconds per status and quarter-hour: a union over devices.
 * `events`: this day's and, for what was still held at midnight, the day before's, of all ids that are his; in
 * order. The day of an id that was joined into another is empty: all of it is in the other's.
 * What lies after `now` is not counted yet; `nextDueAt` says when it is worth another look.
 */
export function foldPresence(
  stream: string,
  events: readonly LogEvent[],
  rules: FoldRules,
  now: number,
): { facts: Fact[]; nextDueAt: number | null } {
  const [agentId = '', day = ''] = streamParts(stream);
  if (personOf(rules.joins, 'agent', agentId) !== agentId) return { facts: [], nextDueAt: null };
  const dayStart = Date.parse(`${day}T00:00:00Z`);
  const policy = policyAt(rules.policies, dayStart).presence;
  const held = heldStatuses(events, policy).flatMap((span) => clip(span, dayStart, dayStart + dayMs));
  const past = held.flatMap((span) => clip(span, dayStart, now));
  return { facts: quarterFacts(agentId, past), nextDueAt: nextLook(held, now) };
}

function heldStatuses(events: readonly LogEvent[], policy: PresencePolicy): Held[] {
  const devices = Map.groupBy(events, ({ source, body }) => JSON.stringify([source, body.agentId]));
  return [...devices.values()].flatMap((device) => {
    const { source } = device[0] as LogEvent;
    const heartbeat = (policy.modeBySource[source] ?? policy.mode) === 'heartbeat';
    return deviceStatuses(device, heartbeat, heartbeat ? policy.heartbeatSilenceMs : policy.longestStatusMs);
  });
}

function deviceStatuses(events: readonly LogEvent[], heartbeat: boolean, longestMs: number): Held[] {
  const signs = events.filter((event) => heartbeat || event.body.status !== undefined);
  const spans: Held[] = [];
  let status: AgentStatus = 'online';
  signs.forEach((event, index) => {
    status = event.body.status ?? status;
    if (status === 'offline') return;
    const next = signs[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const to = Math.min(next, event.at + longestMs);
    spans.push({ from: event.at, to, status, cut: !heartbeat && to < next });
  });
  return spans;
}

function clip(span: Held, from: number, to: number): Held[] {
  const clipped = {
    ...span,
    from: Math.max(span.from, from),
    to: Math.min(span.to, to),
    cut: span.cut && span.to <= to,
  };
  return clipped.from < clipped.to ? [clipped] : [];
}

function quarterFacts(agentId: string, spans: readonly Held[]): Fact[] {
  const rows = new Map<string, Extract<Fact, { fact: 'presence' }>>();
  for (const { from, to, status } of unionOf(spans)) {
    for (let at = from - (from % quarterMs); at < to; at += quarterMs) {
      const key = `${status}|${at}`;
      const statusMs = Math.min(to, at + quarterMs) - Math.max(from, at);
      const known = rows.get(key);
      if (known !== undefined) known.row.statusMs += statusMs;
      else rows.set(key, { fact: 'presence', key, row: { at, agentId, status, statusMs, cut: false } });
    }
  }
  markCuts(rows, spans);
  return [...rows.values()];
}

function markCuts(rows: Map<string, Extract<Fact, { fact: 'presence' }>>, spans: readonly Held[]): void {
  for (const span of spans) {
    if (!span.cut) continue;
    const last = span.to - 1;
    const row = rows.get(`${span.status}|${last - (last % quarterMs)}`);
    if (row !== undefined) row.row.cut = true;
  }
}

/** Splits overlapping spans so that each instant has one status: the most present one. */
function unionOf(spans: readonly Held[]): { from: number; to: number; status: Present }[] {
  const edges = spans
    .flatMap(({ from, to, status }) => [
      { at: from, status, change: 1 },
      { at: to, status, change: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  const open = { online: 0, busy: 0, away: 0 };
  const union: { from: number; to: number; status: Present }[] = [];
  let from = 0;
  for (const edge of edges) {
    const status = byPresence.find((candidate) => open[candidate] > 0);
    if (status !== undefined && edge.at > from) union.push({ from, to: edge.at, status });
    from = edge.at;
    open[edge.status] += edge.change;
  }
  return union;
}

/** The next quarter-hour's end within a status that is still held, or the end of that status. */
function nextLook(held: readonly Held[], now: number): number | null {
  let next: number | null = null;
  for (const span of held) {
    if (span.to <= now) continue;
    const from = Math.max(now, span.from);
    const quarterEnd = from - (from % quarterMs) + quarterMs;
    const look = Math.min(quarterEnd, span.to);
    if (next === null || look < next) next = look;
  }
  return next;
}

/** The presence stream of the day after, which starts with what this day left held. */
export function nextPresenceStream(stream: string): string {
  const cut = stream.lastIndexOf(':');
  const day = Date.parse(`${stream.slice(cut + 1)}T00:00:00Z`);
  return `${stream.slice(0, cut)}:${new Date(day + dayMs).toISOString().slice(0, 10)}`;
}

/**
 * The streams that an agent's day is folded from: his own of that day and the day before, and those of all ids that
 * were joined into his.
 */
export function presenceSources(stream: string, joins: Joins): string[] {
  const days = [stream, previousPresenceStream(stream)];
  const [agentId = ''] = streamParts(stream);
  const [, ...others] = idsOf(joins, 'agent', agentId);
  return days.flatMap((day) => [day, ...others.map((id) => presenceStream(id, streamParts(day)[1] ?? ''))]);
}

/** The stream that a day of presence is folded in: where its id was joined into another, the other's. */
export function presenceTarget(stream: string, joins: Joins): string {
  const [agentId = '', day = ''] = streamParts(stream);
  const person = personOf(joins, 'agent', agentId);
  return person === agentId ? stream : presenceStream(person, day);
}

/** The presence stream of the day before. */
export function previousPresenceStream(stream: string): string {
  const cut = stream.lastIndexOf(':');
  const day = Date.parse(`${stream.slice(cut + 1)}T00:00:00Z`);
  return `${stream.slice(0, cut)}:${new Date(day - dayMs).toISOString().slice(0, 10)}`;
}
