import type { Door } from './handler.ts';
import type { Metrics } from './metrics.ts';
import { accessDoors } from './routes/access.ts';
import { customerDoors } from './routes/customers.ts';
import { deadLetterDoors } from './routes/dead-letters.ts';
import { diagnosisDoors } from './routes/diagnosis.ts';
import { eventDoors } from './routes/events.ts';
import { ingestDoors } from './routes/ingest.ts';
import { kpiDoors } from './routes/kpis.ts';
import { reportDoors } from './routes/reports.ts';
import { serviceDoors } from './routes/service.ts';
import { workspaceDoors } from './routes/workspaces.ts';

/** Every door of the house; `contract/routes.ts` lists the same routes (a test compares them). */
export function doors(metrics: Metrics): Door[] {
  return [
    ...serviceDoors(metrics),
    ...diagnosisDoors,
    ...accessDoors,
    ...eventDoors,
    ...ingestDoors,
    ...deadLetterDoors,
    ...customerDoors,
    ...workspaceDoors,
    ...reportDoors,
    ...kpiDoors,
  ];
}
