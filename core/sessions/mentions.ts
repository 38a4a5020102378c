import type { LogEvent } from '../events/types.ts';
import type { Fact, FactRow } from './facts.ts';
import type { FoldRules } from './rules.ts';
import { workingOf } from './working.ts';

/**
 * The one row of a mention in a social network. `events` in order; none: no row. The first answer counts;
 * where the post is not known, or came after it, the answer is known and its time is not.
 */
export function foldMention(stream: string, events: readonly LogEvent[], rules: FoldRules): Fact[] {
  const [first] = events;
  if (first === undefined) return [];
  const mentionId = stream.slice(stream.indexOf(':') + 1);
  const answer = events.find(({ type }) => type === 'mention.answered');
  const posted = first === answer ? undefined : first;
  const row: FactRow<'mention'> = {
    postedAt: first.at,
    mentionId,
    network: first.body.network ?? '',
    source: first.source,
    language: firstNamed(events, ({ body }) => body.language),
    agentId: answer?.body.agentId ?? firstNamed(events, ({ body }) => body.agentId),
    answeredAt: answer?.at ?? null,
    answerMs: answer === undefined || posted === undefined ? null : answer.at - posted.at,
    answerWorkingMs: workingOf(rules, {}, posted?.at ?? null, answer?.at ?? null),
  };
  return [{ fact: 'mention', key: mentionId, row }];
}

function firstNamed(events: readonly LogEvent[], name: (event: LogEvent) => string | undefined): string {
  return events.map(name).find((named) => named !== undefined) ?? '';
}
