import type { ReadResult } from '../../contract/read-event.ts';
import type { MessageParams } from '../../locales/messages.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What the texts test for: a field that the event does not have. */
const none = 'none';

/** An event as a sentence in the person's language, so that a mapping can be checked by reading. */
export function sentenceOf(event: ReadResult, zone: string, terminal: Terminal): string {
  return terminal.text(`cli.sentences.${event.type}`, paramsOf(event, zone, terminal));
}

/** Every name that the sentences may use; numbers and names are isolated, so that they do not turn a sentence around. */
function paramsOf({ at, fields, rating }: ReadResult, zone: string, terminal: Terminal): MessageParams {
  const name = (value: string | number | undefined) => (value === undefined ? none : isolate(String(value)));
  return {
    at: terminal.time(at, zone),
    conversation: name(fields.conversationId),
    agent: name(fields.agentId),
    team: name(fields.teamId),
    customer: name(fields.customer?.name ?? fields.customer?.id),
    topic: name(fields.topic),
    text: name(fields.text === undefined ? undefined : shorten(fields.text)),
    comment: name(fields.comment === undefined ? undefined : shorten(fields.comment)),
    call: name(fields.callId),
    site: name(fields.siteId),
    ticket: name(fields.ticket),
    article: name(fields.articleId),
    mention: name(fields.mentionId),
    network: name(fields.network),
    survey: name(fields.surveyId),
    reason: name(fields.reason),
    name: name(fields.name),
    value: rating === undefined ? none : terminal.number(rating),
    scale: fields.scale ?? none,
    channel: fields.channel ?? none,
    author: fields.author ?? none,
    by: fields.by ?? none,
    status: fields.status ?? none,
    resolved: fields.resolved === undefined ? none : String(fields.resolved),
  };
}

const longestText = 60;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText).toWellFormed()}…` : line;
}

/** First strong isolate … pop directional isolate. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
