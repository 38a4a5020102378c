import { z } from 'zod';
import { mappingSchema } from '../../core/events/mapping/schema.ts';
import { tableKinds } from '../../core/events/mapping/recognise.ts';
import { givenName, idInPath, instant } from '../fields.ts';
import { route } from '../route.ts';
import { refusal } from './events.ts';

/** A file may be this large, packed or not; what it unpacks to has bounds of its own. */
export const importFileBytes = 256 * 1024 ** 2;

const importParams = z.strictObject({ importId: idInPath });

export const importStates = ['sending', 'waiting', 'running', 'done', 'failed', 'undoing', 'undone'] as const;

const importSummary = z
  .object({
    id: z.int(),
    /** The file's name, or what its sender calls it. */
    name: z.string(),
    source: z.string(),
    state: z
      .enum(importStates)
      .describe(
        'sending: a program sends its events. waiting, running: its file is being read. failed: nothing more of it comes ' +
          'in; see `error`. undoing: its events are gone from the log, and figures are made anew.',
      ),
    createdAt: instant,
    createdBy: z.string(),
    finishedAt: instant.nullable(),
    undoneAt: instant.nullable(),
    /** How much of the file is read, 0 to 1; null where there is no file. */
    progress: z.number().min(0).max(1).nullable(),
    /** Rows of the file that are read. */
    rows: z.int(),
    /** accepted + duplicate + refused, always. */
    received: z.int(),
    accepted: z.int(),
    duplicate: z.int(),
    refused: z.int(),
    /** The earliest and the latest event of those that were not refused. */
    firstAt: instant.nullable(),
    lastAt: instant.nullable(),
    /** Why it failed. */
    error: z.object(refusal).nullable(),
  })
  .meta({ id: 'Import' });

const mapping = mappingSchema.meta({ id: 'Mapping' });

/** What the examples are about: a satisfaction report of one answer. */
const report = {
  source: 'reports',
  name: 'ratings.csv',
  file: 'Agent,Date and time,Rating,Comments,Conversation ID\nhuda,2026-11-20 10:00,satisfied,Quick and kind,c7\n',
};

const exampleImport = {
  id: 1,
  name: 'ratings.csv',
  source: 'reports',
  state: 'done',
  createdAt: '2026-11-22T09:00:00.000Z',
  createdBy: 'apiKey:1',
  finishedAt: '2026-11-22T09:00:02.000Z',
  undoneAt: null,
  progress: 1,
  rows: 1,
  received: 1,
  accepted: 1,
  duplicate: 0,
  refused: 0,
  firstAt: '2026-11-20T07:00:00.000Z',
  lastAt: '2026-11-20T07:00:00.000Z',
  error: null,
} as const;

/** Before anything of its file is read. */
const waitingImport = {
  ...exampleImport,
  state: 'waiting',
  finishedAt: null,
  progress: 0,
  rows: 0,
  received: 0,
  accepted: 0,
  firstAt: null,
  lastAt: null,
} as const;

const openedImport = {
  ...waitingImport,
  name: 'helpdesk 2025',
  source: 'helpdesk',
  state: 'sending',
  progress: null,
} as const;

export const inspectFile = route({
  id: 'inspectFile',
  method: 'POST',
  path: '/imports/inspect',
  harmlessToRepeat: true,
  summary:
    'Reads a table (CSV, XLSX) whole and says what it is: its format, what its columns hold, the mapping that is ' +
    'proposed or was sent along, the first ten rows as they would be read, and what is to be decided. Nothing is kept.',
  access: 'events:write',
  body: 'file',
  answer: z.object({
    format: z.union([
      z.object({ kind: z.literal('csv'), encoding: z.string(), delimiter: z.string() }),
      z.object({ kind: z.literal('xlsx'), sheet: z.string(), sheets: z.array(z.string()) }),
    ]),
    rows: z.int(),
    /** Rows that cannot be read, because of their quotes or of their number of cells. */
    brokenRows: z.int(),
    /** null: none that we know. */
    kind: z.enum(tableKinds).nullable(),
    columns: z.array(
      z.object({
        name: z.string(),
        /** What it holds, by its heading; null: not understood. */
        meaning: z.string().nullable(),
        /** The same in the asker's language. */
        meaningName: z.string().nullable(),
        /** Whether the mapping reads it. */
        used: z.boolean(),
      }),
    ),
    /** Send it along with the file, corrected where it is wrong; null where nothing can be proposed. */
    mapping: mapping.nullable(),
    problems: z.array(
      z.object({
        code: z.string(),
        /** Somebody must decide before the file can be read without a mapping. */
        blocking: z.boolean(),
        column: z.string(),
        count: z.int(),
        message: z.string(),
      }),
    ),
    firstRows: z.array(
      z.object({
        line: z.int(),
        cells: z.array(z.string()),
        /** What the row gives, as it would be sent. */
        events: z.array(z.record(z.string(), z.unknown())),
        refused: z.array(z.object(refusal)),
      }),
    ),
  }),
  example: {
    body: report,
    answer: {
      format: { kind: 'csv', encoding: 'utf-8', delimiter: ',' },
      rows: 1,
      brokenRows: 0,
      kind: 'ratings',
      columns: [
        { name: 'Agent', meaning: 'agent', meaningName: 'Employee', used: true },
        { name: 'Date and time', meaning: 'at', meaningName: 'Date and time', used: true },
        { name: 'Rating', meaning: 'rating', meaningName: 'Rating', used: true },
        { name: 'Comments', meaning: 'comment', meaningName: 'Comment', used: true },
        { name: 'Conversation ID', meaning: 'conversation', meaningName: 'Conversation ID', used: true },
      ],
      mapping: null,
      problems: [],
      firstRows: [
        {
          line: 2,
          cells: ['huda', '2026-11-20 10:00', 'satisfied', 'Quick and kind', 'c7'],
          events: [{ id: '4f1d5f5e2a4c9b60:rating', type: 'survey.answered', at: '2026-11-20T07:00:00.000Z' }],
          refused: [],
        },
      ],
    },
  },
});

