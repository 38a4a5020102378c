import type { SentEvent } from '../../contract/events.ts';
import { type DemoAgent, demoAgents } from './cast.ts';
import { dayMs, type DemoYear, hourMs, minuteMs, weekdayOf } from './clock.ts';
import { seededRandom, subSeed } from './random.ts';
import { looseScript } from './script.ts';

/** Who was online, away and busy on every working day of the year. */
export function* presence(year: DemoYear, seed: number): Generator<SentEvent[]> {
  for (const agent of demoAgents) {
    for (let day = 0; day < year.days; day++) {
      const midnight = year.start + day * dayMs;
      if (!agent.daysOff.includes(weekdayOf(midnight))) yield workingDay(agent, midnight, day, year, seed);
    }
  }
}

function workingDay(agent: DemoAgent, midnight: number, day: number, year: DemoYear, seed: number): SentEvent[] {
  const random = seededRandom(subSeed(seed, agent.id, day));
  if (random.chance(0.03)) return [];
  const script = looseScript(`${agent.id}-d${day}`, year.end);
  const say = (at: number, status: 'online' | 'away' | 'busy' | 'offline') =>
    script.add('agent.statusChanged', at, { agentId: agent.id, status });
  const [begins, ends] = agent.shift.map((hour) => midnight + hour * hourMs) as [number, number];
  const arrived = begins + random.between(-6, 9) * minuteMs;
  const lunch = begins + random.between(3.5, 4.5) * hourMs;
  say(arrived, 'online');
  say(lunch, 'away');
  say(lunch + random.between(25, 45) * minuteMs, 'online');
  if (random.chance(0.35)) {
    const meeting = lunch + random.between(1.2, 2) * hourMs;
    say(meeting, 'busy');
    say(meeting + random.between(20, 50) * minuteMs, 'online');
  }
  say(ends + random.between(-4, 15) * minuteMs, 'offline');
  return script.events;
}
