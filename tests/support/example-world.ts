import { redeemSignInLink, signIn } from '../../contract/routes/access.ts';
import { receiveEvents } from '../../contract/routes/events.ts';
import { openImport } from '../../contract/routes/imports.ts';
import { acknowledgeAlarm } from '../../contract/routes/sources.ts';
import { setPolicy } from '../../contract/routes/sessions.ts';
import type { Scope } from '../../contract/route.ts';
import type { Role } from '../../core/people/roles.ts';
import { scopes } from '../../contract/route.ts';
import { openSession } from '../../server/services/access/browser-sessions.ts';
import { hashPassword } from '../../server/services/access/passwords.ts';
import { hashOf } from '../../server/services/access/tokens.ts';
import { localToken, type TestApp } from './app.ts';

/**
 * What the examples of the contract are about, in an empty service: workspace 1 (a demo), its owner huda, key 1 that
 * may do everything and key 2, and conversation c1, rated. A new route's example that needs more gets it here.
 */
export async function makeExampleWorld(test: TestApp): Promise<{ key: string; session(): Promise<string> }> {
  const workspaceId = await test.workspace('متجر الياسمين', 'demo');
  const ownerId = await makeOwner(test, workspaceId);
  await makeWaitingPerson(test);
  const key = await makeKey(test, 'Everything', scopes, 'owner');
  await makeKey(test, 'Shop', ['events:write', 'reports:read']);
  await sendEvents(key, test);
  await ask(test, key, '/policies', setPolicy.example.body);
  await ask(test, key, '/joins', { kind: 'agent', id: 'huda-phone', into: 'huda' });
  await makeAlarm(test, workspaceId);
  await makeErasure(test, workspaceId);
  await ask(test, key, '/imports/open', openImport.example.body);
  await ask(test, localToken, '/members', { email: 'sara@shop.example', role: 'supervisor', teamIds: ['sales'] });
  for (const [kpi, value] of Object.entries({ satisfiedShare: 0.85, averageScore: 80 }))
    await ask(test, key, '/targets', { kpi, subjectKind: 'workspace', unit: 'month', value });
  return {
    key,
    session: async () => (await openSession(test.services.db, ownerId, test.clock.now)).sessionToken,
  };
}

async function makeOwner({ services: { db }, clock }: TestApp, workspaceId: number): Promise<number> {
  const { email, password } = signIn.example.body ?? { email: '', password: '' };
  const { id } = await db
    .insertInto('users')
    .values({ email, password_hash: await hashPassword(password), created_at: clock.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('memberships').values({ workspace_id: workspaceId, user_id: id, role: 'owner' }).execute();
  return id;
}

/** Somebody who has not used their sign-in link yet. */
async function makeWaitingPerson({ services: { db }, clock }: TestApp): Promise<void> {
  const { id } = await db
    .insertInto('users')
    .values({ email: null, password_hash: null, created_at: clock.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const token_hash = hashOf(redeemSignInLink.example.body?.token ?? '');
  await db
    .insertInto('sign_in_links')
    .values({ token_hash, user_id: id, created_at: clock.now, expires_at: clock.now + 1_000_000 })
    .execute();
}

/** Somebody who was forgotten, and a night that removed what was too old. */
async function makeErasure({ services: { db }, clock }: TestApp, workspaceId: number): Promise<void> {
  const own = { workspace_id: workspaceId };
  await db
    .insertInto('erasures')
    .values({
      ...own,
      customer_key: '3f1c9a520d4b4c5e8a77b1d2e3f40516',
      asked_at: clock.now,
      asked_by: 'user:1',
      state: 'done',
      done_at: clock.now,
    })
    .execute();
  await db
    .insertInto('retention_runs')
    .values({ ...own, at: clock.now, removed: JSON.stringify({ transcripts: 1200 }) })
    .execute();
}

/** A source that has fallen silent. */
async function makeAlarm({ services: { db } }: TestApp, workspaceId: number): Promise<void> {
  const { source, kind, since, raisedAt, params } = acknowledgeAlarm.example.answer;
  const told = { source, kind, params: JSON.stringify(params) };
  await db
    .insertInto('source_alarms')
    .values({ workspace_id: workspaceId, ...told, since: Date.parse(since), raised_at: Date.parse(raisedAt) })
    .execute();
}

async function makeKey(test: TestApp, name: string, granted: readonly Scope[], sees?: Role): Promise<string> {
  const made = await ask(test, localToken, '/api-keys', {
    name,
    scopes: granted,
    source: 'shop',
    ...(sees && { sees }),
  });
  return made.json().secret;
}

async function sendEvents(key: string, test: TestApp): Promise<void> {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 7, minute)).toISOString();
  const more = [
    { id: '4', type: 'conversation.assigned', at: at(1), conversationId: 'c1', agentId: 'huda', teamId: 'sales' },
    {
      id: '5',
      type: 'message.sent',
      at: at(2),
      conversationId: 'c1',
      author: 'agent',
      agentId: 'huda',
      messageId: 'm3',
    },
    { id: '6', type: 'conversation.closed', at: at(3), conversationId: 'c1', by: 'agent', agentId: 'huda' },
    {
      id: '7',
      type: 'survey.answered',
      at: at(4),
      conversationId: 'c1',
      ratingId: 'r1',
      subject: 'conversation',
      scale: 'smiley3',
      value: 3,
    },
    { id: '8', type: 'agent.described', at: at(0), agentId: 'huda', name: 'هدى', teamIds: ['sales'] },
    {
      id: '20',
      type: 'customer.described',
      at: at(0),
      customer: { id: 'c-4711', name: 'سارة أحمد', phone: '+966550107788' },
    },
    { id: '21', type: 'conversation.started', at: at(5), conversationId: 'c2', customer: { id: 'c-4711' } },
    { id: '9', type: 'team.described', at: at(0), teamId: 'sales', name: 'المبيعات' },
    ...['noor', 'noor-phone'].map((agentId, n) => ({
      id: `1${n}`,
      type: 'agent.described',
      at: at(0),
      agentId,
      email: 'noor@shop.example',
    })),
  ];
  await ask(test, key, '/events', [...(receiveEvents.example.body as object[]), ...more]);
  await test.services.folding.settled();
}

async function ask(test: TestApp, token: string, path: string, payload: unknown) {
  const answer = await test.ask({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  });
  if (answer.statusCode >= 300) throw new Error(`the examples' world: ${path}: ${answer.body}`);
  return answer;
}
