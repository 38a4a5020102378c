import type { ReadResult } from '../../contract/read-event.ts';
import { directionOf } from '../../core/language/locales.ts';
import type { MessageParams } from '../../locales/messages.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What the texts test for: a field that the event does not have. */
const none = 'none';

/** An event as a sentence in the person's language, so that a mapping can be checked by reading. */
export function sentenceOf(event: ReadResult, zone: string, terminal: Terminal): string {
  return terminal.text(`cli.sentences.${event.type}`, paramsOf(event, zone, terminal));
}

/** Every name that the sentences may use. */
function paramsOf({ at, fields, rating }: ReadResult, zone: string, terminal: Terminal): MessageParams {
  const name = (value: string | undefined) => (value === undefined ? none : isolated(value, terminal));
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
    channel: fields.channel === undefined ? none : terminal.text(`cli.channels.${fields.channel}`),
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

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** A name of the other direction is set apart (FSI … PDI), so that it does not turn the sentence around. */
function isolated(value: string, { locale }: Terminal): string {
  const direction = rightToLeft.test(value) ? 'rtl' : 'ltr';
  return direction === directionOf(locale) ? value : `\u2068${value}\u2069`;
}
