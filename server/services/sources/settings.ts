import type { Selectable } from 'kysely';
import type { ExpectedHours } from '../../../core/sources/habit.ts';
import type { SourceRules } from '../../../core/sources/judge.ts';
import type { SourceSettingsTable } from '../../database/schema.ts';
import type { Context } from '../../context.ts';

/** What people set for a source. */
export interface SourceSettings extends SourceRules {
  /** For people; null: its own name. */
  name: string | null;
  expectedHours: readonly ExpectedHours[] | null;
}

/** Where nobody has set anything. */
export const usualSettings: SourceSettings = {
  name: null,
  muted: false,
  silentAfterMinutes: null,
  expectedHours: null,
};

/** Settings of the workspace's sources, by source; a source without is not in the map. */
export async function readSettings({ database }: Pick<Context, 'database'>): Promise<Map<string, SourceSettings>> {
  const rows = await database
    .selectFrom('source_settings')
    .select(['source', 'name', 'muted', 'silent_after_minutes', 'expected_hours'])
    .execute();
  return new Map(rows.map((row) => [row.source, settingsOf(row)]));
}

export function settingsOf(row: Omit<Selectable<SourceSettingsTable>, 'workspace_id' | 'source'>): SourceSettings {
  const { name, muted, silent_after_minutes: silentAfterMinutes, expected_hours: expectedHours } = row;
  return { name, muted, silentAfterMinutes, expectedHours };
}
