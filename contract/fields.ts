import { z } from 'zod';
import { readInstant } from '../core/events/instants.ts';

/** A row's number in a path: digits only, never `01`, `1e3` or a list; within PostgreSQL's integer. */
export const idInPath = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime();

/** A name people give to something: not blank, one line. */
export const givenName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u);

/** An e-mail address that somebody is to have. */
export const newEmail = z
  .string()
  .trim()
  .min(3)
  .max(254)
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/);

/** Ids of events, as sources name them; '' would be nobody. */
export const givenIds = z.array(z.string().min(1).max(200)).max(200);

/** IANA time zone that the running engine knows. */
export const zone = z
  .string()
  .max(100)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
    } catch {
      return false;
    }
  });

/** An instant in a query: ISO 8601 with an offset, or epoch ms; read as epoch ms. */
export const instantQuery = z
  .string()
  .max(64)
  .transform((written, context) => {
    const read = readInstant(written);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'not_an_instant' });
    return z.NEVER;
  });
