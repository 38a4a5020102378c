import { expect, test } from 'vitest';
import type { EventBody } from '../events/types.ts';
import { clock, factsOfStreams, type Line } from './testing/history.ts';

const about: EventBody = { visitorKey: 'v' };

function reads(...lines: Line[]) {
  return factsOfStreams('articleRead', lines, about);
}

const opened = (at: string, articleId = 'x', body: EventBody = {}): Line => [
  at,
  'article.opened',
  { articleId, ...body },
];
const left = (at: string, articleId = 'x', body: EventBody = {}): Line => [at, 'article.left', { articleId, ...body }];

/** One opening of an article that should take 100 s, left with what the page told. */
function left100(activeSeconds: number, scrollShare?: number) {
  const told = { activeSeconds, expectedSeconds: 100, ...(scrollShare !== undefined && { scrollShare }) };
  return reads(opened('10:00'), left('10:10', 'x', told))[0]!;
}

test('an opening and what its page told when it was left', () => {
  const told = { activeSeconds: 42.5, expectedSeconds: 85, scrollShare: 0.75 };
  expect(reads(opened('10:00', 'x', { language: 'fa' }), left('10:02', 'x', told))).toEqual([
    {
      openedAt: clock('10:00'),
      source: 'test',
      language: 'fa',
      articleId: 'x',
      visitorKey: 'v',
      opened: true,
      leftAt: clock('10:02'),
      activeMs: 42_500,
      expectedMs: 85_000,
      scrollShare: 0.75,
      readTimeShare: 0.5,
      read: true,
      tooShort: false,
      vote: '',
    },
  ]);
});

test('read is 30 % of the expected time, exactly enough, and half of it seen', () => {
  expect(left100(30, 0.5)).toMatchObject({ read: true, tooShort: false });
  expect(left100(29.999, 0.5)).toMatchObject({ read: false, tooShort: true });
  expect(left100(30, 0.499)).toMatchObject({ read: false, tooShort: false });
  expect(left100(30)).toMatchObject({ read: false, scrollShare: null });
});

test('nothing is read in less than ten seconds, also where the expected time is short or not known', () => {
  const short = (activeSeconds: number, expected: EventBody) =>
    reads(opened('10:00'), left('10:01', 'x', { activeSeconds, scrollShare: 1, ...expected }))[0];
  expect(short(9.999, { expectedSeconds: 20 })).toMatchObject({ read: false, tooShort: false });
  expect(short(10, { expectedSeconds: 20 })).toMatchObject({ read: true });
  expect(short(9.999, {})).toMatchObject({ read: false, tooShort: false, readTimeShare: null });
  expect(short(10, {})).toMatchObject({ read: true, tooShort: false, readTimeShare: null });
  expect(short(10, { expectedSeconds: 0 })).toMatchObject({ read: true, readTimeShare: null });
});

test('who stays longer than expected has spent all of the expected time', () => {
  expect(left100(250, 1)).toMatchObject({ activeMs: 250_000, readTimeShare: 1 });
});

test('the expected time may be told when the article is opened', () => {
  const [row] = reads(opened('10:00', 'x', { expectedSeconds: 40 }), left('10:01', 'x', { activeSeconds: 10 }));
  expect(row).toMatchObject({ expectedMs: 40_000, readTimeShare: 0.25, tooShort: true });
});

test('an opening of which no more is known counts and measures nothing', () => {
  expect(reads(opened('10:00'))).toMatchObject([
    { opened: true, leftAt: null, activeMs: null, readTimeShare: null, read: false, tooShort: false },
  ]);
});

test('a page that tells several times tells more: the greatest time and sight hold', () => {
  expect(
    reads(
      opened('10:00'),
      left('10:01', 'x', { activeSeconds: 20, scrollShare: 0.9 }),
      left('10:03', 'x', { activeSeconds: 35, scrollShare: 0.4 }),
    ),
  ).toMatchObject([{ leftAt: clock('10:03'), activeMs: 35_000, scrollShare: 0.9 }]);
});

test('opened again is another row; what follows belongs to the last opening of its article', () => {
  const rows = reads(
    opened('10:00', 'x'),
    opened('10:01', 'y'),
    left('10:02', 'x', { activeSeconds: 50 }),
    opened('10:05', 'x'),
    left('10:06', 'x', { activeSeconds: 12 }),
    ['10:07', 'article.voted', { articleId: 'x', vote: 'down' }],
    ['10:08', 'article.voted', { articleId: 'x', vote: 'up' }],
  );
  expect(rows.map(({ articleId, activeMs, vote }) => [articleId, activeMs, vote])).toEqual([
    ['x', 50_000, ''],
    ['y', null, ''],
    ['x', 12_000, 'up'],
  ]);
});

test('read over midnight: the opening counts on its day, the reading on the next, neither twice', () => {
  const rows = reads(
    opened('23:59', 'x', { expectedSeconds: 60 }),
    left('+1d 00:01', 'x', { activeSeconds: 90, expectedSeconds: 60, scrollShare: 1 }),
  );
  expect(rows).toMatchObject([
    { openedAt: clock('23:59'), opened: true, read: false, activeMs: null },
    { openedAt: clock('+1d 00:01'), opened: false, read: true, activeMs: 90_000 },
  ]);
});

test('a vote alone is a row, but no opening', () => {
  expect(reads(['10:00', 'article.voted', { articleId: 'x', vote: 'up' }])).toMatchObject([
    { opened: false, read: false, vote: 'up' },
  ]);
});

test('in one instant an article is opened before it is voted on and left', () => {
  const rows = reads(
    left('10:00', 'x', { activeSeconds: 60 }),
    ['10:00', 'article.voted', { articleId: 'x', vote: 'up' }],
    opened('10:00', 'x'),
  );
  expect(rows).toMatchObject([{ opened: true, activeMs: 60_000, vote: 'up' }]);
});

test('every search is a row; none found is known only where the number is', () => {
  const lines: Line[] = [
    ['10:00', 'article.searched', { results: 0, language: 'ar' }],
    ['10:01', 'article.searched', { results: 3, articleId: 'x' }],
    ['10:02', 'article.searched'],
  ];
  expect(factsOfStreams('articleSearch', lines, about)).toEqual([
    row('10:00', { results: 0, withoutResult: true, language: 'ar' }),
    row('10:01', { results: 3, withoutResult: false, articleId: 'x' }),
    row('10:02', { results: null, withoutResult: false }),
  ]);
  expect(reads(...lines)).toEqual([]);
});

function row(at: string, known: Record<string, unknown>) {
  return { searchedAt: clock(at), source: 'test', visitorKey: 'v', language: '', articleId: '', ...known };
}
