import { readdirSync } from 'node:fs';
import { beforeEach, expect } from 'vitest';
import { readImport } from '../../contract/routes/imports.ts';
import type { ImportPorts } from '../../server/services/imports/ports.ts';
import { workOnImports, workspacesWithImports } from '../../server/services/imports/work-on-imports.ts';
import type { TestApp } from './app.ts';
import { formOf } from './uploads.ts';

/** A satisfaction report as it is exported: three ratings, with labels, Hijri dates and half days. */
export const satisfactionReport = [
  'اسم المستخدم;اسم الفريق;التاريخ والوقت;رقم الهاتف;التقييم;التعليقات;معرف المحادثة',
  'هدى;الدعم;1447/03/15 02:30 م;+966500000001;راضٍ;ممتازة;c-1',
  'علي;الدعم;1447/03/16 09:00 ص;+966500000002;عادي;;c-2',
  'علي;الدعم;1447/03/16 09:05 ص;+966500000003;غير راضٍ;"بطيء; جدًا";c-3',
].join('\n');

/** A new workspace in every test, and the ways in which imports are asked for. Call it at the file's top. */
export function useImports(service: TestApp) {
  const place = { workspaceId: 0, key: '' };

  beforeEach(async () => {
    place.workspaceId = await service.workspace('imports');
    place.key = await service.key(place.workspaceId);
  });

  function bearer(): Record<string, string> {
    return { authorization: `Bearer ${place.key}` };
  }

  function upload(
    path: string,
    file: string | Buffer,
    fields: Record<string, string> = {},
    more: Record<string, string> = {},
  ) {
    const { headers, payload } = formOf(file, fields);
    return service.ask({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { ...bearer(), ...headers, ...more },
      payload,
    });
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
    if (waiting.includes(place.workspaceId)) await workOnImports(place.workspaceId, ports());
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
    return readdirSync(service.services.uploads.pathOf('.'));
  }

  async function column(statement: string): Promise<unknown[]> {
    const rows = await service.services.warehouse.rows<[unknown]>('report', statement, {
      workspaceId: place.workspaceId,
    });
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

  return {
    place,
    bearer,
    upload,
    started,
    get,
    remove,
    read,
    open,
    send,
    ports,
    work,
    worked,
    undone,
    uploadsLeft,
    ratings,
    firstResponses,
    comments,
    rowsLeft,
  };
}
