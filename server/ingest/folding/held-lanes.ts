import { laneOf } from '../../../core/events/streams.ts';
import type { Lane } from './lanes.ts';
import type { StreamRef } from './protocol.ts';

interface HeldLane extends Lane {
  counter: number;
  /** Receipt of the newest event known. */
  seen: number;
}

/** The lanes this folder holds, what version its next row gets, and how far it may say they are folded. */
export class HeldLanes {
  private readonly lanes = new Map<number, HeldLane>();

  numbers(): number[] {
    return [...this.lanes.keys()];
  }

  has(lane: number): boolean {
    return this.lanes.has(lane);
  }

  take(taken: readonly Lane[]): void {
    for (const lane of taken) this.lanes.set(lane.lane, { ...lane, counter: 0, seen: lane.foldedUpTo });
  }

  drop(lanes: readonly number[]): void {
    for (const lane of lanes) this.lanes.delete(lane);
  }

  /** Notes a receipt in a stream's lane; false when the lane is somebody else's. */
  see(lane: number, receivedAt: number): boolean {
    const held = this.lanes.get(lane);
    if (held === undefined) return false;
    held.seen = Math.max(held.seen, receivedAt);
    return true;
  }

  /** The next version of a stream's rows: epoch × 2³² + counter; null when the lane is somebody else's. */
  nextVersion({ workspaceId, stream }: StreamRef): number | null {
    const held = this.lanes.get(laneOf(workspaceId, stream));
    return held === undefined ? null : held.epoch * 2 ** 32 + ++held.counter;
  }

  /** How far lanes are folded once a pass is stored: just before the oldest receipt that still waits. */
  marks(lanes: Iterable<number>, oldestWaiting: ReadonlyMap<number, number>): Lane[] {
    return [...lanes].flatMap((number) => {
      const held = this.lanes.get(number);
      if (held === undefined) return [];
      const foldedUpTo = Math.min(held.seen, (oldestWaiting.get(number) ?? Number.POSITIVE_INFINITY) - 1);
      return [{ lane: number, epoch: held.epoch, foldedUpTo }];
    });
  }
}
