import type { Route } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { customerRoutes } from './routes/customers.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { diagnosisRoutes } from './routes/diagnosis.ts';
import { eventRoutes } from './routes/events.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { kpiRoutes } from './routes/kpis.ts';
import { reportRoutes } from './routes/reports.ts';
import { serviceRoutes } from './routes/service.ts';
import { workspaceRoutes } from './routes/workspaces.ts';

/** Every route there is: the server opens exactly these, `openapi.json` describes exactly these. */
export const routes: readonly Route[] = [
  ...serviceRoutes,
  ...diagnosisRoutes,
  ...accessRoutes,
  ...eventRoutes,
  ...ingestRoutes,
  ...deadLetterRoutes,
  ...customerRoutes,
  ...workspaceRoutes,
  ...reportRoutes,
  ...kpiRoutes,
];
