import { isSameValue } from '../../../core/kpis/figure.ts';
import { RidaError } from '../../../core/errors.ts';
import type { ReplayFigure, ReplayReason } from '../../database/schema.ts';
import type { Context } from '../../context.ts';

/** A replay of the log as it is told: how far it is, and what it has changed. */
export interface Replay {
  id: number;
  reason: ReplayReason;
  subject: string;
  since: number;
  askedAt: number;
  askedBy: string;
  state: 'waiting' | 'running' | 'done';
  streams: number;
  streamsDone: number;
  finishedAt: number | null;
  /** Figures over everything since then that came out differently, by KPI id; null until it is done. */
  changed: Record<string, { before: ReplayFigure; after: ReplayFigure }> | null;
}

const mostListed = 200;

/** The workspace's replays, newest first. */
export async function listReplays({ database }: Context): Promise<Replay[]> {
  const rows = await selectReplays(database).orderBy('id', 'desc').limit(mostListed).execute();
  return rows.map(replayOf);
}

/** One replay. Throws RidaError('notFound') for one that is not the workspace's. */
export async function readReplay(replayId: number, { database }: Context): Promise<Replay> {
  const row = await selectReplays(database).where('id', '=', replayId).executeTakeFirst();
  if (row === undefined) throw new RidaError('notFound');
  return replayOf(row);
}

/** What is being folded anew at this moment: figures may hold some of the old and some of the new. */
export interface RunningReplay {
  replayId: number;
  reason: ReplayReason;
  streams: number;
  streamsDone: number;
}

/** The workspace's oldest replay that is not done; null for none. */
export async function runningReplay({ database }: Context): Promise<RunningReplay | null> {
  const row = await database
    .selectFrom('replays')
    .select(['id as replayId', 'reason', 'streams', 'streams_done as streamsDone'])
    .where('finished_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

function selectReplays(database: Context['database']) {
  return database
    .selectFrom('replays')
    .select(['id', 'reason', 'subject', 'since', 'asked_at as askedAt', 'asked_by as askedBy', 'streams'])
    .select(['streams_done as streamsDone', 'finished_at as finishedAt', 'figures_before', 'figures_after']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectReplays>['execute']>>[number];

function replayOf({ figures_before: before, figures_after: after, ...row }: Row): Replay {
  const state = row.finishedAt !== null ? 'done' : before === null ? 'waiting' : 'running';
  return { ...row, state, changed: before === null || after === null ? null : differences(before, after) };
}

function differences(before: Record<string, ReplayFigure>, after: Record<string, ReplayFigure>): Replay['changed'] {
  const differing = Object.keys(after).flatMap((kpi) => {
    const [was, is] = [before[kpi] ?? { value: null, n: 0 }, after[kpi] ?? { value: null, n: 0 }];
    return was.n === is.n && isSameValue(was.value, is.value) ? [] : [[kpi, { before: was, after: is }] as const];
  });
  return Object.fromEntries(differing);
}
