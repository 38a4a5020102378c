import { expect, test } from 'vitest';
import type { ImportPorts } from '../server/services/imports/ports.ts';
import { workOnImports } from '../server/services/imports/work-on-imports.ts';
import { useApp } from './support/app.ts';
import { satisfactionReport, useImports } from './support/imports.ts';

const service = useApp();
const {
  started,
  get,
  remove,
  read,
  open,
  send,
  work,
  worked,
  undone,
  uploadsLeft,
  ratings,
  firstResponses,
  comments,
  rowsLeft,
  place,
  ports,
} = useImports(service);

test('takes the events, their words and their figures, and the same file counts as new again', async () => {
  const { id } = await started(satisfactionReport);
  await worked(id);
  await service.pass(1_000);
  expect(await ratings()).toEqual([1, 2, 3]);
  expect(await undone(id)).toMatchObject({ state: 'undone', accepted: 3 });
  expect(await ratings()).toEqual([]);
  expect(await rowsLeft()).toEqual({});
  expect((await get(`/imports/${id}/refused`)).body.trim().split('\r\n')).toHaveLength(1);

  const again = await started(satisfactionReport);
  expect(await worked(again.id)).toMatchObject({ accepted: 3, duplicate: 0 });
  await service.pass(1_000);
  expect(await ratings()).toEqual([1, 2, 3]);
});

test('leaves an event that came by another way too, before or after, words and all', async () => {
  const event = (id: string) => ({
    id,
    source: 'import',
    type: 'survey.answered',
    at: '2026-01-05T10:00:00Z',
    conversationId: `v-${id}`,
    ratingId: id,
    subject: 'conversation',
    scale: 'stars5',
    value: 4,
    comment: `words of ${id}`,
    history: true,
  });
  const mapping = {
    events: [
      {
        type: 'survey.answered',
        id: '{id}',
        at: { column: 'at' },
        fields: {
          conversationId: { template: 'v-{id}' },
          ratingId: { column: 'id' },
          subject: { constant: 'conversation' },
          scale: { constant: 'stars5' },
          value: { constant: 4 },
          comment: { template: 'words of {id}' },
        },
      },
    ],
  };
  const file = 'id,at\nbefore,2026-01-05T10:00:00Z\nafter,2026-01-05T10:00:00Z\nonly,2026-01-05T10:00:00Z\n';
  await send([event('before')]);
  const { id } = await started(file, { mapping: JSON.stringify(mapping) });
  expect(await worked(id)).toMatchObject({ accepted: 2, duplicate: 1 });
  expect((await send([event('after')])).json()).toMatchObject({ accepted: 0, duplicate: 1 });
  const twin = await started(file, { mapping: JSON.stringify(mapping) });
  expect(await worked(twin.id)).toMatchObject({ accepted: 0, duplicate: 3 });
  await service.pass(1_000);
  expect(await ratings()).toHaveLength(3);

  await undone(id);
  expect(await ratings()).toHaveLength(3);
  await undone(twin.id);
  expect(await ratings()).toHaveLength(2);
  expect(await comments()).toEqual(['words of after', 'words of before']);
});

test('of a text that an import brought and others corrected the correction is shown, and the former where it is undone', async () => {
  const said = (text: string, revision: number) => ({
    id: 'said',
    type: 'message.sent',
    at: '2026-01-05T10:00:00Z',
    conversationId: 'corrected',
    author: 'customer',
    text,
    revision,
  });
  const shown = async () => {
    const { entries } = (await get('/conversations/corrected')).json();
    return entries.map((entry: { text: string | null }) => entry.text);
  };
  const first = await open();
  await send([said('as it was imported', 0)], { 'rida-import': String(first) });
  await send([said('as it was corrected', 1)]);
  await service.pass(1_000);
  expect(await shown()).toEqual(['as it was corrected']);
  const second = await open();
  await send([said('as it was corrected again', 2)], { 'rida-import': String(second) });
  await service.pass(1_000);
  expect(await shown()).toEqual(['as it was corrected again']);
  await undone(second);
  await service.pass(1_000);
  expect(await shown()).toEqual(['as it was corrected']);
});

