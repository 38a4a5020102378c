/**
 * The agent performance report as somebody would write it by hand for ClickHouse: the same cells with
 * FINAL and exact quantiles, a row an agent and one for all, a query a table.
 */
const period = `workspace_id = {workspaceId:UInt32} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({to:Int64})`;
const measured = (column: string): string =>
  `count(${column}), avg(${column}), stddevSamp(${column}), quantilesExactInclusive(0.5, 0.9)(${column})`;
const measuredIf = (column: string, condition: string): string =>
  `countIf(${column}, ${condition}), avgIf(${column}, ${condition}), stddevSampIf(${column}, ${condition}), quantilesExactInclusiveIf(0.5, 0.9)(${column}, ${condition})`;
const outcomes = [
  'completed',
  'missed',
  'missedAndExpired',
  'expired',
  'timedOut',
  'endedByCustomer',
  'closedWithoutReply',
  'closedAutomatically',
  'transferred',
  'open',
];

export const handWritten = [
  `SELECT agent_id, count(), countIf(agent_id = '' AND team_id = ''), ${outcomes.map((outcome) => `countIf(outcome = '${outcome}')`).join(', ')},
    ${measured('response_after_assignment_ms')}, ${measured('handle_ms')}, sumIf(agent_messages, handle_ms IS NOT NULL), ${measured('resolution_ms')}, sum(agent_messages)
   FROM assignments FINAL WHERE ${period} AND NOT outbound GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, ${measured('reply_time_ms')}, ${measured('customer_wait_ms')} FROM turns FINAL WHERE ${period} GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, ${measuredIf('first_response_ms', 'NOT outbound')}, ${measuredIf('duration_ms', 'NOT outbound')},
    countIf(NOT outbound AND kind = 'agent'), countIf(outbound), countIf(NOT outbound AND handled_by_agent), countIf(NOT outbound AND not_handled), countIf(NOT outbound AND escalated)
   FROM sessions FINAL WHERE ${period} GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, ${measured('completion_ms')}, count(), countIf(reopened) FROM closures FINAL WHERE ${period} GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, sumIf(status_ms, status = 'online'), sumIf(status_ms, status = 'away'), sumIf(status_ms, status = 'busy')
   FROM presence FINAL WHERE ${period} GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, ${measured('score')}, count(), countIf(satisfied), ${measured('value')}, min(scale) != max(scale)
   FROM ratings FINAL WHERE ${period} AND family = 'csat' AND subject = 'conversation' GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, count(), countIf(answered_at IS NOT NULL) FROM invitations FINAL
   WHERE ${period} AND subject = 'conversation' AND NOT suppressed GROUP BY agent_id WITH ROLLUP`,
  `SELECT agent_id, count(), countIf(answered), countIf(resolved), countIf(abandoned), ${measured('speed_of_answer_ms')}, ${measured('talk_ms')}
   FROM calls FINAL WHERE ${period} GROUP BY agent_id WITH ROLLUP`,
];
