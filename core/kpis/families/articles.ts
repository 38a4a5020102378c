import { measuresOf } from '../algebra.ts';
import { type Kpi, withSpread } from '../kpi.ts';

const reading = measuresOf('articleRead');
const search = measuresOf('articleSearch');

const opened = { opened: true } as const;
const voted = { vote: { oneOf: ['up', 'down'] } } as const;
/** Whether somebody read is known where both his time and what he saw were told. */
const readingKnown = { activeMs: { measured: true }, scrollShare: { measured: true } } as const;

/** The help centre: what is opened, whether it is read, liked and found. */
export const articleKpis: readonly Kpi[] = [
  { id: 'articleOpens', unit: 'count', better: 'none', fact: 'articleRead', measure: reading.count(opened) },
  {
    id: 'articleVisitors',
    unit: 'count',
    better: 'none',
    fact: 'articleRead',
    measure: reading.distinct('visitorKey', opened),
  },
  { id: 'articleReads', unit: 'count', better: 'higher', fact: 'articleRead', measure: reading.count({ read: true }) },
  {
    id: 'articleReadShare',
    unit: 'share',
    better: 'higher',
    fact: 'articleRead',
    measure: reading.share({ read: true }, readingKnown),
  },
  ...withSpread({
    id: 'articleReadTime',
    unit: 'seconds',
    better: 'none',
    fact: 'articleRead',
    measure: reading.mean('activeMs'),
  }),
  ...withSpread({
    id: 'articleReadTimeShare',
    unit: 'share',
    better: 'higher',
    fact: 'articleRead',
    measure: reading.mean('readTimeShare'),
  }),
  {
    id: 'articleTooShortShare',
    unit: 'share',
    better: 'lower',
    fact: 'articleRead',
    measure: reading.share({ tooShort: true }, { readTimeShare: { measured: true } }),
  },
  { id: 'articleVotes', unit: 'count', better: 'none', fact: 'articleRead', measure: reading.count(voted) },
  {
    id: 'articleVotedUpShare',
    unit: 'share',
    better: 'higher',
    fact: 'articleRead',
    measure: reading.share({ vote: 'up' }, voted),
  },
  { id: 'articleSearches', unit: 'count', better: 'none', fact: 'articleSearch', measure: search.count() },
  {
    id: 'searchesWithoutResult',
    unit: 'count',
    better: 'lower',
    fact: 'articleSearch',
    measure: search.count({ withoutResult: true }),
  },
  {
    id: 'searchesWithoutResultShare',
    unit: 'share',
    better: 'lower',
    fact: 'articleSearch',
    measure: search.share({ withoutResult: true }, { results: { measured: true } }),
  },
];
