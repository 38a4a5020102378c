import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsXml, workbookOf } from '../support/xlsx.ts';
import { type CliResult, runCli, startCli } from '../support/cli.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';

/**
 * Seven calls in the shape of the phone data. By hand: 5 of 7 answered after (10+20+30+60+40)/5 = 32 s,
 * talk (100+200+300+50+150)/5 = 160 s, ratings 5 3 4 1 5: mean 18/5 = 3.6, satisfied 3 of 5.
 * Ann: 3 assigned, 2 completed, 1 missed, mean 4. Bob: 4 assigned, 3 completed, 1 missed, mean 10/3.
 */
const calls = `call_id,agent,started_at,topic,answered,resolved,speed_of_answer_s,talk_s,rating_1_5
c1,Ann,2021-01-04T09:00:00,Streaming,Y,Y,10,100,5
c2,Ann,2021-01-04T10:00:00,Payment,Y,N,20,200,3
c3,Ann,2021-01-05T09:00:00,Payment,N,N,,,
c4,Bob,2021-01-04T11:00:00,Streaming,Y,Y,30,300,4
c5,Bob,2021-01-05T12:00:00,Streaming,Y,Y,60,50,1
c6,Bob,2021-01-06T09:00:00,Payment,N,N,,,
c7,Bob,2021-01-06T10:00:00,Payment,Y,Y,40,150,5
`;
const mapping = 'docs/examples/phonenow-calls.mapping.json';

let directory: string;
let csv: string;
beforeAll(() => {
  directory = makeTestDirectory();
  csv = join(directory, 'calls.csv');
  writeFileSync(csv, calls);
});
afterAll(() => removeTestDirectory(directory));

const dataDirOf = (name: string) => join(directory, name);

describe('asked wrongly', () => {
  const asked: [string, string[], RegExp][] = [
    ['no file', ['import'], /Usage: rida import/],
    ['an unknown option', ['import', 'x.ndjson', '--bogus'], /bogus/],
    ['a table that is not there', ['import', 'x.csv'], /x.csv cannot be read/],
    ['a file that is not there', ['import', 'none.ndjson', '--dry-run'], /none\.ndjson cannot be read/],
    ['a mapping that is none', ['import', 'x.csv', '--mapping', 'package.json'], /cannot be used/],
    ['an unknown language', ['import', 'x.ndjson', '--language', 'de'], /“de”/],
    ['an unknown report', ['report', 'weather'], /agent-performance, satisfaction/],
    ['an unknown grouping', ['report', 'satisfaction', '--by', 'mood'], /--by cannot be “mood”/],
    ['erasing nobody', ['erase'], /Usage: rida erase/],
    ['erasing without a yes', ['erase', 'x'], /--yes/],
    ['keeping without a dry run', ['retention'], /--dry-run/],
    ['a demo command that there is not', ['demo', 'sell'], /demo delete/],
  ];
  test.each(asked)('%s: exit code 2 and what to do, nothing created', async (_, args, words) => {
    const { code, stderr } = await runCli(args, { dataDir: dataDirOf('untouched') });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(words) });
    expect(existsSync(dataDirOf('untouched'))).toBe(false);
  });
});

test('a report where nothing is yet says so, and makes nothing', async () => {
  const { code, stderr } = await runCli(['report', 'satisfaction'], { dataDir: dataDirOf('untouched') });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('nothing here yet') });
  expect(existsSync(dataDirOf('untouched'))).toBe(false);
});

describe('a trial run', () => {
  test('reads the table, prints 20 events as sentences, sends and creates nothing', async () => {
    const { code, stdout } = await runCli(['import', csv, '--mapping', mapping, '--dry-run'], {
      dataDir: dataDirOf('untouched'),
    });
    expect(code).toBe(0);
    const sentences = stdout.split('\n').filter((line) => line.startsWith('Line '));
    expect(sentences).toHaveLength(20);
    expect(sentences[3]).toBe('Line 2: January 4, 2021 at 09:01:50: call c1 ends with Ann, resolved.');
    expect(stdout).toContain('Received 31: accepted 31, duplicate 0, refused 0.');
    expect(existsSync(dataDirOf('untouched'))).toBe(false);
  });

  test('names every refusal with its line, in the language asked for, and ends with 1', async () => {
    const lines = [
      '{"id":"1","type":"message.sent"',
      event(2),
      '{"id":"3","type":"message.liked","at":"2026-01-01T00:00:00Z"}',
    ];
    const options = { dataDir: dataDirOf('untouched'), input: lines.join('\n') };
    const { code, stderr, stdout } = await runCli(['import', '-', '--dry-run', '--language', 'ar'], options);
    expect(code).toBe(1);
    expect(stderr).toMatch(/السطر 1: .+\nالسطر 3: .+/);
    expect(stdout).toContain('المرفوض 2');
  });
});

