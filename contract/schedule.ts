import { z } from 'zod';
import { weekdays } from '../core/calendar/schedules.ts';

/** A day written as year, month and day: `2026-03-21`, `1447-09-01`; it is read where its calendar is known. */
export const date = z.string().min(1).max(20);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const endTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Shifts of a day; several where it is split. */
export const shifts = z
  .array(z.strictObject({ from: time, to: endTime }))
  .max(12)
  .readonly();

/** Shifts by weekday; a day that is left out is free. */
export const week = z.partialRecord(z.enum(weekdays), shifts);
