import { Bytes } from './bytes.ts';

/** Values of one column, collected one by one and written out together. */
export interface Column {
  /** The type under which the engine reads it; it converts to that of the table where they differ. */
  readonly type: string;
  /** Throws for a value that the type cannot hold. */
  add(value: unknown): void;
  /** Bytes that `writeTo` will take, or a few more. */
  size(): number;
  writeTo(out: Bytes): void;
  /** Forgets the values; the column can be filled again. */
  clear(): void;
}

/** A column for values of a table's type, as `system.columns` names it. Throws for types we do not write. */
export function columnOf(type: string): Column {
  const [, inner] = /^Nullable\((.+)\)$/.exec(type) ?? [];
  if (inner !== undefined) return new NullableColumn(inner);
  const [, aggregated] = /^SimpleAggregateFunction\(\w+, (.+)\)$/.exec(type) ?? [];
  if (aggregated !== undefined) return columnOf(aggregated);
  if (type === 'LowCardinality(String)') return new DictionaryColumn();
  if (type === 'Array(LowCardinality(String))' || type === 'Array(String)') return new TextListColumn();
  return new PlainColumn(type);
}

type Write = (bytes: Bytes, value: unknown) => void;

/** Types whose values stand one after the other, by name; times are in the unit that the type counts. */
const plainWrites: Readonly<Record<string, Write>> = {
  String: (bytes, value) => bytes.text(text(value)),
  Bool: (bytes, value) => bytes.uint8(truth(value)),
  UInt8: (bytes, value) => bytes.uint8(whole(value)),
  UInt32: (bytes, value) => bytes.uint32(whole(value)),
  UInt64: (bytes, value) => (typeof value === 'bigint' ? bytes.uint64(value) : bytes.int64(whole(value))),
  Int64: (bytes, value) => bytes.int64(whole(value)),
  Float64: (bytes, value) => bytes.float64(number(value)),
  "DateTime64(3, 'UTC')": (bytes, value) => bytes.int64(whole(value)),
  "DateTime('UTC')": (bytes, value) => bytes.uint32(whole(value)),
};

/** Texts, numbers, truth values and times: a row's value after the other. */
class PlainColumn implements Column {
  readonly type: string;
  readonly #bytes = new Bytes();
  readonly #write: Write;

  constructor(type: string) {
    const write = plainWrites[type];
    if (write === undefined) throw new Error(`no way to write ${type}`);
    this.type = type;
    this.#write = write;
  }

  add(value: unknown): void {
    this.#write(this.#bytes, value);
  }

  size(): number {
    return this.#bytes.length;
  }

  writeTo(out: Bytes): void {
    out.append(this.#bytes.written());
  }

  clear(): void {
    this.#bytes.clear();
  }
}

/** Which rows are null, then all values, with a zero for those. */
class NullableColumn implements Column {
  readonly type: string;
  readonly #nulls = new Bytes();
  readonly #values: Column;

  constructor(inner: string) {
    this.type = `Nullable(${inner})`;
    this.#values = columnOf(inner);
  }

  add(value: unknown): void {
    this.#nulls.uint8(value === null ? 1 : 0);
    this.#values.add(value ?? 0);
  }

  size(): number {
    return this.#nulls.length + this.#values.size();
  }

  writeTo(out: Bytes): void {
    out.append(this.#nulls.written());
    this.#values.writeTo(out);
  }

  clear(): void {
    this.#nulls.clear();
    this.#values.clear();
  }
}

/** Version of the dictionary's form, and what a block's flags say: its own keys follow, and they are all. */
const dictionaryVersion = 1;
const ownKeysOnly = 0x600;

/** Texts of which few differ: each once, and a row's place among them. */
class DictionaryColumn implements Column {
  readonly type = 'LowCardinality(String)';
  readonly #places = new Map<string, number>();
  readonly #keys = new Bytes();
  readonly #rows: number[] = [];

  constructor() {
    this.clear();
  }

  add(value: unknown): void {
    const key = text(value);
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(key, place);
      this.#keys.text(key);
    }
    this.#rows.push(place);
  }

  size(): number {
    return 32 + this.#keys.length + this.#rows.length * 4;
  }

  writeTo(out: Bytes): void {
    const width = widthOf(this.#places.size);
    out.int64(dictionaryVersion);
    out.int64(ownKeysOnly | width);
    out.int64(this.#places.size);
    out.append(this.#keys.written());
    out.int64(this.#rows.length);
    out.append(new Uint8Array(new placeArrays[width](this.#rows).buffer));
  }

  clear(): void {
    this.#places.clear();
    this.#keys.clear();
    this.#rows.length = 0;
    this.#places.set('', 0);
    this.#keys.text('');
  }
}

const placeArrays = [Uint8Array, Uint16Array, Uint32Array] as const;

function widthOf(places: number): 0 | 1 | 2 {
  if (places <= 0x100) return 0;
  return places <= 0x10000 ? 1 : 2;
}

/** Where each row's list ends, then the texts of all lists. */
class TextListColumn implements Column {
  readonly type = 'Array(String)';
  readonly #ends = new Bytes();
  readonly #texts = new PlainColumn('String');
  #end = 0;

  add(value: unknown): void {
    if (!Array.isArray(value)) throw refused('a list', value);
    for (const each of value) this.#texts.add(each);
    this.#end += value.length;
    this.#ends.int64(this.#end);
  }

  size(): number {
    return this.#ends.length + this.#texts.size();
  }

  writeTo(out: Bytes): void {
    out.append(this.#ends.written());
    this.#texts.writeTo(out);
  }

  clear(): void {
    this.#end = 0;
    this.#ends.clear();
    this.#texts.clear();
  }
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw refused('a text', value);
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw refused('a number', value);
  return value;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw refused('a whole number', value);
  return value as number;
}

function truth(value: unknown): 0 | 1 {
  if (typeof value !== 'boolean') throw refused('true or false', value);
  return value ? 1 : 0;
}

/** The value itself may be a person's words: only its kind is told. */
function refused(wanted: string, value: unknown): TypeError {
  return new TypeError(`a column holds ${wanted}, not ${value === null ? 'null' : typeof value}`);
}
