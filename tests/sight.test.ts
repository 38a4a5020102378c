import { beforeAll, describe, expect, it } from 'vitest';
import { RidaError } from '../core/errors.ts';
import { type DataClass, type Extent, type Sight } from '../core/people/roles.ts';
import type { Context } from '../server/context.ts';
import { readConversation } from '../server/services/conversations/read.ts';
import { listSatisfactionRows } from '../server/services/ratings/list.ts';
import { listCustomerService, type SessionsQuery } from '../server/services/sessions/list.ts';
import { useApp } from './support/app.ts';
import { contextOf, sightOf } from './support/context.ts';
import { send, toldConversations } from './support/told-conversations.ts';

/** What each sight shows of rows and conversations, and what searching may tell: asked of the services themselves. */
const test = useApp();
let workspaceId = 0;

beforeAll(async () => {
  workspaceId = await test.workspace('Sight');
  await send(test, await test.key(workspaceId), toldConversations);
});

const as = (sight?: Sight) => contextOf(test, workspaceId, sight);
const november = { from: '2026-11-01', to: '2026-11-30' };
const everyRow = {
  ...november,
  periodBy: 'startedAt',
  kind: ['agent', 'outbound', 'bot'],
  order: 'asc',
  limit: 500,
} as const satisfies SessionsQuery;

const rowsFor = (context: Context, q?: string) => listCustomerService({ ...everyRow, q }, context);
const ratingsFor = (context: Context, more: { q?: string; hasComment?: boolean } = {}) =>
  listSatisfactionRows(
    { ...november, periodBy: 'ratedAt', attribute: 'rated', order: 'asc', limit: 500, ...more },
    context,
  );
const openFor = (context: Context, conversationId: string) =>
  readConversation({ conversationId, kind: 'conversation', limit: 200 }, context);

/** Nothing is seen of any class but these. */
function only(
  extents: Partial<Record<DataClass, Extent>>,
  whose: Partial<Pick<Sight, 'teamIds' | 'agentIds'>> = {},
): Sight {
  const nothing = {
    customerNames: 'nothing',
    contactDetails: 'nothing',
    comments: 'nothing',
    transcripts: 'nothing',
    namedRatings: 'nothing',
    othersFigures: 'everything',
  } as const;
  return { sees: { ...nothing, ...extents }, teamIds: [], agentIds: [], ...whose };
}