describe('without a running service', () => {
  test('an import on an empty directory makes all it needs and leaves nothing running', async () => {
    const { code, stdout, stderr } = await runCli(['import', csv, '--mapping', mapping], {
      dataDir: dataDirOf('alone'),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('days counted in UTC') });
    expect(stdout).toContain('Received 31: accepted 31, duplicate 0, refused 0.');
    expect(stdout).toContain('in the figures');
    expect(existsSync(join(dataDirOf('alone'), 'run.json'))).toBe(false);
  });

  test('the same file again changes nothing', async () => {
    const { code, stdout } = await runCli(['import', csv, '--mapping', mapping], { dataDir: dataDirOf('alone') });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Received 31: accepted 31|Received 31: accepted 0, duplicate 31/);
  });

  test('the agent report has the figures that were worked out by hand', async () => {
    const report = await readReport(['agent-performance'], dataDirOf('alone'));
    const ann = report.rows.find(({ agentId }) => agentId === 'Ann');
    const bob = report.rows.find(({ agentId }) => agentId === 'Bob');
    expect(ann).toMatchObject({
      assigned: { value: 3 },
      completed: { value: 2 },
      missed: { value: 1 },
      averageRating: { value: 4, n: 2 },
    });
    expect(bob).toMatchObject({ assigned: { value: 4 }, completed: { value: 3 }, missed: { value: 1 } });
    expect(Number(bob?.averageRating?.value)).toBeCloseTo(10 / 3, 9);
    expect(report.totals).toMatchObject({
      assigned: { value: 7 },
      averageRating: { value: 3.6, n: 5 },
      satisfiedShare: { value: 0.6, n: 5 },
      speedOfAnswer: { value: 32, n: 5 },
      talkTime: { value: 160, n: 5 },
    });
    // Wilson, 3 of 5
    expect(report.totals['satisfiedShare']?.interval?.map((share) => share.toFixed(4))).toEqual(['0.2307', '0.8824']);
  });

  test('the doctor finds it well, facts and all', async () => {
    const { code, stdout } = await runCli(['doctor', '--facts'], { dataDir: dataDirOf('alone') });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('“rating”: 5 rows, all listed') });
  });

  test('killed in mid-import, the same command goes on where it stopped and nothing is missing', async () => {
    const dataDir = dataDirOf('killed');
    const file = join(directory, 'many.ndjson.gz');
    const count = 40_000;
    writeFileSync(file, gzipSync(Array.from({ length: count }, (_, i) => event(i)).join('\n')));
    const child = startCli(['import', file], { dataDir });
    await untilSent(dataDir, 5_000);
    child.kill('SIGKILL');
    await once(child, 'close');

    const { code, stdout, stderr } = await runCli(['import', file], { dataDir });
    expect(stderr).toMatch(/goes on from there/);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Received 40,000') });
    expect(readdirSync(join(dataDir, 'imports'))).toEqual([]);
    const doctor = await runCli(['doctor', '--facts'], { dataDir });
    expect(doctor.stdout).toContain(`“session”: ${(count / 4).toLocaleString('en')} rows, all listed`);
  }, 180_000);
}, 120_000);

