import { measuresOf, ratio } from '../algebra.ts';
import { type Kpi, withSpread } from '../kpi.ts';

const { count, mean, share } = measuresOf('issue');
const contact = measuresOf('contact');
const duplicate = measuresOf('duplicate');

const fact = 'issue';
/** How many contacts an issue took is known once it is resolved and its quiet days are over. */
const settled = { resolvedAt: { measured: true }, provisional: false } as const;

/** What customers came for, however often they had to come for it. */
export const issueKpis: readonly Kpi[] = [
  { id: 'issues', unit: 'count', better: 'none', fact, measure: count() },
  ...withSpread({
    id: 'contactsToResolution',
    unit: 'times',
    better: 'lower',
    fact,
    measure: mean('contacts', settled),
  }),
  ...withSpread({
    id: 'callsToResolution',
    unit: 'times',
    better: 'lower',
    fact,
    measure: mean('calls', { ...settled, called: true }),
  }),
  {
    id: 'firstContactResolutionShare',
    unit: 'share',
    better: 'higher',
    fact,
    measure: share({ firstContactResolved: true }, settled),
  },
  { id: 'duplicates', unit: 'count', better: 'lower', fact: 'duplicate', measure: duplicate.count() },
  // Only a known customer's conversation can be seen to repeat another.
  {
    id: 'duplicatesShare',
    unit: 'share',
    better: 'lower',
    fact: 'duplicate',
    measure: ratio(duplicate.term('rows'), contact.term('rows', { call: false, reopening: false })),
  },
];