describe('each class of data, by itself', () => {
  it.each<[DataClass, string[]]>([
    ['customerNames', ['customerName']],
    ['contactDetails', ['phone', 'email']],
    ['transcripts', ['url']],
    ['namedRatings', ['rating']],
    ['comments', []],
  ])('%s shows %j of a row, and every other such field is null and said to be withheld', async (data, fields) => {
    const { rows } = await rowsFor(await as(only({ [data]: 'everything' })));
    const row = rows.find(({ conversationId }) => conversationId === 'c1');
    const all = ['customerName', 'phone', 'email', 'url', 'rating'] as const;
    for (const field of all) expect([field, row?.[field] !== null]).toEqual([field, fields.includes(field)]);
    expect(row?.withheld).toEqual(all.filter((field) => !fields.includes(field)));
  });

  it.each<[DataClass, string[]]>([
    ['customerNames', ['customerName']],
    ['contactDetails', ['phone', 'email']],
    ['comments', ['comment']],
    ['transcripts', ['url']],
  ])('%s shows %j of a rating', async (data, fields) => {
    const { rows } = await ratingsFor(await as(only({ namedRatings: 'everything', [data]: 'everything' })));
    const row = rows.find(({ ratingId }) => ratingId === 'r1');
    const all = ['customerName', 'phone', 'email', 'url', 'comment'] as const;
    for (const field of all) expect([field, row?.[field] !== null]).toEqual([field, fields.includes(field)]);
    expect(row?.withheld).toEqual(all.filter((field) => !fields.includes(field)));
  });

  it.each<Extent>(['nothing', 'byPolicy'])(
    'ratings of which one sees %s are not listed, not even counted',
    async (extent) => {
      const page = await ratingsFor(await as(only({ namedRatings: extent, comments: 'everything' })));
      expect([page.n, page.rows, page.listed]).toEqual([0, [], 'nothing']);
    },
  );

  it('masked texts name nobody, and a masked answer needs the sight of ratings too', async () => {
    const key = await test.key(workspaceId);
    const at = (minute: number) => new Date(Date.UTC(2026, 9, 21, 6, minute)).toISOString();
    await send(test, key, [
      {
        id: 'k0',
        type: 'conversation.started',
        at: at(0),
        conversationId: 'masked',
        channel: 'web',
        customer: { id: 'u1' },
      },
      {
        id: 'k1',
        type: 'message.sent',
        at: at(1),
        conversationId: 'masked',
        author: 'customer',
        messageId: 'k1',
        text: 'أنا أحمد، رقمي 0501234567',
      },
    ]);
    const { entries, conversation } = await openFor(
      await as(only({ transcripts: 'masked', comments: 'masked' })),
      'masked',
    );
    expect(entries.at(-1)).toMatchObject({ textState: 'masked', text: expect.stringContaining('•••') });
    expect(entries.at(-1)?.text).not.toMatch(/أحمد|0501234567/);
    expect(conversation.customerName).toBeNull();
    const { ratings } = await openFor(await as(only({ transcripts: 'masked', comments: 'masked' })), 'c1');
    expect(ratings).toMatchObject([{ rating: null, comment: 'خدمةٌ ممتازة', withheld: ['rating'] }]);
  });

  it('an answer inside a transcript obeys what is seen of ratings, and words after it what is seen of comments', async () => {
    const texts = async (sight: Sight) =>
      (await openFor(await as(sight), 'c1')).entries.slice(-2).map(({ text }) => text);
    expect(await texts(only({ transcripts: 'everything' }))).toEqual([null, null]);
    expect(await texts(only({ transcripts: 'everything', namedRatings: 'everything' }))).toEqual(['راضٍ', null]);
    expect(await texts(only({ transcripts: 'everything', comments: 'everything' }))).toEqual([null, 'وسريعة']);
    expect(await texts(only({ comments: 'everything', namedRatings: 'everything' }))).toEqual([null, 'وسريعة']);
  });
});

describe('whose rows', () => {
  it.each<[string, Sight, (string | null)[]]>([
    ['an owner sees all', sightOf('owner', {}), ['c1', 'c1', 'c2', 'c3', 'c4', 'c5', null]],
    ['an analyst sees all', sightOf('analyst', {}), ['c1', 'c1', 'c2', 'c3', 'c4', 'c5', null]],
    ['a supervisor his teams’', sightOf('supervisor', { teamIds: ['t2'] }), ['c5']],
    ['a supervisor his own too', sightOf('supervisor', { teamIds: ['t2'], agentIds: ['a1'] }), ['c1', 'c3', 'c5']],
    ['a supervisor of nothing nothing', sightOf('supervisor', {}), []],
    ['an employee his own', sightOf('employee', { agentIds: ['a2'] }), ['c1', null]],
    ['one with two ids both', sightOf('employee', { agentIds: ['a1', 'b1'] }), ['c1', 'c3', 'c5']],
    ['nobody is nobody’s', sightOf('employee', { agentIds: [''] }), []],
  ])('%s', async (_name, sight, expected) => {
    const { rows, n } = await rowsFor(await as(sight));
    expect(rows.map(({ conversationId }) => conversationId)).toEqual(expected);
    expect(n).toBe(expected.length);
  });

  it('a conversation that is not one’s own is not found, like one that is not there', async () => {
    const employee = await as(sightOf('employee', { agentIds: ['b1'] }));
    const refusals = await Promise.all(
      ['c1', 'c2', 'none'].map((id) => openFor(employee, id).catch((error: unknown) => error)),
    );
    for (const refusal of refusals) expect(refusal).toEqual(new RidaError('notFound'));
    expect((await openFor(employee, 'c5')).entries.length).toBeGreaterThan(0);
  });

  it('an employee reads what was said and who the customer is, and neither rating nor comment', async () => {
    const { conversation, ratings, entries } = await openFor(await as(sightOf('employee', { agentIds: ['a1'] })), 'c1');
    expect(conversation).toMatchObject({ customerName: 'أحمد العتيبي', phone: '+966501234567', withheld: [] });
    expect(ratings).toMatchObject([{ rating: null, comment: null, withheld: ['rating', 'comment'] }]);
    expect(entries.slice(-2).map(({ textState }) => textState)).toEqual(['withheld', 'withheld']);
    expect(JSON.stringify(entries)).not.toMatch(/"(value|score|scale|ratingId)"/);
  });

  it('sessions of other teams in the same conversation stay closed', async () => {
    const key = await test.key(workspaceId);
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 8, minute)).toISOString();
    const common = { conversationId: 'shared', type: 'message.sent' };
    await send(test, key, [
      { ...common, id: 'h0', at: at(0), author: 'customer', messageId: 'h0', text: 'for the first' },
      { id: 'h1', at: at(1), conversationId: 'shared', type: 'conversation.assigned', agentId: 'x1', teamId: 'first' },
      { id: 'h2', at: at(2), conversationId: 'shared', type: 'conversation.closed', by: 'agent', agentId: 'x1' },
      {
        id: 'h3',
        at: at(30),
        conversationId: 'shared',
        type: 'conversation.assigned',
        agentId: 'x2',
        teamId: 'second',
      },
      { ...common, id: 'h4', at: at(31), author: 'customer', messageId: 'h4', text: 'for the second' },
    ]);
    const { entries } = await openFor(await as(sightOf('supervisor', { teamIds: ['second'] })), 'shared');
    expect(
      entries.flatMap(({ type, text, textState }) => (type === 'message.sent' ? [[text, textState]] : [])),
    ).toEqual([
      [null, 'withheld'],
      ['for the second', 'shown'],
    ]);
  });
});

