import type { ErrorCode, ErrorParams } from '../../errors.ts';
import { latinDigits } from '../../language/digits.ts';
import type { EventType } from '../types.ts';
import { readDuration } from './durations.ts';
import { readCellNumber } from './numbers.ts';
import type { Mapping, MappingCondition, MappingEvent, MappingField, MappingTime, ZonedMapping } from './schema.ts';
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

/** What a row is known by besides its cells. */
export interface RowPlace {
  /** Number of the data row, from 1: `{#row}`. */
  number: number;
  /** Names the row by what it holds, the same in every file: `{#content}`; see RowContents. */
  content: string;
}

export interface MappedRow {
  events: MappedEvent[];
  refused: MappingRefusal[];
}

/**
 * The events that one row gives, in the mapping's order; each is judged alone, so that one unreadable
 * cell refuses only the events that need it.
 * A row that meets no condition gives nothing.
 */
export function mapRow(mapping: ZonedMapping, given: Row, place: RowPlace): MappedRow {
  const mapped: MappedRow = { events: [], refused: [] };
  const row = withoutEmpty(given, mapping.empty);
  const cells: Cells = { row, place, decimal: mapping.decimal };
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

function withoutEmpty(row: Row, empty: readonly string[]): Row {
  if (empty.length === 0) return row;
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, empty.includes(cell.trim()) ? '' : cell]));
}

/** Whether a mapping names rows by their content: then whoever reads must count equal rows. */
export function namesRowsByContent(mapping: Mapping): boolean {
  return JSON.stringify(mapping).includes('{#content}');
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
  place: RowPlace;
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
  rule: 'date' | 'ambiguousDate' | 'time' | 'number' | 'duration' | 'choice',
  more: ErrorParams = {},
): Unreadable {
  return new Unreadable('invalidEvent', { field, received: received.slice(0, 80), rule, ...more });
}

function mapEvent(mapping: ZonedMapping, spec: MappingEvent, cells: Cells): MappedEvent {
  const id = fillTemplate(spec.id, cells);
  if (id === '') throw new Unreadable('missingField', { field: 'id' });
  const event: MappedEvent = { id, type: spec.type, at: timeOf(mapping, spec.at, cells) };
  for (const [path, field] of Object.entries({ ...mapping.everyEvent, ...spec.fields })) {
    const value = valueOf(field, cells);
    if (value !== undefined) setPath(event, path, value);
  }
  return event;
}

function timeOf(mapping: ZonedMapping, spec: MappingTime, cells: Cells): string {
  const text = textOf(spec, cells);
  const started = readTime(text, { ...spec, timeZone: mapping.timeZone });
  const name = spec.column ?? 'at';
  if (text === '') throw new Unreadable('missingField', { field: name });
  if (started === 'ambiguous') throw unreadable(name, text, 'ambiguousDate');
  if (started === null) throw unreadable(name, text, 'date');
  const at = spec.plusSeconds.reduce<number>((sum, part) => sum + 1000 * secondsOf(part, cells), started);
  return new Date(Math.round(at)).toISOString();
}

function secondsOf(part: string | number, cells: Cells): number {
  if (typeof part === 'number') return part;
  const text = cells.row[part] ?? '';
  const seconds = readDuration(text, cells.decimal);
  if (seconds === null) throw unreadable(part, text, 'duration');
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
  const number = field.as === 'duration' ? readDuration(text, cells.decimal) : readCellNumber(text, cells.decimal);
  if (number === null) throw unreadable(name, text, field.as);
  return number;
}

function textOf(spec: { column?: string | undefined; template?: string | undefined }, cells: Cells): string {
  return spec.column === undefined ? fillTemplate(spec.template ?? '', cells) : (cells.row[spec.column] ?? '').trim();
}

const placeholder = /\{([^{}]+)\}/g;

/** '' when one of its columns is empty: half a name would join what does not belong together. */
function fillTemplate(template: string, { row, place }: Cells): string {
  let complete = true;
  const filled = template.replace(placeholder, (_, column: string) => {
    const text = ownPlace(column, place) ?? (row[column] ?? '').trim();
    complete &&= text !== '';
    return text;
  });
  return complete ? filled : '';
}

function ownPlace(column: string, { number, content }: RowPlace): string | undefined {
  return { '#row': String(number), '#content': content }[column];
}

const ownPlaces: readonly string[] = ['#row', '#content'];

function templateColumns(template: string): string[] {
  return [...template.matchAll(placeholder)]
    .map((match) => match[1] ?? '')
    .filter((column) => !ownPlaces.includes(column));
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
