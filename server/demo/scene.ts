import type { Channel } from '../../core/events/types.ts';
import type { Locale } from '../../core/language/locales.ts';
import { type DemoAgent, type DemoCustomer, type DemoTopic, demoTeams } from './cast.ts';
import { busynessAt, type DemoYear, minuteMs, progressOf, secondMs } from './clock.ts';
import { phrases } from './phrases.ts';
import type { Random } from './random.ts';
import type { Script } from './script.ts';

/** What a conversation is about and between whom, while it is being made up. */
export interface Scene {
  script: Script;
  random: Random;
  year: DemoYear;
  channel: Channel;
  language: Locale;
  topic: DemoTopic;
  customer: DemoCustomer;
  /** When it begins, epoch ms. */
  start: number;
}

export function teamOf(scene: Scene): string {
  const team = demoTeams.find((one) => one.language === scene.language);
  if (!team) throw new Error(`no team speaks ${scene.language}`);
  return team.id;
}

/** Exchanges are slower and angrier than all else, and get worse from the middle of the year. */
export function exchangePenalty({ topic, year }: Scene, at: number): number {
  if (topic !== 'استبدال') return 0;
  return progressOf(year, at) < 0.5 ? 0.15 : 0.38;
}

/** A value that moves in a straight line over the year. */
export function overYear(year: DemoYear, at: number, [first, last]: readonly [number, number]): number {
  return first + (last - first) * progressOf(year, at);
}

export function replyWaitMs(scene: Scene, agent: DemoAgent, at: number): number {
  const median = overYear(scene.year, at, agent.replySeconds) * busynessAt(at) * (1 + exchangePenalty(scene, at));
  const factor = scene.channel === 'email' ? 40 : 1;
  return scene.random.wait(median * factor) * secondMs;
}

export function customerSays(scene: Scene, at: number, kind: 'openings' | 'followUps' | 'wantsAgent' | 'thanks'): void {
  const bank = phrases[scene.language];
  const text = scene.random.pick(kind === 'openings' ? bank.openings[scene.topic] : bank[kind]);
  scene.script.add('message.sent', at, { author: 'customer', text });
}

export function botSays(scene: Scene, at: number): void {
  scene.script.add('message.sent', at, { author: 'bot', text: scene.random.pick(phrases[scene.language].bot) });
}

export function agentSays(scene: Scene, agent: DemoAgent, at: number): void {
  const text = scene.random.pick(phrases[scene.language].agent);
  scene.script.add('message.sent', at, { author: 'agent', agentId: agent.id, teamId: agent.teamId, text });
}

/** Customers think for a minute or two before they write on. */
export function thinkMs({ random, channel }: Scene): number {
  return random.wait(channel === 'email' ? 90 : 1.2, 0.9) * minuteMs;
}
