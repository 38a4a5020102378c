import type { LogEvent } from '../../core/events/types.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';

/** How long after its commit an assignment is in the tables that reports read. */
export interface Probes {
  note(events: readonly LogEvent[]): void;
  /** Latencies seen so far, ms. */
  seen(): number[];
  stop(): void;
}

const pollMs = 25;

/** Watches events whose agent is `probe-…`: a report's own read, again and again until it shows them. */
export function watchProbes(warehouse: Warehouse, workspaceId: number, enabled: boolean): Probes {
  const waiting = new Map<string, number>();
  const latencies: number[] = [];
  let stopped = false;

  function note(events: readonly LogEvent[]): void {
    if (!enabled) return;
    for (const { body } of events) if (body.agentId?.startsWith('probe-')) waiting.set(body.agentId, performance.now());
  }

  async function look(): Promise<void> {
    if (waiting.size > 0) {
      const rows = await warehouse.rows<[string]>(
        'report',
        `SELECT agent_id FROM assignments FINAL WHERE workspace_id = {workspaceId:UInt32} AND at > now() - INTERVAL 1 HOUR
         AND agent_id IN ({agents:Array(String)}) GROUP BY agent_id`,
        { workspaceId, agents: [...waiting.keys()] },
      );
      for (const [agentId] of rows) {
        latencies.push(performance.now() - (waiting.get(agentId) ?? 0));
        waiting.delete(agentId);
      }
    }
    if (!stopped) setTimeout(() => void look(), pollMs);
  }

  void look();
  return { note, seen: () => latencies, stop: () => void (stopped = true) };
}
