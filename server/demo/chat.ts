import type { DemoAgent } from './cast.ts';
import { dayMs, hourMs, minuteMs, nextAtWork, secondMs } from './clock.ts';
import {
  agentSays,
  botSays,
  customerSays,
  exchangePenalty,
  replyWaitMs,
  type Scene,
  teamOf,
  thinkMs,
} from './scene.ts';
import { askForRating } from './survey.ts';

/** A written conversation from the first message to its end, whatever that is. */
export function playChat(scene: Scene): void {
  open(scene);
  const greeted = scene.channel === 'email' ? scene.start : greet(scene);
  if (scene.channel !== 'email' && scene.random.chance(botShare(scene))) return endWithBot(scene, greeted);
  const queued = requestAgent(scene, greeted);
  const { agent, from } = nextAtWork(scene.random, teamOf(scene), queued);
  if (isHurried(scene) && from - queued > 15 * minuteMs) return giveUpWaiting(scene, queued);
  const assigned = Math.max(from, queued) + scene.random.between(3, 40) * secondMs;
  scene.script.add('conversation.assigned', assigned, { agentId: agent.id, teamId: agent.teamId });
  if (scene.random.chance(0.035)) return goUnanswered(scene, assigned);
  converse(scene, agent, assigned);
}

function open({ script, channel, language, customer, start, topic, random }: Scene): void {
  const { id, name, phone, email } = customer;
  const contact = channel === 'email' ? { email } : channel === 'whatsapp' ? { phone } : {};
  script.add('conversation.started', start, {
    channel,
    language,
    customer: { id, name, language, ...contact },
    startedBy: 'customer',
    ...(random.chance(0.5) && { topic }),
  });
}

function greet(scene: Scene): number {
  customerSays(scene, scene.start, 'openings');
  botSays(scene, scene.start + 2 * secondMs);
  return scene.start + 2 * secondMs + thinkMs(scene);
}

function botShare({ topic }: Scene): number {
  return topic === 'توصيل' || topic === 'طلب جديد' ? 0.32 : 0.12;
}

function endWithBot(scene: Scene, at: number): void {
  customerSays(scene, at, 'followUps');
  botSays(scene, at + 3 * secondMs);
  label(scene, at + 4 * secondMs);
  if (!scene.random.chance(0.65)) return;
  const closed = at + scene.random.between(1, 5) * minuteMs;
  scene.script.add('conversation.closed', closed, { by: 'bot' });
  askForRating(scene, closed, null, 0.4);
}

function requestAgent(scene: Scene, at: number): number {
  if (scene.channel === 'email') {
    customerSays(scene, scene.start, 'openings');
    return scene.start;
  }
  customerSays(scene, at, 'wantsAgent');
  scene.script.add('agent.requested', at + secondMs, { teamId: teamOf(scene) });
  return at + secondMs;
}

/** On the site people wait with the window open; elsewhere they put the phone away. */
function isHurried({ channel }: Scene): boolean {
  return channel === 'web';
}

function giveUpWaiting(scene: Scene, queued: number): void {
  label(scene, queued + secondMs);
  if (scene.random.chance(0.4)) {
    scene.script.add('conversation.returnedToBot', queued + scene.random.between(2, 12) * minuteMs, {});
  }
}

/** Assigned and never answered: the customer leaves, or the window closes on him. */
function goUnanswered(scene: Scene, assigned: number): void {
  label(scene, assigned + secondMs);
  const left = assigned + scene.random.between(5, 12) * minuteMs;
  if (scene.random.chance(0.3)) scene.script.add('conversation.returnedToBot', left, {});
  else if (isHurried(scene)) scene.script.add('conversation.closed', left, { by: 'customer' });
}

function converse(scene: Scene, first: DemoAgent, assigned: number): void {
  const { random, script } = scene;
  let agent = first;
  let at = assigned + hurry(scene, replyWaitMs(scene, agent, assigned));
  agentSays(scene, agent, at);
  label(scene, at + 20 * secondMs, agent);
  const turns = 1 + Math.floor(random.wait(1.3));
  for (let turn = 0; turn < Math.min(turns, 4); turn++) {
    at += thinkMs(scene);
    customerSays(scene, at, 'followUps');
    if (turn === 0 && random.chance(0.05 + 0.2 * exchangePenalty(scene, at))) {
      agent = transfer(scene, agent, at + 30 * secondMs);
      at += 30 * secondMs;
    }
    at += hurry(scene, replyWaitMs(scene, agent, at));
    agentSays(scene, agent, at);
  }
  if (random.chance(0.02)) script.add('conversation.escalated', at + minuteMs, { reason: 'refund', agentId: agent.id });
  end(scene, agent, at);
}

/** A customer at the site is answered before he is gone, most of the time. */
function hurry(scene: Scene, waitMs: number): number {
  return isHurried(scene) && scene.random.chance(0.97) ? Math.min(waitMs, 8 * minuteMs) : waitMs;
}

function transfer(scene: Scene, from: DemoAgent, at: number): DemoAgent {
  const { agent } = nextAtWork(scene.random, from.teamId, at);
  if (agent.id !== from.id) scene.script.add('conversation.assigned', at, { agentId: agent.id, teamId: agent.teamId });
  return agent;
}

function label(scene: Scene, at: number, agent?: DemoAgent): void {
  scene.script.add('conversation.labelled', at, { topic: scene.topic, ...(agent && { agentId: agent.id }) });
}

function end(scene: Scene, agent: DemoAgent, lastReply: number): void {
  const { random, script } = scene;
  const closed = lastReply + random.between(1, 9) * minuteMs;
  const way = random.weighted({ agent: 0.84, customer: 0.05, silence: 0.08, system: 0.02, bulk: 0.01 });
  if (way === 'silence') return;
  if (random.chance(0.4)) customerSays(scene, lastReply + 30 * secondMs, 'thanks');
  if (way === 'customer') return script.add('conversation.closed', closed, { by: 'customer' });
  if (way === 'system') return script.add('conversation.closed', closed, { by: 'system' });
  const owner = { agentId: agent.id, teamId: agent.teamId };
  script.add('conversation.closed', closed, { by: 'agent', ...owner, ...(way === 'bulk' && { bulk: true }) });
  if (way === 'bulk') return;
  if (random.chance(0.03 + 0.1 * exchangePenalty(scene, closed))) return comeBack(scene, agent, closed);
  askForRating(scene, closed, agent, 0.62);
}

/** The same matter again within a few days: the closure did not hold. */
function comeBack(scene: Scene, agent: DemoAgent, closed: number): void {
  const back = closed + scene.random.between(0.3, 5) * dayMs;
  scene.script.add('conversation.reopened', back, {});
  customerSays(scene, back, 'followUps');
  const { agent: next, from } = nextAtWork(scene.random, agent.teamId, back);
  const assigned = Math.max(from, back) + minuteMs;
  scene.script.add('conversation.assigned', assigned, { agentId: next.id, teamId: next.teamId });
  const replied = assigned + replyWaitMs(scene, next, assigned);
  agentSays(scene, next, replied);
  const again = replied + scene.random.between(0.1, 1) * hourMs;
  scene.script.add('conversation.closed', again, { by: 'agent', agentId: next.id, teamId: next.teamId });
  askForRating(scene, again, next, 0.62);
}
