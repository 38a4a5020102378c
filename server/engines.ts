import type { Logger } from 'pino';
import { type Database, openDatabase } from './database/open.ts';
import { lockDataDirectory } from './lock.ts';
import { migrate } from './migrate.ts';
import type { Settings } from './settings.ts';
import { openWarehouse } from './warehouse/open.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

export interface Engines extends Pick<Database, 'db' | 'pool'> {
  warehouse: Warehouse;
  /** This process holds the data directory: no other can append or fold. */
  alone: boolean;
  close(): Promise<void>;
}

export interface EngineOptions {
  log: Logger;
  /** Called when an embedded engine ends although nobody stopped it. */
  onLost?: (reason: string) => void;
}

/**
 * Opens both engines, migrated, and holds the data directory's lock where one of them is embedded.
 * Throws RidaError('dataDirectoryInUse') when another process works on the directory.
 */
export async function openEngines(settings: Settings, options: EngineOptions): Promise<Engines> {
  const embedded = settings.databaseUrl === undefined || settings.clickhouseUrl === undefined;
  const closers: (() => void | Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    if (embedded) closers.push(lockDataDirectory(settings.dataDir).release);
    const {
      db,
      pool,
      close: closeDatabase,
    } = await openDatabase({
      url: settings.databaseUrl,
      dataDir: settings.dataDir,
      ...options,
    });
    closers.push(closeDatabase);
    const warehouse = await openWarehouse({
      url: settings.clickhouseUrl,
      dataDir: settings.dataDir,
      log: options.log,
      limits: limitsOf(settings),
    });
    closers.push(warehouse.close);
    await migrate(db, warehouse);
    return { db, pool, warehouse, alone: embedded, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function limitsOf({ warehouseWaitSeconds, reportSeconds, statementMemoryMb }: Settings) {
  return {
    waitMs: warehouseWaitSeconds * 1000,
    statementSeconds: { append: 60, fold: 300, report: reportSeconds },
    statementMemoryMb,
  };
}
