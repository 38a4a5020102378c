import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventLimits, eventRules, requestLimits } from '../contract/event-limits.ts';
import { customer, eventSchemas, fieldsOf } from '../contract/events.ts';
import { readEvent } from '../contract/read-event.ts';
import { agentStatuses, authors, channels, closers, eventTypes, ratingSubjects } from '../core/events/types.ts';
import { readRating } from '../core/surveys/read-rating.ts';
import { type ScaleId, scaleIds } from '../core/surveys/scales.ts';
import { scoreOf } from '../core/surveys/scoring.ts';
import { requiredFields } from './support/sample-events.ts';

const page = readFileSync(new URL('../docs/events.md', import.meta.url), 'utf8');
const common = ['id', 'type', 'at', 'source', 'revision', 'sequence', 'history'];

/** What the page says of a type: its row in a table, or the paragraph that lists it. */
function saysOf(type: string): string {
  const block = page.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${type}\``));
  return block ?? page.split('\n\n').find((paragraph) => paragraph.includes(`\`${type}\``)) ?? '';
}

test.each(eventTypes)('%s is described with every field it has, and none that it has not', (type) => {
  const says = saysOf(type);
  const own = fieldsOf(type).filter((field) => !common.includes(field) && !isOfSection(type, field));
  const missing = own.filter((field) => !says.includes(`\`${field}\``));
  expect(missing).toEqual([]);
  const named = [...says.matchAll(/`([a-zA-Z]+)`/g)].map(([, field]) => field!);
  expect(named.filter((field) => !fieldsOf(type).includes(field) && field !== 'id')).toEqual([]);
});

/** Said once for the whole section: "known by its `conversationId`, required in all of these". */
function isOfSection(type: string, field: string): boolean {
  return field === 'conversationId' && /^(conversation|message|agent\.requested|window)/.test(type);
}

test.each(eventTypes)('%s: what the page says it needs is what the schema needs', (type) => {
  const [, , needs] = saysOf(type).split('|');
  if (needs === undefined) return;
  const required = requiredFields[type].filter((field) => !isOfSection(type, field));
  const said = [...needs.matchAll(/`([a-zA-Z]+)`/g)].map(([, field]) => field!);
  expect(said.toSorted()).toEqual(type === 'conversation.assigned' ? ['agentId', 'teamId'] : required.toSorted());
});

test('common fields, the customer’s fields, every choice, rule and limit are named', () => {
  for (const field of [...common, ...Object.keys(customer.shape), ...eventRules, ...scaleIds])
    expect(page).toContain(`\`${field}\``);
  for (const list of [channels, authors, closers, agentStatuses, ratingSubjects])
    expect(page).toContain(list.join(', '));
  for (const limit of Object.values(eventLimits)) expect(page, String(limit)).toContain(limit.toLocaleString('en'));
  expect(page).toContain(requestLimits.events.toLocaleString('en'));
  expect(page).toContain(`${requestLimits.bytes / 1024 / 1024} MB`);
});

test('the examples are events that are accepted', () => {
  const examples = [...page.matchAll(/```json\n(\[[\s\S]*?\])\n```/g)].flatMap(
    ([, json]) => JSON.parse(json!) as unknown[],
  );
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(readEvent(example, Date.UTC(2026, 11, 1))).toMatchObject({ extra: undefined });
});

test.each(scaleIds.filter((scale) => scale !== 'custom'))(
  'the scores and the labels of %s are what the code gives',
  (scale) => {
    const [, , , labels = '', scores = '', satisfied = ''] = (
      page.split('\n').find((line) => line.startsWith(`| \`${scale}\``)) ?? ''
    ).split('|');
    const least = Number(/\d+/.exec(satisfied)?.[0]);
    expect(scoreOf(scale, least).satisfied && !scoreOf(scale, least - 1).satisfied).toBe(true);
    const shown = scores.includes('…') ? scores.split(/,|…/).slice(0, 2) : scores.split(',');
    expect(shown.map(readScore)).toEqual(shown.map((_, i) => scoreOf(scale, firstValue(scale) + i).score));
    for (const label of labels
      .split(/[·,،…()]|\s(?=[\u{1f300}-\u{1faff}☹])/u)
      .map((each) => each.trim())
      .filter(Boolean)) {
      expect(readRating(scale, label), label).not.toBeNull();
    }
  },
);

function firstValue(scale: ScaleId): number {
  return scale === 'nps' || scale === 'yesNo' ? 0 : 1;
}

function readScore(text: string): number {
  const thirds: Record<string, number> = { '33⅓': 100 / 3, '66⅔': 200 / 3, '16⅔': 100 / 6 };
  return thirds[text.trim()] ?? Number(text);
}

test('every type has a schema and a place on the page', () => {
  expect(Object.keys(eventSchemas)).toEqual([...eventTypes]);
  for (const type of eventTypes) expect(saysOf(type), type).not.toBe('');
});
