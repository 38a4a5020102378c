import type { FactName } from '../sessions/facts.ts';

/** Dimensions that a fact has where it has a column for them. */
export const columnDimensions = [
  'agent',
  'team',
  'channel',
  'inbox',
  'topic',
  'tag',
  'campaign',
  'language',
  'source',
  'kind',
  'outcome',
  'endReason',
  'closedBy',
  'status',
  'dialled',
  'subject',
  'scale',
  'ratingValue',
  'survey',
  'owner',
  'site',
  'terminal',
  'service',
  'counter',
  'article',
  'network',
] as const;
export type ColumnDimension = (typeof columnDimensions)[number];

/**
 * Dimensions that every fact has, for each of its rows is placed by an instant: what the clock of the
 * question's zone shows then. Both together are hour × weekday. An hour that the clock shows twice counts
 * all it saw; one that it skips saw nothing.
 */
export const clockDimensions = ['weekday', 'hourOfDay'] as const;
export type ClockDimension = (typeof clockDimensions)[number];

/** What a figure can be asked by, or filtered on. */
export const dimensions = [...columnDimensions, ...clockDimensions] as const;
export type Dimension = (typeof dimensions)[number];

/** weekday: 1 = Monday … 7 = Sunday · hourOfDay: 0 … 23. */
export const clockValues: Readonly<Record<ClockDimension, readonly string[]>> = {
  weekday: numbers(1, 7),
  hourOfDay: numbers(0, 23),
};

function numbers(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

/** More values of one dimension than this no filter names. */
export const maxFilterValues = 500;

export function isClockDimension(dimension: Dimension): dimension is ClockDimension {
  return clockDimensions.some((each) => each === dimension);
}

/** Dimensions whose values are numbers, and are put in order as such. */
export const numericDimensions: readonly Dimension[] = [...clockDimensions, 'ratingValue'];

const about = {
  channel: 'channel',
  inbox: 'inbox',
  topic: 'topic',
  tag: 'tags',
  campaign: 'campaign',
  language: 'language',
  source: 'source',
} as const;

const people = { agent: 'agentId', team: 'teamId' } as const;

const rated = { subject: 'subject', survey: 'surveyId', owner: 'ratedOwner' } as const;

const inHelpCentre = { article: 'articleId', language: 'language', source: 'source' } as const;

/**
 * The column that holds a dimension, by fact. A fact without the dimension answers null (`notByThis`),
 * never the figure of everything. A row with several tags counts under each of them.
 */
export const dimensionColumns: Readonly<Record<FactName, Partial<Record<ColumnDimension, string>>>> = {
  session: { ...about, ...people, kind: 'kind', endReason: 'endReason' },
  assignment: { ...about, ...people, outcome: 'outcome' },
  turn: { ...about, ...people },
  conversation: about,
  closure: { ...about, ...people, closedBy: 'closedBy' },
  rating: {
    ...about,
    ...people,
    ...rated,
    scale: 'scale',
    ratingValue: 'value',
    site: 'siteId',
    terminal: 'terminalId',
  },
  invitation: { ...about, ...people, ...rated },
  presence: { agent: 'agentId', status: 'status' },
  call: { ...about, ...people, dialled: 'dialled' },
  contact: { ...about, ...people },
  issue: { ...about, ...people },
  duplicate: { ...about, ...people },
  visit: {
    site: 'siteId',
    service: 'service',
    counter: 'counter',
    agent: 'agentId',
    language: 'language',
    source: 'source',
  },
  articleRead: inHelpCentre,
  articleSearch: inHelpCentre,
  mention: { network: 'network', agent: 'agentId', language: 'language', source: 'source' },
};

/** Whether a fact's rows can be told apart by a dimension. */
export function hasDimension(fact: FactName, dimension: Dimension): boolean {
  return isClockDimension(dimension) || dimensionColumns[fact][dimension] !== undefined;
}

/** The instants by which a fact's rows fall into a period, the default first. */
export const periodColumns: Readonly<Record<FactName, readonly [string, ...string[]]>> = {
  session: ['startedAt', 'endedAt'],
  assignment: ['assignedAt', 'endedAt'],
  turn: ['repliedAt'],
  conversation: ['openedAt'],
  closure: ['closedAt'],
  rating: ['answeredAt', 'askedAt', 'closedAt'],
  invitation: ['sentAt'],
  presence: ['at'],
  call: ['queuedAt', 'endedAt'],
  contact: ['openedAt', 'closedAt'],
  issue: ['firstContactAt', 'lastContactAt', 'resolvedAt'],
  duplicate: ['openedAt'],
  visit: ['issuedAt', 'calledAt', 'servedAt', 'leftAt'],
  articleRead: ['openedAt', 'leftAt'],
  articleSearch: ['searchedAt'],
  mention: ['postedAt', 'answeredAt'],
};

/** Other names by which support teams know these instants: a survey is sent when it is asked. */
const otherNames: Readonly<Partial<Record<FactName, Readonly<Record<string, string>>>>> = {
  rating: { ratedAt: 'answeredAt', sentAt: 'askedAt' },
  invitation: { askedAt: 'sentAt' },
};

/** Every name by which a period can be asked for. */
export const periodNames: readonly string[] = [
  ...new Set([...Object.values(periodColumns).flat(), ...Object.values(otherNames).flatMap(Object.keys)]),
];

/** The column that places a fact's rows in the period: the one asked for where the fact has it, else its usual one. */
export function periodColumn(fact: FactName, asked: string | undefined): string {
  return namedPeriodColumn(fact, asked) ?? periodColumns[fact][0];
}

/** The instant of a fact that a name means; null where it has none of that name. */
export function namedPeriodColumn(fact: FactName, asked: string | undefined): string | null {
  const column = asked === undefined ? undefined : (otherNames[fact]?.[asked] ?? asked);
  return periodColumns[fact].find((each) => each === column) ?? null;
}
