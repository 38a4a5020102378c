import { keptSince, type RetentionClass, type RetentionPeriods } from '../../../core/people/retention.ts';
import type { Context } from '../../context.ts';
import { type CountPorts, keptClasses, type MonthCount } from './retention-classes.ts';
import { readRetention } from './retention.ts';

/** What the periods would remove of a class now. */
export interface DueOfClass {
  class: RetentionClass;
  /** Everything before this instant (epoch ms) goes. */
  before: number;
  count: number;
  months: MonthCount[];
}

/** Counts what these periods, or else the workspace's own, would remove now; removes nothing. */
export async function previewRetention(periods: RetentionPeriods | undefined, context: Context): Promise<DueOfClass[]> {
  return dueNow(periods ?? (await readRetention(context)), context.now(), context);
}

export async function dueNow(periods: RetentionPeriods, now: number, ports: CountPorts): Promise<DueOfClass[]> {
  const since = keptSince(periods, now);
  const due: DueOfClass[] = [];
  for (const kept of keptClasses) {
    const before = since[kept.name];
    const months = await kept.count(before, ports);
    due.push({ class: kept.name, before, count: months.reduce((sum, { count }) => sum + count, 0), months });
  }
  return due;
}
