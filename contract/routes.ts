import type { Route } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { auditRoutes } from './routes/audit.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { customerRoutes } from './routes/customers.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { diagnosisRoutes } from './routes/diagnosis.ts';
import { eventRoutes } from './routes/events.ts';
import { importRoutes } from './routes/imports.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { kpiRoutes } from './routes/kpis.ts';
import { ratingRoutes } from './routes/ratings.ts';
import { peopleRoutes } from './routes/people.ts';
import { memberRoutes } from './routes/members.ts';
import { retentionRoutes } from './routes/retention.ts';
import { reportRoutes } from './routes/reports.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { serviceRoutes } from './routes/service.ts';
import { sourceRoutes } from './routes/sources.ts';
import { targetRoutes } from './routes/targets.ts';
import { workspaceRoutes } from './routes/workspaces.ts';

/** Every route there is: the server opens exactly these, `openapi.json` describes exactly these. */
export const routes: readonly Route[] = [
  ...serviceRoutes,
  ...diagnosisRoutes,
  ...accessRoutes,
  ...auditRoutes,
  ...memberRoutes,
  ...eventRoutes,
  ...importRoutes,
  ...ingestRoutes,
  ...deadLetterRoutes,
  ...sourceRoutes,
  ...customerRoutes,
  ...retentionRoutes,
  ...reportRoutes,
  ...targetRoutes,
  ...ratingRoutes,
  ...conversationRoutes,
  ...kpiRoutes,
  ...sessionRoutes,
  ...workspaceRoutes,
  ...peopleRoutes,
];