describe('searching tells nothing that is withheld', () => {
  const words = {
    name: 'احمد العتيبي',
    phone: '0501234567',
    text: 'refund',
    comment: 'ممتازة',
    topic: 'استرجاع',
    id: 'c1',
  };
  it.each<[Partial<Record<DataClass, Extent>>, (keyof typeof words)[]]>([
    [{}, ['topic', 'id']],
    [{ customerNames: 'everything' }, ['name', 'topic', 'id']],
    [{ contactDetails: 'everything' }, ['phone', 'topic', 'id']],
    [{ transcripts: 'everything' }, ['text', 'topic', 'id']],
    [{ comments: 'everything' }, ['comment', 'topic', 'id']],
    [{ transcripts: 'masked', comments: 'masked', customerNames: 'masked' }, ['topic', 'id']],
    [
      { customerNames: 'ownTeams', contactDetails: 'ownTeams', transcripts: 'oneself', comments: 'oneself' },
      ['topic', 'id'],
    ],
  ])('with %j only %j finds', async (extents, finding) => {
    const context = await as(only(extents));
    for (const [what, q] of Object.entries(words)) {
      expect([what, (await rowsFor(context, q)).n > 0]).toEqual([what, finding.includes(what as keyof typeof words)]);
    }
  });

  it('one finds in one’s own rows alone', async () => {
    const found = async (sight: Sight, q: string) =>
      (await rowsFor(await as(sight), q)).rows.map(({ conversationId }) => conversationId);
    expect(await found(sightOf('supervisor', { teamIds: ['t1'] }), '0501112222')).toEqual([]);
    expect(await found(sightOf('supervisor', { teamIds: ['t2'] }), '0501112222')).toEqual(['c5']);
    expect(await found(sightOf('employee', { agentIds: ['a2'] }), 'refund')).toEqual(['c1']);
    expect(await found(sightOf('employee', { agentIds: ['a2'] }), 'ممتازة')).toEqual([]);
  });

  it('whether there is a comment is told only to who may read it', async () => {
    const blind = await as(only({ namedRatings: 'everything' }));
    expect([
      (await ratingsFor(blind)).n,
      (await ratingsFor(blind, { hasComment: true })).n,
      (await ratingsFor(blind, { hasComment: false })).n,
      (await ratingsFor(blind, { q: 'ممتازة' })).n,
    ]).toEqual([2, 0, 0, 0]);
  });
});
