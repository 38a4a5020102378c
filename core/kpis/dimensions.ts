import type { FactName } from '../sessions/facts.ts';

/** What a figure can be asked by, or filtered on. */
export const dimensions = [
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
export type Dimension = (typeof dimensions)[number];

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
export const dimensionColumns: Readonly<Record<FactName, Partial<Record<Dimension, string>>>> = {
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

/** The column that places a fact's rows in the period: the one asked for where the fact has it. */
export function periodColumn(fact: FactName, asked: string | undefined): string {
  const [usual, ...others] = periodColumns[fact];
  return asked !== undefined && others.includes(asked) ? asked : usual;
}
