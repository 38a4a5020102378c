import { z } from 'zod';
import { isDate, readInstant } from '../core/events/instants.ts';
import { latinDigits, readNumber } from '../core/language/digits.ts';
import { storableText } from '../core/language/storable.ts';
import { eventLimits, type EventRule } from './event-limits.ts';

/**
 * The kinds of values that events are made of. A custom issue's message is the name of a rule (see
 * `eventRules`), so that every language can say what is wrong.
 */

/** Text as every store can hold it: see `storableText`. */
const string = (longest: number) => z.string().max(longest).overwrite(storableText);

/** A name that a sender gives a thing: anything but blank. */
export const id = string(eventLimits.id).regex(/\S/);
export const label = string(eventLimits.label);
export const name = string(eventLimits.name);
export const text = string(eventLimits.text);
export const url = string(eventLimits.url);

/** A number from `min` to `max`, or a text that says one in the digits of any script. */
export function number(min: number, max: number, whole: boolean) {
  return z
    .union([z.number(), z.string().max(40)], { error: 'number' satisfies EventRule })
    .transform((written, context) => {
      const value = typeof written === 'number' ? written : readNumber(written);
      if (value === null) return refuse(context, 'number');
      if (whole && !Number.isSafeInteger(value)) return refuse(context, 'wholeNumber');
      // `+ 0` makes 0 of −0, which no store tells apart.
      return value < min || value > max ? refuse(context, 'range', { min, max }) : value + 0;
    });
}

function refuse(context: z.RefinementCtx, rule: EventRule, params: Record<string, number> = {}): never {
  context.addIssue({ code: 'custom', message: rule, params });
  return z.NEVER;
}

/** A time as senders write it; read as epoch ms. */
export const instant = z
  .union([z.string().max(64), z.number()], { error: 'time' satisfies EventRule })
  .transform((written, context) => readInstant(written) ?? refuse(context, 'time'));

/** A day of the calendar, `2026-11-22`, in digits of any script. */
export const businessDay = z
  .string()
  .max(20)
  .transform((written, context) => {
    const day = latinDigits(written);
    const [year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).slice(1).map(Number);
    return isDate(year ?? 0, month ?? 0, date ?? 0) ? day : refuse(context, 'day');
  });

/** A length of time of up to a year. */
export const seconds = number(0, 31_536_000, false);
