import type { listSatisfactionRows } from '../../../contract/routes/ratings.ts';
import type { readCustomerService } from '../../../contract/routes/conversations.ts';
import type { z } from 'zod';
import { channels } from '../../../core/events/types.ts';
import type { MessageKey } from '../../../locales/messages.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { CsvValue } from '../../../core/language/csv.ts';

type ServiceRow = z.output<typeof readCustomerService.answer>['rows'][number];
type RatingRow = z.output<typeof listSatisfactionRows.answer>['rows'][number];

type ColumnId =
  Extract<MessageKey, `cli.report.rows.columns.${string}`> extends `cli.report.rows.columns.${infer Id}` ? Id : never;

/** A column of a report with rows: its title, and what a row has in it. */
export interface RowColumn<Row> {
  id: ColumnId;
  value(row: Row, terminal: Terminal, zone: string): CsvValue;
}

/** The customer service report: the ten columns of its definition first (001-37…001-46), in their order. */
export const serviceColumns: readonly RowColumn<ServiceRow>[] = [
  { id: 'customerName', value: (row, terminal) => personal(row, 'customerName', row.customerName, terminal) },
  { id: 'employeeName', value: (row, terminal) => row.agentName ?? terminal.text('cli.report.notAssigned') },
  { id: 'phone', value: (row, terminal) => personal(row, 'phone', row.phone, terminal) },
  { id: 'channel', value: (row, terminal) => wordChannel(row.channel, terminal) },
  { id: 'firstMessageAt', value: (row, _terminal, zone) => localTime(row.firstMessageAt, zone) },
  { id: 'lastMessageAt', value: (row, _terminal, zone) => localTime(row.lastMessageAt, zone) },
  { id: 'durationSeconds', value: (row, terminal) => wordDuration(row, terminal) },
  { id: 'conversationId', value: (row) => row.conversationId },
  { id: 'firstResponseSeconds', value: (row) => row.firstResponseSeconds },
  { id: 'resolutionSeconds', value: (row) => row.resolutionSeconds },
  { id: 'sessionId', value: (row) => row.sessionId },
  { id: 'team', value: (row) => row.teamName },
  {
    id: 'outcome',
    value: (row, terminal) => (row.outcome === null ? null : terminal.text(`kpis.of.${row.outcome}.title`)),
  },
  { id: 'assignedAt', value: (row, _terminal, zone) => localTime(row.ownership?.assignedAt ?? null, zone) },
  { id: 'ownedUntil', value: (row, _terminal, zone) => localTime(row.ownership?.ownedUntil ?? null, zone) },
  { id: 'topic', value: (row) => row.topic },
  {
    id: 'rating',
    value: (row, terminal) =>
      personal(row, 'rating', row.rating === null ? null : wordLabel(row.rating, terminal), terminal),
  },
  { id: 'url', value: (row, terminal) => personal(row, 'url', row.url, terminal) },
];

/** The satisfaction report row by row: the seven columns of its definition first (000-20…000-26). */
export const ratingColumns: readonly RowColumn<RatingRow>[] = [
  { id: 'user', value: ({ user }, terminal) => user.agentName ?? terminal.text(`cli.report.rows.users.${user.kind}`) },
  { id: 'team', value: ({ user }) => user.teamName },
  { id: 'ratedAt', value: (row, _terminal, zone) => localTime(row.ratedAt, zone) },
  { id: 'customerName', value: (row, terminal) => personal(row, 'customerName', row.customerName, terminal) },
  { id: 'rating', value: wordLabel },
  { id: 'comment', value: (row, terminal) => personal(row, 'comment', row.comment, terminal) },
  { id: 'url', value: (row, terminal) => personal(row, 'url', row.url, terminal) },
  { id: 'score', value: (row) => row.score },
  { id: 'value', value: (row) => row.value },
  { id: 'scale', value: (row) => row.scale },
  { id: 'firstValue', value: (row) => row.firstValue },
  { id: 'conversationId', value: (row) => row.conversationId },
  { id: 'channel', value: (row, terminal) => wordChannel(row.channel, terminal) },
  { id: 'topic', value: (row) => row.topic },
];

/** What is kept back says so: an empty cell is what nobody told. */
function personal<Field extends string>(
  { withheld }: { withheld: readonly Field[] },
  field: Field,
  value: string | null,
  terminal: Terminal,
): string | null {
  return withheld.includes(field) ? terminal.text('cli.report.rows.withheld') : value;
}

function wordChannel(id: string | null, terminal: Terminal): string | null {
  const channel = channels.find((one) => one === id);
  return channel === undefined ? id : terminal.text(`cli.channels.${channel}`);
}

function wordDuration({ durationSeconds, isOpen }: ServiceRow, terminal: Terminal): CsvValue {
  return isOpen ? terminal.text('cli.report.rows.soFar', { value: String(durationSeconds) }) : durationSeconds;
}

const labelKeys = [
  'satisfied',
  'neutral',
  'unsatisfied',
  'excellent',
  'good',
  'bad',
  'veryBad',
  'verySatisfied',
  'veryUnsatisfied',
  'yes',
  'no',
] as const;

/** The words of an answer; a number where its scale has no words. */
function wordLabel({ label, value }: { label: string | null; value: number }, terminal: Terminal): string {
  const key = labelKeys.find((one) => one === label);
  return key === undefined ? String(value) : terminal.text(`cli.report.rows.labels.${key}`);
}

/** An instant in the zone as spreadsheets read it: `2026-11-22 14:05:09`. */
function localTime(instant: string | null, timeZone: string): string | null {
  if (instant === null) return null;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    Date.parse(instant),
  );
}
