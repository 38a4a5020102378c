import { describe, expect, test } from 'vitest';
import { inspectFile, listImports } from '../contract/routes/imports.ts';
import { forgetRefusedRows } from '../server/services/imports/forget-refused-rows.ts';
import type { ImportPorts } from '../server/services/imports/ports.ts';
import { workOnImports } from '../server/services/imports/work-on-imports.ts';
import { useApp } from './support/app.ts';
import { satisfactionReport, useImports } from './support/imports.ts';
import { formOf } from './support/uploads.ts';
import { rowsXml, workbookOf } from './support/xlsx.ts';

const service = useApp();
const { bearer, upload, started, get, read, open, send, work, worked, uploadsLeft, ratings, place, ports } =
  useImports(service);

describe('a file', () => {
  test('is inspected: what it is, what is understood, how rows would be read', async () => {
    const answer = await upload(
      '/imports/inspect',
      satisfactionReport,
      { name: 'تقرير.csv' },
      { 'accept-language': 'fa' },
    );
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
    const { id, state } = await started(satisfactionReport);
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
    const rows = satisfactionReport.split('\n').map((line) => line.replaceAll('"', '').split(';').slice(0, 7));
    rows[3] = ['علي', 'الدعم', '1447/03/16 09:05 ص', '+966500000003', 'غير راضٍ', 'بطيء; جدًا', 'c-3'];
    await worked((await started(satisfactionReport)).id);
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
    await workOnImports(place.workspaceId, { ...ports(), intake: stopping, stopping: stop.signal });
    const half = await read(id);
    expect(half).toMatchObject({ state: 'running', rows: 4_000, accepted: 4_000 });
    expect(half.progress).toBeGreaterThan(0.2);
    expect(await worked(id)).toMatchObject({ state: 'done', rows: 5_000, accepted: 5_000, duplicate: 0 });
  });

  test('a batch that was sent and not noted brings nothing twice', async () => {
    const { id } = await started(satisfactionReport);
    const { intake } = service.services;
    const dying: ImportPorts['intake'] = {
      ...intake,
      async submit(batch) {
        await intake.submit(batch);
        throw new Error('the process ends here');
      },
    };
    await expect(workOnImports(place.workspaceId, { ...ports(), intake: dying })).rejects.toThrow('ends here');
    expect(await worked(id)).toMatchObject({ state: 'done', received: 3, rows: 3 });
    await service.pass(1_000);
    expect(await ratings()).toEqual([1, 2, 3]);
  });

  test('one file of a workspace after the other, in their order', async () => {
    const [first, second] = [await started(satisfactionReport), await started('Agent ID,Agent name\na,b\n')];
    await work();
    expect([(await read(first.id)).state, (await read(second.id)).state]).toEqual(['done', 'waiting']);
    await work();
    expect((await read(second.id)).state).toBe('done');
  });

  test('whose upload is gone fails and says so', async () => {
    const { id } = await started(satisfactionReport);
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

  test('are kept as long as dead letters, their number for ever', async () => {
    const { id } = await started(broken, { mapping: JSON.stringify(mapping) });
    await worked(id);
    const { db } = service.services;
    const linesAfter = async (days: number) => {
      await forgetRefusedRows(db, service.clock.now + days * 86_400_000);
      return (await get(`/imports/${id}/refused`)).body.trimEnd().split('\r\n').length;
    };
    expect([await linesAfter(29), await linesAfter(31)]).toEqual([5, 1]);
    expect(await read(id)).toMatchObject({ refused: 4 });
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
      headers: { authorization: `Bearer ${place.key}`, 'content-type': 'text/csv' },
      payload: 'a\n1\n',
    });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'unsupportedMediaType']);
    const { headers, payload } = formOf('a\n1\n');
    const cut = await service.ask({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { authorization: `Bearer ${place.key}`, ...headers },
      payload: payload.subarray(0, -30),
    });
    expect(cut.statusCode).toBe(400);
    const noFile = { payload: Buffer.from('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n--b--\r\n') };
    const without = await service.ask({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { authorization: `Bearer ${place.key}`, 'content-type': 'multipart/form-data; boundary=b' },
      ...noFile,
    });
    expect(without.statusCode).toBe(400);
    expect(uploadsLeft()).toEqual([]);
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
