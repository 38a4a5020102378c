import { z } from 'zod';
import { route } from '../route.ts';

export const readHealth = route({
  id: 'readHealth',
  method: 'GET',
  path: '/healthz',
  root: true,
  summary: 'Whether the process is up',
  access: 'public',
  answer: z.object({ status: z.literal('up') }),
  example: { answer: { status: 'up' } },
});

export const readReadiness = route({
  id: 'readReadiness',
  method: 'GET',
  path: '/readyz',
  root: true,
  summary: 'Whether both engines answer and are migrated; 503 otherwise',
  access: 'public',
  answer: z.object({ status: z.literal('ready') }),
  errors: ['unavailable'],
  example: { answer: { status: 'ready' } },
});

export const readMetrics = route({
  id: 'readMetrics',
  method: 'GET',
  path: '/metrics',
  root: true,
  summary: 'Counters for Prometheus; needs the local token or the metrics token',
  access: 'operator',
  answer: z.string(),
  produces: 'text/plain; version=0.0.4',
  example: {
    answer: '# TYPE rida_http_requests_total counter\nrida_http_requests_total{route="readHealth",status="200"} 12\n',
  },
});

export const readOpenApi = route({
  id: 'readOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description of the API (OpenAPI 3.1)',
  access: 'public',
  answer: z.looseObject({ openapi: z.literal('3.1.0') }),
  example: { answer: { openapi: '3.1.0' } },
});

export const readClient = route({
  id: 'readClient',
  method: 'GET',
  path: '/client.ts',
  summary: 'The typed client of this API in one file of TypeScript: save it beside your code',
  access: 'public',
  answer: z.string(),
  produces: 'text/plain',
  example: { answer: 'export function createClient(options: ClientOptions): RidaClient { … }\n' },
});

export const serviceRoutes = [readHealth, readReadiness, readMetrics, readOpenApi, readClient];
