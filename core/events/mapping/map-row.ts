import type { ErrorCode, ErrorParams } from '../../errors.ts';
import { latinDigits } from '../../language/digits.ts';
import type { EventType } from '../types.ts';
import { readCellNumber } from './numbers.ts';
import type { Mapping, MappingCondition, MappingEvent, MappingField, MappingTime } from './schema.ts';
import { readTime } from './times.ts';

/** A row by column name; a missing cell is ''. */
export type Row = Readonly<Record<string, string>>;

/** An event as a sender would write it: not validated yet. */
export type MappedEvent = Record<string, unknown> & { id: string; type: EventType; at: string };

export interface MappingRefusal {
  type: EventType;
  code: ErrorCode;
  params: ErrorParams;
}

export interface MappedRow {
  events: MappedEvent[];
  refused: MappingRefusal[];
}

/**
 * The events that one row gives, in the mapping's order; each is judged alone, so that one unreadable
 * cell refuses only the events that need it. `rowNumber` counts data rows from 1 (`{#row}` in templates).
 * A row that meets no condition gives nothing.
 */
export function mapRow(mapping: Mapping, row: Row, rowNumber: number): MappedRow {
  const mapped: MappedRow = { events: [], refused: [] };
  const cells: Cells = { row, rowNumber, decimal: mapping.decimal };
  for (const spec of mapping.events) {
    if (!spec.when.every((condition) => holds(condition, row))) continue;
    try {
      mapped.events.push(mapEvent(mapping, spec, cells));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      mapped.refused.push({ type: spec.type, code: error.code, params: error.params });
    }
  }
  return mapped;
}

/** Every column that the mapping reads: a file without one of them was made for another mapping. */
export function mappedColumns(mapping: Mapping): string[] {
  const columns = new Set<string>();
  const add = (column: string | undefined) => column !== undefined && columns.add(column);
  const addTemplate = (template: string | undefined) => templateColumns(template ?? '').forEach(add);
  const fields = [mapping.everyEvent, ...mapping.events.map((event) => event.fields)].flatMap((some) =>
    Object.values(some),
  );
  for (const field of fields) {
    add(field.column);
    addTemplate(field.template);
  }
  for (const { id, at, when } of mapping.events) {
    addTemplate(id);
    add(at.column);
    addTemplate(at.template);
    at.plusSeconds.forEach((part) => typeof part === 'string' && add(part));
    when.forEach((condition) => add(condition.column));
  }
  return [...columns];
}

interface Cells {
  row: Row;
  rowNumber: number;
  decimal: '.' | ',';
}

/** A cell that the mapping cannot read: refuses the event, never the file. */
class Unreadable extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Worded like every refused field: see `eventRules` in the contract. */
function unreadable(
  field: string,
  received: string,
  rule: 'time' | 'number' | 'choice',
  more: ErrorParams = {},
): Unreadable {
  return new Unreadable('invalidEvent', { field, received: received.slice(0, 80), rule, ...more });
}

function mapEvent(mapping: Mapping, spec: MappingEvent, cells: Cells): MappedEvent {
  const id = fillTemplate(spec.id, cells);
  if (id === '') throw new Unreadable('missingField', { field: 'id' });
  const event: MappedEvent = { id, type: spec.type, at: timeOf(mapping, spec.at, cells) };
  for (const [path, field] of Object.entries({ ...mapping.everyEvent, ...spec.fields })) {
    const value = valueOf(field, cells);
    if (value !== undefined) setPath(event, path, value);
  }
  return event;
}

function timeOf(mapping: Mapping, spec: MappingTime, cells: Cells): string {
  const text = textOf(spec, cells);
  const started = readTime(text, { ...spec, timeZone: mapping.timeZone });
  if (started === null) throw unreadable('at', text, 'time');
  const at = spec.plusSeconds.reduce<number>((sum, part) => sum + 1000 * secondsOf(part, cells), started);
  return new Date(Math.round(at)).toISOString();
}

function secondsOf(part: string | number, cells: Cells): number {
  if (typeof part === 'number') return part;
  const text = cells.row[part] ?? '';
  const seconds = readCellNumber(text, cells.decimal);
  if (seconds === null) throw unreadable(part, text, 'number');
  return seconds;
}

function valueOf(field: MappingField, cells: Cells): unknown {
  if (field.constant !== undefined) return field.constant;
  const text = textOf(field, cells);
  if (text === '') return undefined;
  if (field.separator === undefined) return meaningOf(field, text, cells);
  return text
    .split(field.separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => meaningOf(field, part, cells));
}

function meaningOf(field: MappingField, text: string, cells: Cells): unknown {
  const name = field.column ?? field.template ?? '';
  if (field.map) {
    const known = [text, latinDigits(text)].find((key) => Object.hasOwn(field.map ?? {}, key));
    const meaning = known === undefined ? field.otherwise : field.map[known];
    if (meaning === undefined) throw unreadable(name, text, 'choice', { choices: Object.keys(field.map).join(', ') });
    return meaning;
  }
  if (field.as === 'text') return text;
  const number = readCellNumber(text, cells.decimal);
  if (number === null) throw unreadable(name, text, 'number');
  return number;
}

function textOf(spec: { column?: string | undefined; template?: string | undefined }, cells: Cells): string {
  return spec.column === undefined ? fillTemplate(spec.template ?? '', cells) : (cells.row[spec.column] ?? '').trim();
}

const placeholder = /\{([^{}]+)\}/g;

/** '' when one of its columns is empty: half a name would join what does not belong together. */
function fillTemplate(template: string, { row, rowNumber }: Cells): string {
  let complete = true;
  const filled = template.replace(placeholder, (_, column: string) => {
    const text = column === '#row' ? String(rowNumber) : (row[column] ?? '').trim();
    complete &&= text !== '';
    return text;
  });
  return complete ? filled : '';
}

function templateColumns(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] ?? '').filter((column) => column !== '#row');
}

function holds(condition: MappingCondition, row: Row): boolean {
  const text = latinDigits((row[condition.column] ?? '').trim());
  const among = (texts: string | string[]) => [texts].flat().some((one) => latinDigits(one) === text);
  if (condition.is !== undefined) return among(condition.is);
  if (condition.isNot !== undefined) return !among(condition.isNot);
  return (text === '') === condition.isEmpty;
}

function setPath(event: Record<string, unknown>, path: string, value: unknown): void {
  const dot = path.indexOf('.');
  if (dot < 0) {
    event[path] = value;
    return;
  }
  const outer = path.slice(0, dot);
  const inner = event[outer];
  const nested = typeof inner === 'object' && inner !== null ? inner : {};
  event[outer] = { ...nested, [path.slice(dot + 1)]: value };
}
