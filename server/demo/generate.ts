import type { SentEvent } from '../../contract/events.ts';
import { channelShares, demoAgents, demoTeams, languageShares, pickCustomer, topicShares } from './cast.ts';
import { playChat } from './chat.ts';
import { dayMs, type DemoYear, demoYear, loadOfDay, minuteMs, momentOfDay } from './clock.ts';
import { playCall } from './phone.ts';
import { presence } from './presence.ts';
import { seededRandom, subSeed } from './random.ts';
import type { Scene } from './scene.ts';
import { conversationScript, looseScript } from './script.ts';

/** Conversations on an ordinary day. */
const conversationsPerDay = 28;
const npsPerDay = 3;

/**
 * A believable year of a support team, up to `now`: conversations with bot and hand-over, transfers,
 * missed, expired and reopened ones, calls, ratings with comments, presence. The same `now` and `seed`
 * give the same events; all are marked as history. Every list holds what belongs together.
 */
export function* generateDemo(now: number, seed = 1): Generator<SentEvent[]> {
  const year = demoYear(now);
  yield descriptions(year);
  yield* presence(year, seed);
  for (let day = 0; day < year.days; day++) yield* oneDay(year, day, seed);
}

function descriptions(year: DemoYear): SentEvent[] {
  const script = looseScript('described', year.end);
  for (const { id, name } of demoTeams) script.add('team.described', year.start, { teamId: id, name });
  for (const { id, name, teamId } of demoAgents) {
    script.add('agent.described', year.start, { agentId: id, name, teamIds: [teamId] });
  }
  return script.events;
}

function* oneDay(year: DemoYear, day: number, seed: number): Generator<SentEvent[]> {
  const midnight = year.start + day * dayMs;
  const random = seededRandom(subSeed(seed, 'day', day));
  const count = Math.round(conversationsPerDay * loadOfDay(year, midnight) * random.between(0.85, 1.15));
  for (let number = 0; number < count; number++) {
    const events = conversation(year, midnight, day, number, seed);
    if (events.length > 0) yield events;
  }
  for (let number = 0; number < npsPerDay; number++) yield recommendation(year, midnight, day, number, seed);
}

function conversation(year: DemoYear, midnight: number, day: number, number: number, seed: number): SentEvent[] {
  const random = seededRandom(subSeed(seed, `conversation-${number}`, day));
  const language = random.weighted(languageShares);
  const scene: Scene = {
    script: conversationScript(`c${String(day).padStart(3, '0')}-${String(number).padStart(3, '0')}`, year.end),
    random,
    year,
    channel: random.weighted(channelShares[language]),
    language,
    topic: random.weighted(topicShares),
    customer: pickCustomer(random, language),
    start: momentOfDay(random, midnight),
  };
  if (scene.channel === 'phone') playCall(scene);
  else playChat(scene);
  return scene.script.events;
}

/** Now and then a customer is asked whether they would recommend the shop. */
function recommendation(year: DemoYear, midnight: number, day: number, number: number, seed: number): SentEvent[] {
  const random = seededRandom(subSeed(seed, `nps-${number}`, day));
  const language = random.weighted(languageShares);
  const { id, name } = pickCustomer(random, language);
  const script = looseScript(`n${String(day).padStart(3, '0')}-${number}`, year.end);
  const sent = momentOfDay(random, midnight);
  const about = { invitationId: script.id, surveyId: 'recommend', subject: 'service' as const, customer: { id, name } };
  script.add('survey.sent', sent, about);
  if (random.chance(0.28)) {
    const value = Math.min(10, Math.max(0, Math.round(10.6 - random.wait(1.8, 0.8))));
    script.add('survey.answered', sent + random.wait(90, 1) * minuteMs, {
      ...about,
      ratingId: script.id,
      scale: 'nps',
      value,
      language,
    });
  }
  return script.events;
}
