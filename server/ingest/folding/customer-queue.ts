import type { CustomerRef } from './customers-due.ts';
import { refKey } from './protocol.ts';
import type { Waiting } from './backlog.ts';

/** Customers that one pass takes at most: one less for every ten events in it, but never fewer than the least. */
export const mostCustomers = 2000;
const leastCustomers = 100;
const eventsPerCustomer = 10;

/**
 * Customers whose time has come. They wait apart, because they may wait longer than a conversation may:
 * where much comes, only a few of them are folded beside it.
 */
export class CustomerQueue {
  private readonly waiting = new Map<string, CustomerRef>();
  /** In the pass that goes on: they are due until it ends. */
  private readonly taken = new Set<string>();

  get size(): number {
    return this.waiting.size;
  }

  add(customers: readonly CustomerRef[]): void {
    for (const customer of customers) {
      const key = refKey(customer);
      if (!this.waiting.has(key) && !this.taken.has(key)) this.waiting.set(key, customer);
    }
  }

  /** Takes the oldest, beside so many events, in the form in which a pass takes streams. */
  takeBeside(events: number): Waiting[] {
    const most = Math.max(leastCustomers, mostCustomers - Math.floor(events / eventsPerCustomer));
    const taken: Waiting[] = [];
    for (const [key, { lane, workspaceId, stream }] of this.waiting) {
      if (taken.length >= most) break;
      this.waiting.delete(key);
      this.taken.add(key);
      taken.push({
        lane,
        workspaceId,
        stream,
        fresh: [],
        cold: true,
        isNew: false,
        since: Number.POSITIVE_INFINITY,
        readyAt: 0,
        failed: false,
      });
    }
    return taken;
  }

  /** The pass has ended: who is due now is so again. */
  passEnded(): void {
    this.taken.clear();
  }

  dropLane(lane: number): void {
    for (const [key, customer] of this.waiting) if (customer.lane === lane) this.waiting.delete(key);
  }
}
