import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { inspectFile, listImports, readImport } from '../contract/routes/imports.ts';
import type { ImportPorts } from '../server/services/imports/ports.ts';
import { workOnImports, workspacesWithImports } from '../server/services/imports/work-on-imports.ts';
import { useApp } from './support/app.ts';
import { formOf } from './support/uploads.ts';
import { rowsXml, workbookOf } from './support/xlsx.ts';

const service = useApp();
let workspaceId: number;
let key: string;

beforeEach(async () => {
  workspaceId = await service.workspace('imports');
  key = await service.key(workspaceId);
});

const report = [
  'اسم المستخدم;اسم الفريق;التاريخ والوقت;رقم الهاتف;التقييم;التعليقات;معرف المحادثة',
  'هدى;الدعم;1447/03/15 02:30 م;+966500000001;راضٍ;ممتازة;c-1',
  'علي;الدعم;1447/03/16 09:00 ص;+966500000002;عادي;;c-2',
  'علي;الدعم;1447/03/16 09:05 ص;+966500000003;غير راضٍ;"بطيء; جدًا";c-3',
].join('\n');

describe('a file', () => {
  test('is inspected: what it is, what is understood, how rows would be read', async () => {
    const answer = await upload('/imports/inspect', report, { name: 'تقرير.csv' }, { 'accept-language': 'fa' });
    expect(answer.statusCode).toBe(200);
    const found = inspectFile.answer.parse(answer.json());
    expect(found).toMatchObject({
      format: { kind: 'csv', encoding: 'utf-8', delimiter: ';' },
      rows: 3,
      kind: 'ratings',
      problems: [],
      mapping: { timeZone: 'Asia/Riyadh' },
    });
    expect(found.columns[0]).toEqual({ name: 'اسم المستخدم', meaning: 'agent', meaningName: 'اپراتور', used: true });
    expect(found.firstRows[0]?.events[0]).toMatchObject({ type: 'survey.answered', value: 'راضٍ', agentId: 'هدى' });
    expect(uploadsLeft()).toEqual([]);
  });

  test('is imported by what its columns say, and the figures have it', async () => {
    const { id, state } = await started(report);
    expect(state).toBe('waiting');
    expect(await worked(id)).toMatchObject({
      state: 'done',
      rows: 3,
      received: 3,
      accepted: 3,
      duplicate: 0,
      refused: 0,
      progress: 1,
      firstAt: '2025-09-07T11:30:00.000Z',
      lastAt: '2025-09-08T06:05:00.000Z',
    });
    await service.pass(1_000);
    expect(await ratings()).toEqual([1, 2, 3]);
    expect(uploadsLeft()).toEqual([]);
  });

  test('as XLSX gives the same events as as CSV: what came is a duplicate', async () => {
    const rows = report.split('\n').map((line) => line.replaceAll('"', '').split(';').slice(0, 7));
    rows[3] = ['علي', 'الدعم', '1447/03/16 09:05 ص', '+966500000003', 'غير راضٍ', 'بطيء; جدًا', 'c-3'];
    await worked((await started(report)).id);
    const { id } = await started(workbookOf({ sheets: { 'تقرير الرضا': rowsXml(rows) } }), { name: 'r.xlsx' });
    expect(await worked(id)).toMatchObject({ state: 'done', accepted: 0, duplicate: 3 });
    await service.pass(1_000);
    expect(await ratings()).toEqual([1, 2, 3]);
  });

  test('by a mapping that is sent along', async () => {
    const mapping = {
      timeZone: 'UTC',
      events: [
        { type: 'agent.described', id: '{who}', at: { column: 'since' }, fields: { agentId: { column: 'who' } } },
      ],
    };
    const { id } = await started('who,since\na,2026-01-01\nb,soon\n', {
      mapping: JSON.stringify(mapping),
      source: 'hr',
    });
    expect(await worked(id)).toMatchObject({ source: 'hr', accepted: 1, refused: 1 });
  });

  test('a large one is read in batches, and goes on where it was cut off', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `a${i % 7},2026-01-01 10:00,${(i % 5) + 1},c-${i}`);
    const { id } = await started(`Agent,Date,Rating,Conversation ID\n${rows.join('\n')}\n`);
    const stop = new AbortController();
    let batches = 0;
    const { intake } = service.services;
    const stopping: ImportPorts['intake'] = {
      ...intake,
      async submit(batch) {
        if (++batches === 2) stop.abort();
        return intake.submit(batch);
      },
    };
    await workOnImports(workspaceId, { ...ports(), intake: stopping, stopping: stop.signal });
    const half = await read(id);
    expect(half).toMatchObject({ state: 'running', rows: 4_000, accepted: 4_000 });
    expect(half.progress).toBeGreaterThan(0.2);
    expect(await worked(id)).toMatchObject({ state: 'done', rows: 5_000, accepted: 5_000, duplicate: 0 });
  });

  test('a batch that was sent and not noted brings nothing twice', async () => {
    const { id } = await started(report);
    const { intake } = service.services;
    const dying: ImportPorts['intake'] = {
      ...intake,
      async submit(batch) {
        await intake.submit(batch);
        throw new Error('the process ends here');
      },
    };
    await expect(workOnImports(workspaceId, { ...ports(), intake: dying })).rejects.toThrow('ends here');
    expect(await worked(id)).toMatchObject({ state: 'done', received: 3, rows: 3 });
    await service.pass(1_000);
    expect(await ratings()).toEqual([1, 2, 3]);
  });

  test('one file of a workspace after the other, in their order', async () => {
    const [first, second] = [await started(report), await started('Agent ID,Agent name\na,b\n')];
    await work();
    expect([(await read(first.id)).state, (await read(second.id)).state]).toEqual(['done', 'waiting']);
    await work();
    expect((await read(second.id)).state).toBe('done');
  });

  test('whose upload is gone fails and says so', async () => {
    const { id } = await started(report);
    const { file } = await service.services.db
      .selectFrom('imports')
      .select('file')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await service.services.uploads.remove(file ?? '');
    expect(await worked(id)).toMatchObject({ state: 'failed', error: { code: 'importFileGone' }, accepted: 0 });
  });
});

