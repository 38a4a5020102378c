import { sql } from 'kysely';
import type { AlarmKind } from '../../../core/sources/judge.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import type { DiagnosisPorts } from './ports.ts';

export interface EngineState {
  version: string;
  /** The engine's clock less ours, ms; the time that asking took is within it. */
  clockAheadMs: number;
  migrations: number;
}

export interface Diagnosis {
  node: string;
  /** Epoch ms. */
  now: number;
  database: EngineState;
  warehouse: EngineState;
  lanes: { held: number; all: number; waitingStreams: number; oldestWaitingMs: number };
  /** Alarms about sources that have not ended, longest first; `since` is epoch ms. */
  alarms: { workspace: string; source: string; kind: AlarmKind; since: number }[];
}

/** How the service is. Throws what an engine throws that does not answer. */
export async function readDiagnosis(ports: DiagnosisPorts): Promise<Diagnosis> {
  return {
    node: process.versions.node,
    now: ports.now(),
    database: await readDatabase(ports),
    warehouse: await readWarehouse(ports),
    lanes: await readLanes(ports),
    alarms: await readAlarms(ports),
  };
}

async function readDatabase({ db, now }: DiagnosisPorts): Promise<EngineState> {
  const asked = now();
  const { rows } = await sql<{ version: string; clock: number; migrations: number }>`
    select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as clock,
      (select count(*) from kysely_migration) as migrations`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL gave no row');
  return { version: row.version, clockAheadMs: Math.round(row.clock - asked), migrations: row.migrations };
}

async function readWarehouse({ db, warehouse, now }: DiagnosisPorts): Promise<EngineState> {
  const asked = now();
  const [row] = await warehouse.rows<[string, string]>(
    'report',
    'SELECT version(), toString(toUnixTimestamp64Milli(now64(3)))',
  );
  if (!row) throw new Error('ClickHouse gave no row');
  const { rows } = await sql<{
    migrations: number;
  }>`select count(distinct name) as migrations from warehouse_migrations`.execute(db);
  return { version: row[0], clockAheadMs: Number(row[1]) - asked, migrations: rows[0]?.migrations ?? 0 };
}

async function readLanes({ db, folding, now }: DiagnosisPorts): Promise<Diagnosis['lanes']> {
  const lanes = await db.selectFrom('lanes').select(['holder', 'lease_until']).execute();
  const { streams, oldestMs } = folding.lag();
  const held = lanes.filter(({ holder, lease_until: until }) => holder !== '' && until >= now()).length;
  return { held, all: lanes.length, waitingStreams: streams, oldestWaitingMs: oldestMs };
}

const mostAlarms = 20;

function readAlarms({ db }: DiagnosisPorts): Promise<Diagnosis['alarms']> {
  return db
    .selectFrom('source_alarms')
    .innerJoin('workspaces', 'workspaces.id', 'source_alarms.workspace_id')
    .select(['workspaces.name as workspace', 'source', 'kind', 'since'])
    .where('ended_at', 'is', null)
    .where('workspace_id', 'not in', deletedWorkspaces(db))
    .orderBy('since')
    .limit(mostAlarms)
    .execute();
}
