import type { ScaleId } from '../../../surveys/scales.ts';
import { headingKey } from '../meanings.ts';
import { latinDigits } from '../../../language/digits.ts';
import { channelOfWord } from '../value-words.ts';
import type { KnownColumn, KnownColumns, SentEventMapping, SentField, SentFields, SentTime } from './columns.ts';

/** Who served: an id where the table has one, else the name, which then is the id. */
export function ownerFields(columns: KnownColumns): SentFields {
  return columns.fields({ agentId: ['agentId', 'agent'], teamId: ['teamId', 'team'] });
}

/**
 * The customer, by an id, a phone number or an address; where there is only a name, by the conversation, because two
 * people of one name are not one. `conversation` is a template; without one a name alone makes no customer.
 */
export function customerFields(columns: KnownColumns, conversation: string | undefined): SentFields {
  const id = columns.name('customerId', 'phone', 'email');
  const name = columns.name('customer');
  if (id === undefined && (name === undefined || conversation === undefined)) {
    return name === undefined ? {} : { customerName: { column: name } };
  }
  const known: SentField = id === undefined ? { template: conversation ?? '' } : { column: id };
  return {
    'customer.id': known,
    ...columns.fields({
      'customer.name': ['customer'],
      'customer.phone': ['phone'],
      'customer.email': ['email'],
      'customer.language': ['language'],
    }),
  };
}

/** The channel by its words in the column; those that we do not know become `other`. */
export function channelField(columns: KnownColumns, otherwise: string): SentField {
  const column = columns.take('channel');
  if (column === undefined) return { constant: otherwise };
  const known = column.profile.distinct.flatMap((word) => {
    const channel = channelOfWord(word);
    return channel === null ? [] : [[word, channel] as const];
  });
  const unknown = column.profile.distinct.length - known.length;
  if (unknown > 0) columns.note('channelsUnknown', column.name, false, unknown);
  return { column: column.name, map: Object.fromEntries(known), otherwise: 'other' };
}

/** A rating as an event; null where the table has none, or where its answers are of no scale that we know. */
export function ratingEvent(
  columns: KnownColumns,
  { at, conversation, owner }: { at: SentTime; conversation: string | undefined; owner: SentFields },
): SentEventMapping | null {
  const column = columns.take('rating');
  const scale = column && scaleOf(column, columns);
  if (column === undefined || !scale) return null;
  return {
    type: 'survey.answered',
    id: '{#content}:rating',
    at,
    when: [{ column: column.name, isEmpty: false }],
    fields: {
      ratingId: { template: '{#content}' },
      subject: { constant: 'conversation' },
      scale: { constant: scale.id },
      value: { column: column.name, ...(scale.map && { map: scale.map }) },
      ...(conversation !== undefined && { conversationId: { template: conversation } }),
      ...owner,
      ...customerFields(columns, conversation),
      ...columns.fields({ comment: ['comment'], language: ['language'], link: ['link'] }),
    },
  };
}

interface Scale {
  id: ScaleId;
  map?: Record<string, number>;
}

/**
 * The scale that all answers of a column belong to. Words tell it; of bare numbers only some do: a five says stars, a
 * zero or more than five is 0–10 where the heading says NPS. What is left open is proposed, and must be decided.
 */
function scaleOf({ name, profile }: KnownColumn, columns: KnownColumns): Scale | null {
  const { distinct, scales, more } = profile;
  const shares = more ? null : shareMap(distinct);
  if (shares !== null) return { id: 'smiley3', map: shares };
  const texts = distinct.map((text) => latinDigits(text));
  const numbers = texts.map(Number);
  if (numbers.some(Number.isNaN)) {
    const [known] = scales;
    if (known === undefined) columns.note('scaleUnknown', name, true);
    return known === undefined ? null : { id: known };
  }
  const told = scaleOfHeading(name);
  if (told !== null && scales.includes(told)) return { id: told };
  if (scales.includes('stars5') && numbers.includes(5)) return { id: 'stars5' };
  const possible = (['stars5', 'nps'] as const).find((scale) => scales.includes(scale));
  columns.note(possible === undefined ? 'scaleUnknown' : 'scaleOpen', name, true);
  return possible === undefined ? null : { id: possible };
}

function scaleOfHeading(name: string): ScaleId | null {
  const key = headingKey(name);
  if (/nps|netpromoter|ترویج|مروج/.test(key)) return 'nps';
  if (/ces|effort|جهد|تلاش/.test(key)) return 'ces7';
  return /stars?|نجوم|ستاره/.test(key) ? 'stars5' : null;
}

/** 100 %, 50 % and 0 %, as some reports print satisfied, neutral and unsatisfied. */
function shareMap(distinct: readonly string[]): Record<string, number> | null {
  const values = distinct.map((text) => /^(100|50|0) ?[%٪]$/.exec(latinDigits(text))?.[1]);
  if (values.length === 0 || values.includes(undefined)) return null;
  return Object.fromEntries(distinct.map((text, i) => [text, Number(values[i]) / 50 + 1]));
}
