import { z } from 'zod';
import { eventTypes } from '../types.ts';
import { isTimeZone, timeFormat } from './times.ts';

/**
 * A mapping file: how one row of a table (CSV, XLSX) becomes events. Every row may give several events;
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
    /** How the text is read; numbers may be written with any digits, durations are seconds, `m:ss` or `h:mm:ss`. */
    as: z.enum(['text', 'number', 'duration']).default('text'),
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
    /** `iso`, `auto`, `epochSeconds`, `epochMilliseconds` or a pattern such as `dd/MM/yyyy HH:mm`. */
    format: timeFormat.default('iso'),
    /** The calendar of its year, month and day; of a pattern Gregorian unless named, of `auto` what the year tells. */
    calendar: z.enum(['gregory', 'persian', 'islamic-umalqura']).optional(),
    /** Of `auto`: which number of 03/04/2026 is the day. Where that is open and nothing is said here, a row is refused. */
    order: z.enum(['dayFirst', 'monthFirst']).optional(),
    /** Seconds added to it: columns that hold durations, or plain numbers. */
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
  /** Of CSV; what is not said is detected. */
  delimiter: z.string().min(1).max(4).optional(),
  encoding: z.string().refine(isEncoding, { error: 'unknown encoding' }).optional(),
  /** Of XLSX; default the first sheet that is not hidden. */
  sheet: z.string().min(1).max(100).optional(),
  /** Texts that stand for an empty cell, such as `-`. */
  empty: z.array(z.string().min(1).max(20)).max(20).default([]),
  /** How fractions are written in number columns. */
  decimal: z.enum(['.', ',']).default('.'),
  /** IANA zone of times that name none; default the workspace's. */
  timeZone: z.string().refine(isTimeZone, { error: 'unknown time zone' }).optional(),
  /** Fields of every event; an event's own field of the same name wins. */
  everyEvent: z.record(z.string(), field).default({}),
  events: z.array(event).min(1),
});

export type Mapping = z.output<typeof mappingSchema>;
/** A mapping as it is written. */
export type SentMapping = z.input<typeof mappingSchema>;
/** A mapping that says in which zone times are read: what rows are read with. */
export type ZonedMapping = Mapping & { timeZone: string };
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
