import type { Door } from './handler.ts';
import type { Metrics } from './metrics.ts';
import { accessDoors } from './routes/access.ts';
import { auditDoors } from './routes/audit.ts';
import { conversationDoors } from './routes/conversations.ts';
import { customerDoors } from './routes/customers.ts';
import { deadLetterDoors } from './routes/dead-letters.ts';
import { diagnosisDoors } from './routes/diagnosis.ts';
import { eventDoors } from './routes/events.ts';
import { importDoors } from './routes/imports.ts';
import { ingestDoors } from './routes/ingest.ts';
import { kpiDoors } from './routes/kpis.ts';
import { ratingDoors } from './routes/ratings.ts';
import { peopleDoors } from './routes/people.ts';
import { memberDoors } from './routes/members.ts';
import { retentionDoors } from './routes/retention.ts';
import { reportDoors } from './routes/reports.ts';
import { sessionDoors } from './routes/sessions.ts';
import { serviceDoors } from './routes/service.ts';
import { sourceDoors } from './routes/sources.ts';
import { targetDoors } from './routes/targets.ts';
import { workspaceDoors } from './routes/workspaces.ts';

/** Every door of the house; `contract/routes.ts` lists the same routes (a test compares them). */
export function doors(metrics: Metrics): Door[] {
  return [
    ...serviceDoors(metrics),
    ...diagnosisDoors,
    ...accessDoors,
    ...auditDoors,
    ...memberDoors,
    ...eventDoors,
    ...importDoors,
    ...ingestDoors,
    ...deadLetterDoors,
    ...sourceDoors,
    ...customerDoors,
    ...retentionDoors,
    ...reportDoors,
    ...targetDoors,
    ...ratingDoors,
    ...conversationDoors,
    ...kpiDoors,
    ...sessionDoors,
    ...workspaceDoors,
    ...peopleDoors,
  ];
}
