/** Lengths in characters (Unicode code points); `extra` is the length of its JSON. */
export const eventLimits = {
  id: 200,
  label: 200,
  name: 500,
  url: 4_000,
  text: 200_000,
  tags: 50,
  teamIds: 100,
  extra: 65_536,
  depth: 32,
  revision: 4_294_967_295,
} as const;

/** What one request to `POST /api/v1/events` may bring; bytes are counted after decompression. */
export const requestLimits = { events: 10_000, bytes: 16 * 1024 * 1024 } as const;

/** What a refused field broke; each has its words under `invalidEvent` in the locales' errors. */
export const eventRules = [
  'text',
  'number',
  'wholeNumber',
  'range',
  'boolean',
  'list',
  'object',
  'choice',
  'time',
  'day',
  'blank',
  'tooLong',
  'tooMany',
  'tooDeep',
  'tooLarge',
  'json',
  'encoding',
  'row',
  'rowTooLong',
  'unclosedQuote',
  'duration',
  'date',
  'ambiguousDate',
] as const;
export type EventRule = (typeof eventRules)[number];
