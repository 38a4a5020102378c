import type { Context } from '../../context.ts';
import { accept } from '../../ingest/accept.ts';
import { parseLine } from '../../ingest/parse-events.ts';
import type { IngestBatch, ReplayedLetter } from '../../ingest/types.ts';
import type { IngestPorts } from '../events/receive.ts';
import { type LetterReason, type ReplayRequest, shownReason } from './letters.ts';
import { type PendingLetter, readPending } from './pending.ts';

export interface ReplayReceipt {
  accepted: number;
  /** Already in the log by another delivery: marked as replayed too. */
  duplicate: number;
  stillRefused: ({ letterId: string } & LetterReason)[];
  nextCursor: string | null;
}

/**
 * Tries refused events again by the present rules, oldest first. What is accepted is marked in the same
 * commit; what is refused again stays as it was, without a second letter. Letters that are replayed
 * already, or not of this workspace, are passed over, so a repeated call changes nothing.
 * In the ingest counts a replayed event was received twice: once refused, once accepted.
 */
export async function replayDeadLetters(
  request: ReplayRequest,
  context: Context,
  { intake }: IngestPorts,
): Promise<ReplayReceipt> {
  const { letters, nextCursor } = await readPending(request, context);
  const { batch, stillRefused } = tryAgain(letters, context);
  if (batch.accepted.length === 0) return { accepted: 0, duplicate: 0, stillRefused, nextCursor };
  const { accepted, duplicate } = await intake.submit(batch);
  return { accepted, duplicate, stillRefused, nextCursor };
}

function tryAgain(letters: readonly PendingLetter[], { workspace, now, actor }: Context) {
  const { id: workspaceId, secret } = workspace;
  const receivedAt = now();
  const batch: IngestBatch = { workspaceId, receivedAt, size: 0, accepted: [], refused: [], replayed: [] };
  const stillRefused: ReplayReceipt['stillRefused'] = [];
  for (const [index, { raw, ...letter }] of letters.entries()) {
    const sender = { workspaceId, secret, source: letter.source, importId: letter.importId, now: receivedAt };
    const {
      accepted: [event],
      refused: [refusal],
      size,
    } = accept([parseLine(raw)], sender);
    if (refusal) stillRefused.push({ letterId: letter.letterId, ...shownReason(refusal, actor.sight) });
    if (!event) continue;
    batch.accepted.push({ ...event, index });
    batch.replayed.push(letter satisfies ReplayedLetter);
    batch.size += size;
  }
  return { batch, stillRefused };
}
