import { type DemoAgent, demoAgents, demoOffsetHours } from './cast.ts';
import type { Random } from './random.ts';

export const secondMs = 1000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** The demo's year: 365 local days, the last of them today. */
export interface DemoYear {
  /** Local midnight of the first day, epoch ms. */
  start: number;
  /** Nothing happens after it. */
  end: number;
  days: number;
}

export function demoYear(now: number): DemoYear {
  const days = 365;
  const today = Math.floor((now + demoOffsetHours * hourMs) / dayMs) * dayMs - demoOffsetHours * hourMs;
  return { start: today - (days - 1) * dayMs, end: now, days };
}

/** How much of the year has passed, 0 … 1. */
export function progressOf(year: DemoYear, at: number): number {
  return Math.min(1, Math.max(0, (at - year.start) / (year.days * dayMs)));
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(at: number): number {
  return new Date(at + demoOffsetHours * hourMs).getUTCDay();
}

export function localHourOf(at: number): number {
  return ((at + demoOffsetHours * hourMs) % dayMs) / hourMs;
}

/** Conversations on a weekday, 1 an ordinary one: full on Sunday, quiet on Friday. */
const weekdayLoad = [1.25, 1.1, 1.05, 1, 0.95, 0.55, 0.85];
/** Conversations in each local hour, 1 an ordinary one: people write before noon and in the evening. */
const hourLoad = [
  0.25, 0.15, 0.08, 0.05, 0.05, 0.08, 0.15, 0.4, 0.9, 1.4, 1.8, 1.9, 1.6, 1.4, 1.3, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 1.8,
  1.2, 0.6,
];

/** The shop grows by a quarter over the year and is busiest in November. */
export function loadOfDay(year: DemoYear, dayStart: number): number {
  const november = new Date(dayStart + demoOffsetHours * hourMs).getUTCMonth() === 10;
  return (weekdayLoad[weekdayOf(dayStart)] ?? 1) * (0.9 + 0.25 * progressOf(year, dayStart)) * (november ? 1.4 : 1);
}

/** A moment of that day, most likely in a busy hour. */
export function momentOfDay(random: Random, dayStart: number): number {
  const weights = Object.fromEntries(hourLoad.map((load, hour) => [String(hour), load]));
  return dayStart + (Number(random.weighted(weights)) + random.next()) * hourMs;
}

/** Replies take longer in a busy hour. */
export function busynessAt(at: number): number {
  return 0.6 + 0.4 * (hourLoad[Math.floor(localHourOf(at))] ?? 1);
}

export function worksAt(agent: DemoAgent, at: number): boolean {
  const hour = localHourOf(at);
  return !agent.daysOff.includes(weekdayOf(at)) && hour >= agent.shift[0] && hour < agent.shift[1] - 0.25;
}

/** Who of the team is at work then, and from when on: at once, or when the next shift begins. */
export function nextAtWork(random: Random, teamId: string, at: number): { agent: DemoAgent; from: number } {
  const team = demoAgents.filter((agent) => agent.teamId === teamId);
  for (let from = at; ; from = nextHour(from)) {
    const present = team.filter((agent) => worksAt(agent, from));
    if (present.length > 0) return { agent: random.pick(present), from };
  }
}

function nextHour(at: number): number {
  return (Math.floor(at / hourMs) + 1) * hourMs + minuteMs;
}
