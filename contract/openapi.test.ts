import { z, type ZodType } from 'zod';
import { describe, expect, it } from 'vitest';
import { doors } from '../server/http/doors.ts';
import { createMetrics } from '../server/http/metrics.ts';
import { openApi } from './openapi.ts';
import { routes } from './routes.ts';

describe('the contract', () => {
  it('lists exactly the routes that the server opens', () => {
    const opened = doors(createMetrics({ now: () => 0, folding: { lag: () => ({ streams: 0, oldestMs: 0 }) } })).map(
      ({ route }) => route,
    );
    expect(new Set(opened)).toEqual(new Set(routes));
    expect(opened.length).toBe(routes.length);
  });

  it('names each route once', () => {
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it('describes every parameter that a path names', () => {
    for (const { id, path, params } of routes) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
      expect([id, described.sort()]).toEqual([id, named.sort()]);
    }
  });

  it('changes nothing by GET, and takes a body only elsewhere', () => {
    for (const route of routes) {
      if (route.method === 'GET') expect([route.id, route.body]).toEqual([route.id, undefined]);
    }
  });

  it('refuses unknown keys in every body, at every depth', () => {
    for (const { id, body } of routes) {
      if (!body || body === 'events' || body === 'file') continue;
      expect([id, openObjects(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }))]).toEqual([id, []]);
    }
  });

  it('never answers with a secret of the workspace or a person', () => {
    for (const { id, answer } of routes) {
      const text = JSON.stringify(z.toJSONSchema(answer as ZodType, { io: 'output', unrepresentable: 'any' }));
      if (id !== 'createApiKey') expect([id, /"(secret|token|password|hash)\w*":/i.exec(text)]).toEqual([id, null]);
    }
  });
});

/** Paths of objects in a JSON schema that would let an unknown key pass. */
function openObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isOpen = 'type' in schema && schema.type === 'object' && !('additionalProperties' in schema);
  const inner = Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${path}/${key}`));
  return isOpen ? [path, ...inner] : inner;
}

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApi(routes)));

  it('is 3.1 and has an operation for every route', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);
    expect(operations.sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it('says of each operation who may call it and how it fails', () => {
    for (const methods of Object.values(document.paths as Record<string, Record<string, Record<string, unknown>>>)) {
      for (const operation of Object.values(methods)) {
        expect(operation['summary']).toMatch(/\w/);
        expect(operation).toHaveProperty('security');
        expect(operation['responses']).toHaveProperty('default');
      }
    }
  });

  it('offers an Idempotency-Key on every write that a repeat would do twice', () => {
    type Operation = { operationId: string; parameters: { name: string }[] };
    const taking = Object.values(document.paths as Record<string, Record<string, Operation>>)
      .flatMap((methods) => Object.values(methods))
      .filter(({ parameters }) => parameters.some(({ name }) => name === 'Idempotency-Key'))
      .map(({ operationId }) => operationId);
    const harmless = [
      'receiveEvents',
      'queryReport',
      'previewPolicy',
      'previewRetention',
      'inspectFile',
      'startImport',
    ];
    const writes = routes.filter(({ method, id }) => method !== 'GET' && !harmless.includes(id)).map(({ id }) => id);
    expect(taking.sort()).toEqual(writes.sort());
  });

  it('holds every reference that it makes', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const found = reference.split('/').reduce((node: unknown, key) => Reflect.get(Object(node), key), document);
      expect([reference, typeof found]).toEqual([reference, 'object']);
    }
  });
});