test('a conversation that other events belong to is folded again without the import’s', async () => {
  const message = (id: string, minute: number, author: string) => ({
    id,
    type: 'message.sent',
    at: `2026-01-05T10:0${minute}:00Z`,
    conversationId: 'talk',
    author,
    ...(author === 'agent' && { agentId: 'a' }),
  });
  await send([message('1', 0, 'customer'), message('2', 5, 'agent')]);
  const imported = await open();
  await send([message('3', 1, 'agent')], { 'rida-import': String(imported) });
  await service.pass(1_000);
  expect(await firstResponses()).toEqual([60_000]);
  await undone(imported);
  expect(await firstResponses()).toEqual([300_000]);
});

test('is noted, may be asked for twice, and ends an import that is still being sent or read', async () => {
  const sending = await open();
  await send([{ id: 'x', type: 'window.expired', at: '2026-01-05T10:00:00Z', conversationId: 'c' }], {
    'rida-import': String(sending),
  });
  expect((await remove(sending)).statusCode).toBe(202);
  expect((await remove(sending)).json().state).toBe('undoing');
  const late = await send([{ id: 'y', type: 'window.expired', at: '2026-01-05T10:00:00Z', conversationId: 'c' }], {
    'rida-import': String(sending),
  });
  expect([late.statusCode, late.json().code]).toEqual([409, 'importNotOpen']);
  const waiting = await started(satisfactionReport);
  await undone(waiting.id);
  expect(await read(waiting.id)).toMatchObject({ state: 'undone', rows: 0 });
  expect(uploadsLeft()).toEqual([]);
  const notes = await service.services.db
    .selectFrom('audit')
    .select(['action', 'subject'])
    .where('workspace_id', '=', place.workspaceId)
    .orderBy('id')
    .execute();
  expect(notes.map(({ action }) => action).slice(1)).toEqual([
    'importStarted',
    'importUndone',
    'importStarted',
    'importUndone',
  ]);
});

test('cut off after any step it goes on, and forgets nothing', async () => {
  const { id } = await started(satisfactionReport);
  await worked(id);
  await service.pass(1_000);
  await remove(id);
  const { warehouse } = service.services;
  let cuts = 0;
  for (let spared = 0; (await read(id)).state === 'undoing' && spared < 40; spared++) {
    let left = spared;
    const spend = () => {
      if (left-- <= 0) throw new Error('cut off');
    };
    const failing: ImportPorts['warehouse'] = {
      ...warehouse,
      async rows(use, statement, params) {
        spend();
        return warehouse.rows(use, statement, params);
      },
      async command(use, statement, params) {
        spend();
        await warehouse.command(use, statement, params);
      },
    };
    await workOnImports(place.workspaceId, { ...ports(), warehouse: failing }).catch(() => cuts++);
    await service.pass(1_000);
  }
  await work();
  expect((await read(id)).state).toBe('undone');
  expect(cuts).toBeGreaterThan(5);
  expect(await ratings()).toEqual([]);
  expect(await rowsLeft()).toEqual({});
});

test('what was under way then is found ten minutes later', async () => {
  const imported = await open();
  const { intake } = service.services;
  const { submit } = intake;
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  intake.submit = async (batch, ticket) => {
    enter();
    await gate;
    return submit(batch, ticket);
  };
  const sending = send(
    [{ id: 'x', type: 'message.sent', author: 'customer', at: '2026-01-05T10:00:00Z', conversationId: 'c' }],
    { 'rida-import': String(imported) },
  );
  await entered;
  await remove(imported);
  await work();
  letGo();
  await sending;
  intake.submit = submit;
  await service.pass(1_000);
  await work();
  expect((await rowsLeft())['events']).toBe(1);
  service.clock.now += 600_000;
  await work();
  await work();
  await service.pass(1_000);
  await work();
  expect([(await read(imported)).state, await rowsLeft()]).toEqual(['undone', {}]);
});