describe('refused rows', () => {
  const broken = [
    'Agent,Date,Rating,Phone,Comment',
    'Ann,2026-01-05 10:00,5,+966500000001,fine',
    'Bob,yesterday,4,+966 50 000 0002,=HYPERLINK("http://x")',
    'Cid,2026-01-05 10:00,9,٠٥٠,"a, ""b"""',
    'Dee,2026-01-05',
    'Eve,2026-01-05 11:00,4,1,"never closed',
    'Fay,2026-01-05 12:00,3,2,ok',
  ].join('\n');
  const mapping = {
    events: [
      {
        type: 'survey.answered',
        id: '{#content}',
        at: { column: 'Date', format: 'auto' },
        fields: {
          ratingId: { template: '{#content}' },
          subject: { constant: 'conversation' },
          scale: { constant: 'stars5' },
          value: { column: 'Rating' },
        },
      },
    ],
  };

  test('stand in a file with their reason, telephone numbers whole and formulas made texts', async () => {
    const { id } = await started(broken, { mapping: JSON.stringify(mapping) });
    expect(await worked(id)).toMatchObject({ state: 'done', rows: 6, accepted: 2, refused: 4 });
    const csv = await get(`/imports/${id}/refused`, { 'accept-language': 'ar' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toContain(`refused-${id}.csv`);
    const lines = csv.body.slice(1).trimEnd().split('\r\n');
    expect(lines[0]).toBe('Agent,Date,Rating,Phone,Comment,السطر,سبب الرفض');
    expect(lines[1]).toMatch(
      /^Bob,yesterday,4,\+966 50 000 0002,"'=HYPERLINK\(""http:\/\/x""\)",3,.*«yesterday» في «Date»/,
    );
    expect(lines[2]).toMatch(/^Cid,2026-01-05 10:00,9,٠٥٠,"a, ""b""",4,/);
    expect(lines[3]).toMatch(/^Dee,2026-01-05,,,,5,/);
    expect(lines[4]).toMatch(/^Eve,.*,6,في هذا الصف علامة اقتباس/);
    expect(lines).toHaveLength(5);
  });

  test('corrected, the file of refused rows can be imported as it is', async () => {
    const sent = { mapping: JSON.stringify(mapping) };
    const { id } = await started(broken, sent);
    await worked(id);
    const csv = (await get(`/imports/${id}/refused`)).body;
    const corrected = csv
      .replace('yesterday', '2026-01-05')
      .replace(',9,', ',2,')
      .replace('Dee,2026-01-05,,', 'Dee,2026-01-05,1,');
    const again = await worked((await started(corrected, sent)).id);
    expect(again).toMatchObject({ state: 'done', refused: 0, accepted: 4 });
  });
});

describe('what cannot be imported says why, at once, and leaves nothing behind', () => {
  test.each([
    ['an empty file', '', {}, 400, 'fileEmpty'],
    ['only a heading', 'Agent,Rating\n', {}, 400, 'fileEmpty'],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0]), {}, 415, 'fileFormatUnknown'],
    ['an archive that is cut off', Buffer.from('PK\x03\x04 and no more'), { name: 'x.xlsx' }, 400, 'fileDamaged'],
    [
      'a table under a wrong name',
      rowsXml([['<']]),
      { name: 'x.xlsx', mapping: '{"events":[]}' },
      400,
      'mappingNotValid',
    ],
    ['a mapping that is no JSON', 'a\n1\n', { mapping: '{' }, 400, 'mappingNotValid'],
    [
      'a sheet that is not there',
      workbookOf({ sheets: { s: rowsXml([['a'], ['1']]) } }),
      { sheet: 't' },
      400,
      'sheetMissing',
    ],
    ['a million columns', `${'x,'.repeat(1_000_000)}x\n1\n`, {}, 413, 'tooManyColumns'],
    [
      'the mapping of another table',
      'a,b\n1,2\n',
      { mapping: '{"events":[{"type":"window.expired","id":"{c}","at":{"column":"d"}}]}' },
      400,
      'columnsMissing',
    ],
  ] as const)('%s', async (_name, file, fields, status, code) => {
    for (const path of ['/imports', '/imports/inspect']) {
      const answer = await upload(path, file, fields);
      expect([path, answer.statusCode, answer.json().code, answer.json().detail]).toEqual([
        path,
        status,
        code,
        expect.any(String),
      ]);
    }
    expect(uploadsLeft()).toEqual([]);
    expect(listImports.answer.parse((await get('/imports')).json()).imports).toEqual([]);
  });

  test('a table that is not understood is asked about before anything is taken', async () => {
    const inspected = await upload('/imports/inspect', 'Date,Rating\n03/04/2026,5\n04/05/2026,4\n');
    expect(inspectFile.answer.parse(inspected.json()).problems).toMatchObject([
      { code: 'dateOrderOpen', blocking: true },
    ]);
    const { id } = await started('Date,Rating\n03/04/2026,5\n04/05/2026,4\n');
    expect(await worked(id)).toMatchObject({ state: 'failed', accepted: 0, error: { code: 'mappingNeeded' } });
  });

  test('a file that turns out damaged at its end brings nothing', async () => {
    const rows = [
      ['Agent', 'Date', 'Rating'],
      ...Array.from({ length: 3_000 }, (_, i) => ['a', '2026-01-01', String((i % 5) + 1)]),
    ];
    const book = workbookOf({
      sheets: { s: '' },
      parts: { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rowsXml(rows)}<row>` },
    });
    const { id } = await started(book, { name: 'x.xlsx' });
    expect(await worked(id)).toMatchObject({ state: 'failed', rows: 0, accepted: 0, error: { code: 'fileDamaged' } });
  });

  test('another body than a form', async () => {
    const answer = await service.ask({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
      payload: 'a\n1\n',
    });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'unsupportedMediaType']);
    const { headers, payload } = formOf('a\n1\n');
    const cut = await service.ask({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { authorization: `Bearer ${key}`, ...headers },
      payload: payload.subarray(0, -30),
    });
    expect(cut.statusCode).toBe(400);
    const noFile = { payload: Buffer.from('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n--b--\r\n') };
    const without = await service.ask({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'multipart/form-data; boundary=b' },
      ...noFile,
    });
    expect(without.statusCode).toBe(400);
    expect(uploadsLeft()).toEqual([]);
  });
});

describe('undoing', () => {
  test('takes the events, their words and their figures, and the same file counts as new again', async () => {
    const { id } = await started(report);
    await worked(id);
    await service.pass(1_000);
    expect(await ratings()).toEqual([1, 2, 3]);
    expect(await undone(id)).toMatchObject({ state: 'undone', accepted: 3 });
    expect(await ratings()).toEqual([]);
    expect(await rowsLeft()).toEqual({});
    expect((await get(`/imports/${id}/refused`)).body.trim().split('\r\n')).toHaveLength(1);

    const again = await started(report);
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
    const waiting = await started(report);
    await undone(waiting.id);
    expect(await read(waiting.id)).toMatchObject({ state: 'undone', rows: 0 });
    expect(uploadsLeft()).toEqual([]);
    const notes = await service.services.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('workspace_id', '=', workspaceId)
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
    const { id } = await started(report);
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
      await workOnImports(workspaceId, { ...ports(), warehouse: failing }).catch(() => cuts++);
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
    intake.submit = async (batch, ticket) => {
      await gate;
      return submit(batch, ticket);
    };
    const sending = send(
      [{ id: 'x', type: 'message.sent', author: 'customer', at: '2026-01-05T10:00:00Z', conversationId: 'c' }],
      {
        'rida-import': String(imported),
      },
    );
    await new Promise((resolve) => setImmediate(resolve));
    await expect.poll(async () => (await read(imported)).state).toBe('sending');
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
});

test('events of an open import are counted with it, and it is ended once', async () => {
  const id = await open();
  const event = { id: 'x', type: 'window.expired', at: '2026-01-05T10:00:00Z', conversationId: 'c' };
  await send([event, event, { id: 'bad' }], { 'rida-import': String(id) });
  const ended = await service.ask({ method: 'POST', url: `/api/v1/imports/${id}/end`, headers: bearer() });
  expect(ended.json()).toMatchObject({
    state: 'done',
    received: 3,
    accepted: 1,
    duplicate: 1,
    refused: 1,
    progress: null,
  });
  for (const unknown of ['999999', '0', 'x', '1,2']) {
    expect((await send([event], { 'rida-import': unknown })).statusCode).toBe(404);
  }
});

test('imports are listed, the newest first, page by page', async () => {
  const ids = [await open(), await open(), await open()];
  const first = listImports.answer.parse((await get('/imports?limit=2')).json());
  expect(first.imports.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  const second = listImports.answer.parse((await get(`/imports?limit=2&cursor=${first.nextCursor}`)).json());
  expect([second.imports.map(({ id }) => id), second.nextCursor]).toEqual([[ids[0]], null]);
});

function bearer(): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

function upload(
  path: string,
  file: string | Buffer,
  fields: Record<string, string> = {},
  more: Record<string, string> = {},
) {
  const { headers, payload } = formOf(file, fields);
  return service.ask({ method: 'POST', url: `/api/v1${path}`, headers: { ...bearer(), ...headers, ...more }, payload });
}

async function started(file: string | Buffer, fields: Record<string, string> = {}) {
  const answer = await upload('/imports', file, fields);
  expect([answer.statusCode, answer.body]).toEqual([202, expect.any(String)]);
  return readImport.answer.parse(answer.json());
}

function get(path: string, headers: Record<string, string> = {}) {
  return service.ask({ method: 'GET', url: `/api/v1${path}`, headers: { ...bearer(), ...headers } });
}

function remove(id: number) {
  return service.ask({ method: 'DELETE', url: `/api/v1/imports/${id}`, headers: bearer() });
}

async function read(id: number) {
  return readImport.answer.parse((await get(`/imports/${id}`)).json());
}

async function open(): Promise<number> {
  const answer = await service.ask({
    method: 'POST',
    url: '/api/v1/imports/open',
    headers: bearer(),
    payload: { name: 'a program' },
  });
  expect(answer.statusCode).toBe(201);
  return answer.json().id;
}

function send(events: unknown[], headers: Record<string, string> = {}) {
  return service.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: { ...bearer(), 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(events),
  });
}

function ports(): ImportPorts {
  return { ...service.services, alone: true, stopping: new AbortController().signal };
}

async function work(): Promise<void> {
  const waiting = await workspacesWithImports(ports());
  if (waiting.includes(workspaceId)) await workOnImports(workspaceId, ports());
}

/** Works until the file is read. */
async function worked(id: number) {
  for (let i = 0; i < 5 && ['waiting', 'running'].includes((await read(id)).state); i++) await work();
  return read(id);
}

/** Undoes an import to the end, folding included. */
async function undone(id: number) {
  expect((await remove(id)).statusCode).toBe(202);
  await work();
  expect((await read(id)).state).toMatch(/undoing|undone/);
  await service.pass(1_000);
  await work();
  return read(id);
}

function uploadsLeft(): string[] {
  return readdirSync(join(service.services.uploads.pathOf('.')));
}

async function column(statement: string): Promise<unknown[]> {
  const rows = await service.services.warehouse.rows<[unknown]>('report', statement, { workspaceId });
  return rows.map(([value]) => value);
}

const own = 'WHERE workspace_id = {workspaceId:UInt32}';

function ratings() {
  return column(`SELECT value FROM ratings FINAL ${own} ORDER BY value`);
}

function firstResponses() {
  return column(`SELECT first_response_ms FROM sessions FINAL ${own} AND kind = 'agent' ORDER BY at`);
}

function comments() {
  return column(`SELECT DISTINCT comment FROM private_events ${own} ORDER BY comment`);
}

/** Rows of the tables that imports write, where there are any. */
async function rowsLeft(): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const table of ['events', 'private_events', 'private_customers', 'names', 'dead_letters']) {
    const [count] = await column(`SELECT count() FROM ${table} ${own}`);
    if (count !== 0) left[table] = Number(count);
  }
  return left;
}
