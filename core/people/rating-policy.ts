import type { Where } from '../kpis/algebra.ts';
import { type FactName, type FactRow, factColumns } from '../sessions/facts.ts';

/** What an employee learns of the ratings of his own work. */
export const ratingVisibilities = ['hidden', 'aggregated', 'full'] as const;
export type RatingVisibility = (typeof ratingVisibilities)[number];

/** Where ratings are given: of conversations and calls · at terminals and kiosks, of sites, services and employees. */
export const ratingClasses = ['conversations', 'terminals'] as const;
export type RatingClass = (typeof ratingClasses)[number];

/** A workspace's policy on ratings about oneself: by class, and otherwise for a source of its own. */
export interface RatingPolicy extends Readonly<Record<RatingClass, RatingVisibility>> {
  sources: Readonly<Record<string, RatingVisibility>>;
}

export const defaultRatingPolicy: RatingPolicy = { conversations: 'aggregated', terminals: 'hidden', sources: {} };

/** What the policy looks at, of a rating or of the event that gave it; '' for none. */
export type JudgedRating = Pick<FactRow<'rating'>, 'subject' | 'channel' | 'source' | 'terminalId'>;

const terminalSubjects = ['site', 'service', 'employee'];

export function ratingClassOf({ subject, channel, terminalId }: Omit<JudgedRating, 'source'>): RatingClass {
  const isTerminal = terminalId !== '' || channel === 'kiosk' || terminalSubjects.includes(subject);
  return isTerminal ? 'terminals' : 'conversations';
}

/** What an employee whom a rating is about learns of it. */
export function ratingVisibility(policy: RatingPolicy, rating: JudgedRating): RatingVisibility {
  return visibilityOf(policy, ratingClassOf(rating), rating.source);
}

/** The same of every rating of a class and a source. */
export function visibilityOf(policy: RatingPolicy, of: RatingClass, source: string): RatingVisibility {
  const ofSource = Object.hasOwn(policy.sources, source) ? policy.sources[source] : undefined;
  return ofSource ?? policy[of];
}

/**
 * The same for rows of facts, as tests of their columns: those that an employee sees in full pass all tests of
 * one of these. None where nothing is seen in full. A fact without terminals is judged by the rest.
 */
export function fullyVisible(policy: RatingPolicy, fact: FactName): Where[] {
  const bySource = Object.keys(policy.sources);
  const ofOtherSources: Where = bySource.length === 0 ? {} : { source: { noneOf: bySource } };
  const fullSources = bySource.filter((source) => policy.sources[source] === 'full');
  const ofClasses = ratingClasses.filter((each) => policy[each] === 'full').flatMap((each) => rowsOf(each, fact));
  return [
    ...ofClasses.map((where) => ({ ...where, ...ofOtherSources })),
    ...(fullSources.length === 0 ? [] : [{ source: { oneOf: fullSources } }]),
  ];
}

/** The rows of a class of ratings: those that pass all tests of one of these. */
function rowsOf(of: RatingClass, fact: FactName): Where[] {
  const hasTerminal = 'terminalId' in factColumns[fact];
  if (of === 'terminals') {
    const atTerminal: Where[] = hasTerminal ? [{ terminalId: { noneOf: [''] } }] : [];
    return [{ subject: { oneOf: terminalSubjects } }, { channel: 'kiosk' }, ...atTerminal];
  }
  const elsewhere = { subject: { noneOf: terminalSubjects }, channel: { noneOf: ['kiosk'] } };
  return [hasTerminal ? { ...elsewhere, terminalId: '' } : elsewhere];
}