describe('with a running service', () => {
  const dataDir = () => dataDirOf('served');
  let service: ReturnType<typeof startCli>;
  beforeAll(async () => {
    service = startCli(['serve', '--empty'], { dataDir: dataDir(), env: { RIDA_LOG: 'error' } });
    await until(() => existsSync(join(dataDir(), 'run.json')));
  }, 120_000);
  afterAll(async () => {
    service.kill('SIGTERM');
    await once(service, 'close');
  }, 60_000);

  const rida = (...args: string[]): Promise<CliResult> => runCli(args, { dataDir: dataDir() });

  test('an import goes through it, and refused lines are written down', async () => {
    const refusedFile = join(directory, 'refused.ndjson');
    writeFileSync(join(directory, 'mixed.csv'), calls.replace('c7,Bob,2021-01-06T10:00:00', 'c7,Bob,yesterday'));
    const { code, stdout, stderr } = await rida(
      'import',
      join(directory, 'mixed.csv'),
      '--mapping',
      mapping,
      '--refused',
      refusedFile,
    );
    expect(stderr).not.toContain('starts one of its own');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('Received 31: accepted 26, duplicate 0, refused 5.'),
    });
    const refused = readFileSync(refusedFile, 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({
      line: 8,
      code: 'invalidEvent',
      raw: expect.stringContaining('c7,Bob,yesterday'),
    });
  });

  test('corrected, the same rows are duplicates and the others come in', async () => {
    const { code, stdout } = await rida('import', csv, '--mapping', mapping);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('Received 31: accepted 5, duplicate 26, refused 0.'),
    });
  });

  test('an import asks by URL and key alone, and waits for no figures that the key may not see', async () => {
    const { url, token } = readRun(dataDir());
    const answer = await fetch(`${url}/api/v1/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'import', scopes: ['events:write'] }),
    });
    const { secret } = (await answer.json()) as { secret: string };
    const env = { RIDA_URL: url, RIDA_API_KEY: secret };
    const sent = await runCli(['import', '-'], { dataDir: dataDirOf('elsewhere'), env, input: event(1) });
    expect({ code: sent.code, stdout: sent.stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('The figures follow'),
    });
    const wrong = await runCli(['import', '-'], {
      dataDir: dataDirOf('elsewhere'),
      env: { ...env, RIDA_API_KEY: 'wrong' },
      input: event(1),
    });
    expect(wrong.code).toBe(1);
  });

  test('a table without a mapping says itself what it holds; what is open is asked about; one call undoes it', async () => {
    const workbook = join(directory, 'calls.xlsx');
    const heading = ['Call ID', 'Agent', 'Date', 'Answered', 'Speed of answer in seconds', 'Talk time', 'Rating'];
    const rows = [
      ['k1', 'Zoe', '25/01/2021 10:00', 'Y', '10', '1:30', '5'],
      ['k2', 'Zoe', '25/01/2021 11:00', 'N', '0', '0', ''],
      ['k3', 'Zoe', 'soon', 'Y', '10', '1:30', '4'],
    ];
    writeFileSync(workbook, workbookOf({ sheets: { Calls: rowsXml([heading, ...rows]) } }));
    const refused = join(directory, 'refused.csv');
    const { code, stdout, stderr } = await rida('import', workbook, '--refused', refused);
    expect(stderr).toContain('The table is read as: Calls.');
    expect(stderr).toContain('“Talk time”: Talk time');
    expect(stderr).toContain('1 cell of “Date” is no date');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('Received 13: accepted 8, duplicate 0, refused 5.'),
    });
    expect(readFileSync(refused, 'utf8').trimEnd().split('\r\n')).toEqual([
      expect.stringContaining('Call ID,Agent,Date'),
      expect.stringMatching(/^k3,Zoe,soon,Y,10,1:30,4,4,“soon” in “Date” cannot be read as a date\.$/),
    ]);
    const before = await readReport(['agent-performance', '--agent', 'Zoe'], dataDir());
    expect(before.totals['assigned']?.value).toBe(2);
    const id = /rida import --undo (\d+)/.exec(stdout)?.[1] ?? '';
    const undone = await rida('import', '--undo', id);
    expect({ code: undone.code, stdout: undone.stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('is undone'),
    });
    const after = await readReport(['agent-performance', '--agent', 'Zoe'], dataDir());
    expect(after.rows).toEqual([]);

    const open = join(directory, 'open.csv');
    const mappingFile = join(directory, 'open.mapping.json');
    writeFileSync(open, 'Date;Rating\n03/04/2021;5\n05/06/2021;4\n');
    const asked = await rida('import', open, '--save-mapping', mappingFile);
    expect({ code: asked.code, stderr: asked.stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('could be read with the day or with the month first'),
    });
    const mapping = JSON.parse(readFileSync(mappingFile, 'utf8'));
    mapping.events[0].at.order = 'dayFirst';
    writeFileSync(mappingFile, JSON.stringify(mapping));
    const decided = await rida('import', open, '--mapping', mappingFile, '--dry-run');
    expect(decided.stdout).toContain('April 3, 2021');
  });

  test('reports by team, topic and month, filtered and compared, as JSON keyed by KPI id', async () => {
    const byTopic = await readReport(['agent-performance', '--by', 'topic', '--agent', 'Bob'], dataDir());
    expect(byTopic.rows.map((row) => [row.topic, row.assigned?.value])).toEqual([
      ['Payment', 2],
      ['Streaming', 2],
    ]);
    const byMonth = await readReport(['satisfaction', '--by', 'month', '--compare', 'before'], dataDir());
    expect(byMonth.rows.map((row) => [row.date, row.ratings?.value])).toEqual([['2021-01-01', 5]]);
    expect(byMonth.totals['averageRating']).toMatchObject({ value: 3.6, before: { value: null, n: 0 } });
    const onWeb = await readReport(['satisfaction', '--by', 'agent', '--channel', 'web'], dataDir());
    expect(onWeb.totals['averageRating']).toMatchObject({ value: null, n: 0 });
  });

  test('a table for reading: unmeasured is a dash, rows and interval stand beside the value', async () => {
    const { code, stdout } = await rida('report', 'satisfaction', ...january);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Bob .* 3\.3333 \(3\) \[/);
    expect(stdout).toMatch(/60 % \(5\) \[23\.07–88\.24\]/);
    expect(stdout).toMatch(/Nothing measured: .*response rate/);
    const { stdout: persian } = await rida('report', 'satisfaction', ...january, '--language', 'fa');
    expect(persian).toContain('۳٫۶');
  });

  test('CSV for a spreadsheet', async () => {
    const { stdout } = await rida('report', 'satisfaction', ...january, '--by', 'agent', '--format', 'csv', '--bom');
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^\ufeffagentId,agentName,averageScore,averageScore\.n,/);
    expect(rows.map((row) => row.split(',')[0]).sort()).toEqual(['Ann', 'Bob']);
  });

  test('rows for a spreadsheet, in the reader’s language, and as JSON', async () => {
    const csv = ['--format', 'csv', '--language', 'ar'];
    const { stdout } = await rida('report', 'customer-service', ...january, ...csv);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^\ufeffاسم العميل,اسم الموظف,رقم الهاتف,القناة,/);
    const json = await rida('report', 'customer-service', ...january, '--format', 'json', '--limit', '1000');
    const answer: { n: number; rows: { agentId: string | null }[] } = JSON.parse(json.stdout);
    expect([rows.length, answer.rows.length]).toEqual([answer.n, answer.n]);
    const rated = await rida('report', 'satisfaction-rows', ...january, '--format', 'csv', '--no-bom');
    expect(rated.stdout.split('\n')[0]).toMatch(/^User name,Team,/);
    expect((await rida('report', 'customer-service', '--by', 'agent')).code).toBe(2);
    expect((await rida('report', 'satisfaction', '--q', 'x')).code).toBe(2);
    expect((await rida('report', 'customer-service', ...january, '--limit', '2')).stdout).toMatch(/2 shown/);
  });

  test('what the service refuses is said in words, with exit code 1', async () => {
    const { code, stderr } = await rida('report', 'satisfaction', '--from', 'yesterday');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('not valid') });
  });

  test('the doctor looks at it from outside', async () => {
    const { code, stdout } = await rida('doctor', '--facts');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/A service runs at .+\n[^]*PostgreSQL[^]*ClickHouse[^]*All is well/),
    });
  });

  test('there is no demo to delete after --empty', async () => {
    expect(await rida('demo', 'delete')).toMatchObject({ code: 0, stdout: expect.stringContaining('no demo') });
  });
}, 60_000);

const january = ['--from', '2021-01-01', '--to', '2021-01-31'];

interface ShownCell {
  value: number | null;
  n: number;
  interval: [number, number] | null;
}
interface ShownRow {
  agentId?: string;
  topic?: string;
  date?: string;
  assigned?: ShownCell;
  averageRating?: ShownCell;
  ratings?: ShownCell;
}

async function readReport(
  args: string[],
  dataDir: string,
): Promise<{ rows: ShownRow[]; totals: Record<string, ShownCell | undefined> }> {
  const { code, stdout, stderr } = await runCli(['report', ...args, ...january, '--format', 'json'], { dataDir });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The i-th of many messages; four to a conversation. */
function event(i: number): string {
  const author = i % 2 === 0 ? { author: 'customer' } : { author: 'agent', agentId: 'a1' };
  const at = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
  return JSON.stringify({
    id: `m${i}`,
    type: 'message.sent',
    at,
    conversationId: `c${Math.floor(i / 4)}`,
    ...author,
    text: 'مرحبا',
  });
}

async function untilSent(dataDir: string, events: number): Promise<void> {
  const imports = join(dataDir, 'imports');
  await until(() => {
    const [file] = existsSync(imports) ? readdirSync(imports).filter((name) => name.endsWith('.json')) : [];
    if (file === undefined) return false;
    const progress: unknown = JSON.parse(readFileSync(join(imports, file), 'utf8'));
    return (
      typeof progress === 'object' && progress !== null && 'records' in progress && Number(progress.records) >= events
    );
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(20);
}

function readRun(dataDir: string): { url: string; token: string } {
  const run = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { url: string; token: string };
  return run;
}
