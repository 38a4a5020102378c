import type { Warehouse } from '../../server/warehouse/warehouse.ts';

/** Events of one old conversation: what a real one has on average. */
const eventsPerConversation = 12;

/** Puts a log of old conversations in place, merged as a log of that age is: the bench is not about making it. */
export async function fillLog(warehouse: Warehouse, workspaceId: number, events: number): Promise<void> {
  const share = Math.ceil(events / 16);
  for (let from = 0; from < events; from += share) {
    await warehouse.command(
      'append',
      `INSERT INTO events (workspace_id, stream, source, id, revision, digest, lane, received, at, sequence, type, history, body)
       SELECT {workspaceId:UInt32}, concat('conversation:old-', toString(intDiv(number, ${eventsPerConversation}))), 'bench',
         concat('o', toString(number)), 0, cityHash64(number), cityHash64(intDiv(number, ${eventsPerConversation})) % 64,
         now64(3) - INTERVAL 40 DAY + INTERVAL intDiv(number, 100) SECOND, now64(3) - INTERVAL 40 DAY + INTERVAL intDiv(number, 100) SECOND, 0,
         'message.sent', false,
         concat('{"conversationId":"old-', toString(intDiv(number, ${eventsPerConversation})), '","author":"agent","agentId":"a', toString(number % 50), '","messageId":"m', toString(number), '"}')
       FROM numbers({from:UInt64}, {share:UInt64})`,
      { workspaceId, from, share: Math.min(share, events - from) },
    );
  }
  await warehouse.command('append', 'OPTIMIZE TABLE events FINAL');
}
