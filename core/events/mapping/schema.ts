import { z } from 'zod';
import { eventTypes } from '../types.ts';
import { isTimeZone, timeFormat } from './times.ts';

/**
 * A mapping file: how one row of a table (CSV) becomes events. Every row may give several events;
 * each field of an event is a column, a constant or a template with columns. See docs/import.md.
 */
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const field = z
  .strictObject({
    /** The cell of this column; an empty cell leaves the field out. */
    column: z.string().min(1).optional(),
    /** The same value on every row. */
    constant: z.union([scalar, z.array(scalar)]).optional(),
    /** Text with columns in braces, such as `{call_id}:ended`; left out when one of them is empty. */
    template: z.string().min(1).optional(),
    /** How the text is read; numbers may be written with any digits. */
    as: z.enum(['text', 'number']).default('text'),
    /** What each text means; a text that is not listed refuses the event unless `otherwise` is given. */
    map: z.record(z.string(), scalar).optional(),
    otherwise: scalar.optional(),
    /** Splits the text into a list, such as tags separated by `;`. */
    separator: z.string().min(1).optional(),
  })
  .refine((spec) => countGiven(spec.column, spec.constant, spec.template) === 1, {
    error: 'give exactly one of column, constant, template',
  })
  .refine((spec) => spec.map !== undefined || spec.otherwise === undefined, {
    error: 'otherwise needs a map',
  });

const time = z
  .strictObject({
    column: z.string().min(1).optional(),
    template: z.string().min(1).optional(),
    /** `iso`, `epochSeconds`, `epochMilliseconds` or a pattern such as `dd/MM/yyyy HH:mm`. */
    format: timeFormat.default('iso'),
    /** The calendar in which a pattern's year, month and day are written. */
    calendar: z.enum(['gregory', 'persian', 'islamic-umalqura']).default('gregory'),
    /** Seconds added to it: columns that hold seconds, or plain numbers. */
    plusSeconds: z.array(z.union([z.string().min(1), z.number()])).default([]),
  })
  .refine((spec) => countGiven(spec.column, spec.template) === 1, {
    error: 'give exactly one of column, template',
  });

const texts = z.union([z.string(), z.array(z.string()).min(1)]);

const condition = z
  .strictObject({
    column: z.string().min(1),
    is: texts.optional(),
    isNot: texts.optional(),
    isEmpty: z.boolean().optional(),
  })
  .refine((spec) => countGiven(spec.is, spec.isNot, spec.isEmpty) === 1, {
    error: 'give exactly one of is, isNot, isEmpty',
  });

const event = z.strictObject({
  type: z.enum(eventTypes),
  /** Names the event for ever: importing the file again must give the same ids. */
  id: z.string().min(1),
  at: time,
  /** Given only for rows that meet every condition. */
  when: z.array(condition).default([]),
  /** Event field → where it comes from; a dot makes a nested field (`customer.id`). */
  fields: z.record(z.string().regex(/^[A-Za-z][\w]*(\.[A-Za-z][\w]*)?$/), field).default({}),
});

export const mappingSchema = z.strictObject({
  /** Free text for people. */
  about: z.string().optional(),
  delimiter: z.string().min(1).max(4).default(','),
  encoding: z.string().refine(isEncoding, { error: 'unknown encoding' }).default('utf-8'),
  /** How fractions are written in number columns. */
  decimal: z.enum(['.', ',']).default('.'),
  /** IANA zone of times that name none. */
  timeZone: z.string().refine(isTimeZone, { error: 'unknown time zone' }),
  /** Fields of every event; an event's own field of the same name wins. */
  everyEvent: z.record(z.string(), field).default({}),
  events: z.array(event).min(1),
});

export type Mapping = z.output<typeof mappingSchema>;
export type MappingEvent = Mapping['events'][number];
export type MappingField = MappingEvent['fields'][string];
export type MappingTime = MappingEvent['at'];
export type MappingCondition = MappingEvent['when'][number];

function countGiven(...values: unknown[]): number {
  return values.filter((value) => value !== undefined).length;
}

/** Encodings are the labels of the WHATWG Encoding standard; the reader that decodes has the last word. */
function isEncoding(label: string): boolean {
  return /^[a-z0-9_:-]{2,30}$/i.test(label);
}