export const startImport = route({
  id: 'startImport',
  method: 'POST',
  path: '/imports',
  harmlessToRepeat: true,
  summary:
    'Takes a table (CSV, XLSX) in, by the mapping that is sent along or, without one, by what its columns say. ' +
    'Answered when the file is on disk; it is then read row by row, one file of a workspace after the other. A bad row ' +
    'is refused alone. Every event counts as history, and the same file sent again brings nothing twice.',
  access: 'events:write',
  body: 'file',
  answer: importSummary,
  status: 202,
  example: { body: report, answer: waitingImport },
});

export const openImport = route({
  id: 'openImport',
  method: 'POST',
  path: '/imports/open',
  summary:
    'Opens an import whose events a program sends itself, each request to `POST /events` with its number in the header ' +
    '`Rida-Import`, so that all of them can be undone as one.',
  access: 'events:write',
  body: z.strictObject({ name: givenName, source: givenName.default('import') }),
  answer: importSummary,
  status: 201,
  example: { body: { name: 'helpdesk 2025', source: 'helpdesk' }, answer: openedImport },
});

export const endImport = route({
  id: 'endImport',
  method: 'POST',
  path: '/imports/{importId}/end',
  summary: 'Ends an import that a program has sent; it takes no more events.',
  access: 'events:write',
  params: importParams,
  answer: importSummary,
  example: { params: { importId: '1' }, answer: exampleImport },
});

export const listImports = route({
  id: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: 'Imports, the newest first.',
  access: 'ingest:read',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({ imports: z.array(importSummary), nextCursor: z.string().nullable() }),
  example: { query: { limit: 20 }, answer: { imports: [exampleImport], nextCursor: null } },
});

export const readImport = route({
  id: 'readImport',
  method: 'GET',
  path: '/imports/{importId}',
  summary: 'One import: how far it is and what came of it.',
  access: 'ingest:read',
  params: importParams,
  answer: importSummary,
  example: { params: { importId: '1' }, answer: exampleImport },
});

export const readRefusedRows = route({
  id: 'readRefusedRows',
  method: 'GET',
  path: '/imports/{importId}/refused',
  summary:
    'The refused rows of a file as CSV (UTF-8 with a byte order mark): all their cells, the line, and the reason in the ' +
    'asker’s language. Corrected, it can be imported as it is.',
  access: 'ingest:replay',
  params: importParams,
  answer: z.string(),
  produces: 'text/csv',
  example: {
    params: { importId: '1' },
    answer:
      '\ufeffAgent,Date and time,Rating,Line,Reason of refusal\r\nhuda,soon,5,7,“soon” in “Date and time” cannot be read as a date.\r\n',
  },
});

export const undoImport = route({
  id: 'undoImport',
  method: 'DELETE',
  path: '/imports/{importId}',
  summary:
    'Undoes a whole import: its events and what they said of people go, and figures become what they would be without ' +
    'it. An event that came by another way as well stays. Done when the import’s state is `undone`; repeating the call ' +
    'changes nothing.',
  access: 'workspace:admin',
  params: importParams,
  answer: importSummary,
  status: 202,
  example: { params: { importId: '1' }, answer: { ...exampleImport, state: 'undoing' } },
});

export const importRoutes = [
  inspectFile,
  openImport,
  startImport,
  listImports,
  readImport,
  endImport,
  readRefusedRows,
  undoImport,
];
