import { z } from 'zod';
import { auditActions } from '../../core/audit/actions.ts';
import { instant, instantQuery } from '../fields.ts';
import { route } from '../route.ts';

export const listAudit = route({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary:
    'Who did what in the workspace, newest first: sign-ins of its members, keys, exports, erasures, rules and roles. ' +
    'Failed sign-ins are counted, a row an hour and account. Nothing here can be changed or deleted.',
  access: 'audit:read',
  query: z.object({
    action: z.array(z.enum(auditActions)).min(1).optional().describe('Only these; given several times, any of them.'),
    actor: z.string().max(100).optional().describe('Who did it, as `user:5`, `apiKey:3` or `local:local`.'),
    subject: z.string().max(200).optional().describe('What it was done to, as `apiKey:3`.'),
    from: instantQuery.optional().describe('ISO 8601 with offset, or epoch ms; included.'),
    to: instantQuery.optional().describe('ISO 8601 with offset, or epoch ms; not included.'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({
    entries: z.array(
      z.object({
        id: z.int(),
        at: instant,
        actor: z.object({
          id: z.string(),
          kind: z.enum(['user', 'apiKey', 'local']),
          name: z.string().nullable().describe('By the name of that time; null for the command line.'),
        }),
        action: z.enum(auditActions),
        title: z.string().describe('The action in words, in the language asked for.'),
        subject: z.string(),
        details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  example: {
    query: { action: ['apiKeyCreated'], from: '2026-11-01T00:00:00+03:00', limit: 20 },
    answer: {
      entries: [
        {
          id: 41,
          at: '2026-11-22T09:00:00.000Z',
          actor: { id: 'user:1', kind: 'user', name: 'huda@example.com' },
          action: 'apiKeyCreated',
          title: 'Created an API key',
          subject: 'apiKey:2',
          details: { name: 'Shop', scopes: ['events:write', 'reports:read'] },
        },
      ],
      nextCursor: null,
    },
  },
});

export const auditRoutes = [listAudit];
