import type { DemoAgent } from './cast.ts';
import { minuteMs } from './clock.ts';
import { phrases } from './phrases.ts';
import { exchangePenalty, overYear, type Scene } from './scene.ts';

type Feeling = 'satisfied' | 'neutral' | 'unsatisfied';
const valueOf: Readonly<Record<Feeling, number>> = { satisfied: 3, neutral: 2, unsatisfied: 1 };

/** Ten minutes after a close some customers are asked, some of them answer, some of those write why. */
export function askForRating(scene: Scene, closed: number, agent: DemoAgent | null, askedShare: number): void {
  const { script, random } = scene;
  if (!random.chance(askedShare)) return;
  const about = {
    surveyId: 'after-conversation',
    invitationId: `${script.id}-s${script.events.length}`,
    subject: 'conversation' as const,
    ...(agent && { agentId: agent.id, teamId: agent.teamId }),
  };
  const sent = closed + 10 * minuteMs;
  if (random.chance(0.07)) return script.add('survey.suppressed', sent, { ...about, reason: 'askedRecently' });
  script.add('survey.sent', sent, about);
  if (!random.chance(scene.channel === 'email' ? 0.18 : 0.34)) return;
  const feeling = feel(scene, sent, agent);
  const comment = random.chance(0.4) ? commentOn(scene, feeling) : undefined;
  script.add('survey.answered', sent + random.wait(14, 1) * minuteMs, {
    ...about,
    ratingId: about.invitationId,
    scale: 'smiley3',
    value: valueOf[feeling],
    language: scene.language,
    ...(comment !== undefined && { comment }),
  });
}

function feel(scene: Scene, at: number, agent: DemoAgent | null): Feeling {
  const base = agent ? overYear(scene.year, at, agent.satisfiedShare) : 0.7;
  const satisfied = base - exchangePenalty(scene, at);
  const rest = 1 - satisfied;
  return scene.random.weighted({ satisfied, neutral: rest * 0.4, unsatisfied: rest * 0.6 });
}

function commentOn({ random, language, topic }: Scene, feeling: Feeling): string {
  const { comments } = phrases[language];
  const bank =
    feeling === 'unsatisfied' && topic === 'استبدال' && random.chance(0.7) ? comments.exchange : comments[feeling];
  return random.pick(bank);
}
