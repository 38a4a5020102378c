/** How long a workspace keeps what it holds of people, class by class. Figures are kept for ever. */
export interface RetentionPeriods {
  /** What was said in conversations, with links and fields that we do not know; by when it was said. */
  transcriptMonths: number;
  /** Names, phones, addresses and ids of customers; by the last that they did. */
  contactMonths: number;
  /** Comments on ratings; by when they were given. */
  commentMonths: number;
  /** Refused events; by receipt. The engine keeps none for longer than 30 days. */
  deadLetterDays: number;
  /** Who did what in the workspace. */
  auditMonths: number;
}

export const defaultRetention: RetentionPeriods = {
  transcriptMonths: 12,
  contactMonths: 24,
  commentMonths: 36,
  deadLetterDays: 30,
  auditMonths: 24,
};

export const retentionClasses = ['transcripts', 'contactDetails', 'comments', 'deadLetters', 'audit'] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/**
 * Start of the UTC day (epoch ms) before which a class is kept no longer. Whole days, so that a night's work is the same whenever
 * it runs. A month that lacks the day ends with its last.
 */
export function keptSince(periods: RetentionPeriods, now: number): Record<RetentionClass, number> {
  return {
    transcripts: monthsBefore(now, periods.transcriptMonths),
    contactDetails: monthsBefore(now, periods.contactMonths),
    comments: monthsBefore(now, periods.commentMonths),
    deadLetters: dayStart(now) - periods.deadLetterDays * msPerDay,
    audit: monthsBefore(now, periods.auditMonths),
  };
}

const msPerDay = 86_400_000;

function dayStart(at: number): number {
  return Math.floor(at / msPerDay) * msPerDay;
}

function monthsBefore(now: number, months: number): number {
  const today = new Date(now);
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth() - months, today.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, lastOfMonth));
}
