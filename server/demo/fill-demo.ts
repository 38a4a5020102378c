import type { SentEvent } from '../../contract/events.ts';
import type { Workspace } from '../context.ts';
import type { Services } from '../http/services.ts';
import { accept } from '../ingest/accept.ts';
import { deletedWorkspaces, isDeleted } from '../services/workspaces/deletions.ts';
import { workspaceColumns } from '../services/workspaces/enter-workspace.ts';
import { generateDemo } from './generate.ts';

export type DemoPorts = Pick<Services, 'db' | 'intake' | 'folding' | 'now'>;

/** Called after every batch: events on disk, of all. */
export type DemoProgress = (done: number, all: number) => void;

export interface FillOptions {
  onProgress: DemoProgress;
  /** Asked between two batches. */
  stopAsked: () => boolean;
  /** What to fill it with; the same moment must give the same events. */
  generate?: (now: number) => Iterable<SentEvent[]>;
}

const batchEvents = 5_000;

/**
 * Fills a demo workspace that is still empty, through the ingest path, and waits until its figures are
 * there. A filling that was cut off is done again, which changes nothing of what arrived. Whatever is in
 * it is history, so nothing is ever sent. Null where there is nothing to fill; `stopAsked` and its deletion end it
 * early.
 */
export async function fillDemo(
  ports: DemoPorts,
  { onProgress, stopAsked, generate = generateDemo }: FillOptions,
): Promise<Workspace | null> {
  const found = await unfilledDemo(ports);
  if (!found) return null;
  const { workspace, createdAt } = found;
  const events = [...generate(createdAt)].flat();
  for (let start = 0; start < events.length; start += batchEvents) {
    if (stopAsked() || (await isDeleted(ports.db, workspace.id))) return null;
    await send(events.slice(start, start + batchEvents), workspace, ports);
    onProgress(Math.min(start + batchEvents, events.length), events.length);
  }
  await ports.folding.settled();
  if (await isDeleted(ports.db, workspace.id)) return null;
  await noteFilled(workspace.id, ports);
  return workspace;
}

interface FoundDemo {
  workspace: Workspace;
  /** The demo's year ends here, so that a second filling makes the same events. */
  createdAt: number;
}

async function unfilledDemo({ db }: DemoPorts): Promise<FoundDemo | null> {
  const row = await db
    .selectFrom('workspaces')
    .select([...workspaceColumns, 'created_at'])
    .where('demo', '=', true)
    .where('id', 'not in', deletedWorkspaces(db))
    .where('id', 'not in', (filled) =>
      filled
        .selectFrom('audit')
        .select((eb) => eb.fn.coalesce('workspace_id', eb.lit(0)).as('id'))
        .where('action', '=', 'demoFilled'),
    )
    .orderBy('id')
    .executeTakeFirst();
  if (!row) return null;
  const { created_at: createdAt, ...workspace } = row;
  return { workspace, createdAt: createdAt.getTime() };
}

async function send(events: SentEvent[], workspace: Workspace, { intake, now }: DemoPorts): Promise<void> {
  const batch = accept(events, { workspaceId: workspace.id, secret: workspace.secret, source: 'demo', now: now() });
  const { rejected } = await intake.submit(batch);
  const [first] = rejected;
  if (first) throw new Error(`the demo made an event that is refused: ${first.id} ${first.code}`);
}

async function noteFilled(workspaceId: number, { db, now }: DemoPorts): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      workspace_id: workspaceId,
      at: now(),
      actor: 'local:local',
      action: 'demoFilled',
      subject: `workspace:${workspaceId}`,
      details: '{}',
    })
    .execute();
}
