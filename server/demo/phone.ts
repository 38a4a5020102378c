import { busynessAt, minuteMs, nextAtWork, secondMs } from './clock.ts';
import { type Scene, teamOf } from './scene.ts';
import { askForRating } from './survey.ts';

/** A telephone call: waited for, perhaps given up, perhaps put on hold. */
export function playCall(scene: Scene): void {
  const { script, random, channel, language, customer, topic } = scene;
  const { id, name, phone } = customer;
  const { agent, from } = nextAtWork(random, teamOf(scene), scene.start);
  // the line is open only while somebody is there
  const start = Math.max(scene.start, from);
  const call = { callId: script.id, dialled: '+966110000000' };
  script.add('conversation.started', start, { channel, language, topic, customer: { id, name, phone, language } });
  script.add('call.queued', start, call);
  const waited = random.wait(40 * busynessAt(start), 0.9) * secondMs;
  const patience = random.wait(170, 0.6) * secondMs;
  if (waited > patience) return script.add('call.abandoned', start + patience, call);

  const owned = { ...call, agentId: agent.id, teamId: agent.teamId };
  const answered = start + waited;
  script.add('call.answered', answered, owned);
  const talked = random.wait(200, 0.5) * secondMs;
  if (random.chance(0.18)) {
    script.add('call.held', answered + talked * 0.3, owned);
    script.add('call.resumed', answered + talked * 0.3 + random.between(15, 90) * secondMs, owned);
  }
  const ended = answered + talked + 2 * minuteMs;
  script.add('call.ended', ended, { ...owned, resolved: random.chance(0.83) });
  askForRating(scene, ended, agent, 0.5);
}
