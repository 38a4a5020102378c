import { TextDecoder } from 'node:util';
import { RidaError } from '../../../core/errors.ts';
import { type SerialKind, serialKind } from '../../../core/events/mapping/serials.ts';
import type { TableLimits } from './table-limits.ts';
import { type XmlHandler, XmlScanner } from './xml.ts';
import type { Zip } from './zip.ts';

/** What of a workbook is needed to read one of its sheets. */
export interface Book {
  zip: Zip;
  /** Visible sheets in their order: name, and the part that holds it. */
  sheets: { name: string; part: string }[];
  date1904: boolean;
  /** What numbers are, by the index of a cell's style. */
  styles: SerialKind[];
  sharedTexts: string[];
}

/** Reads all of a workbook but its sheets. Throws `fileFormatUnknown` where the archive holds none. */
export async function readBook(zip: Zip, limits: TableLimits): Promise<Book> {
  const bookPart = await findBook(zip);
  const folder = bookPart.slice(0, bookPart.lastIndexOf('/') + 1);
  const relations = await readRelations(zip, `${folder}_rels/${bookPart.slice(folder.length)}.rels`);
  const { sheets, date1904 } = await readSheetList(zip, bookPart);
  const partOf = (target: string) => (target.startsWith('/') ? target.slice(1) : resolved(folder + target));
  const targetOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const [styles, texts] = [targetOf('styles'), targetOf('sharedStrings')];
  return {
    zip,
    date1904,
    sheets: sheets.flatMap(({ name, relation }) => {
      const target = relations.find(({ id }) => id === relation)?.target;
      return target !== undefined && /sheet/i.test(target) ? [{ name, part: partOf(target) }] : [];
    }),
    styles: styles === undefined ? [] : await readStyles(zip, partOf(styles)),
    sharedTexts: texts === undefined ? [] : await readSharedTexts(zip, partOf(texts), limits),
  };
}

/** Feeds a part of the archive to a handler. `fileDamaged` where it is not there. */
export async function scan(zip: Zip, name: string, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler);
  for await (const text of partText(zip, name)) scanner.push(text);
  scanner.end();
}

export async function* partText(
  zip: Zip,
  name: string,
  onRead?: (packedBytes: number) => void,
): AsyncGenerator<string> {
  const part = zip.parts.get(name);
  if (part === undefined) throw new RidaError('fileDamaged');
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of zip.read(part, onRead)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

async function findBook(zip: Zip): Promise<string> {
  if (!zip.parts.has('_rels/.rels')) throw new RidaError('fileFormatUnknown');
  const relations = await readRelations(zip, '_rels/.rels');
  const target = relations.find(({ type }) => type.endsWith('/officeDocument'))?.target.replace(/^\//, '');
  if (target === undefined || !zip.parts.has(target) || !/workbook|book/i.test(target)) {
    throw new RidaError('fileFormatUnknown');
  }
  return target;
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

async function readRelations(zip: Zip, name: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  await scan(zip, name, {
    open(element, attribute) {
      if (element !== 'Relationship') return;
      relations.push({ id: attribute('Id') ?? '', type: attribute('Type') ?? '', target: attribute('Target') ?? '' });
    },
    close() {},
  });
  return relations;
}

async function readSheetList(
  zip: Zip,
  name: string,
): Promise<{ sheets: { name: string; relation: string }[]; date1904: boolean }> {
  const sheets: { name: string; relation: string }[] = [];
  let date1904 = false;
  await scan(zip, name, {
    open(element, attribute) {
      if (element === 'workbookPr') date1904 = isTrue(attribute('date1904'));
      if (element !== 'sheet' || (attribute('state') ?? 'visible') !== 'visible') return;
      // `r:id`, whatever the prefix; `sheetId` is another attribute.
      sheets.push({ name: attribute('name') ?? '', relation: attribute('id') ?? '' });
    },
    close() {},
  });
  return { sheets, date1904 };
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

async function readStyles(zip: Zip, name: string): Promise<SerialKind[]> {
  const codes = new Map<number, string>();
  const styles: SerialKind[] = [];
  let inCells = false;
  await scan(zip, name, {
    open(element, attribute) {
      if (element === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (element === 'cellXfs') inCells = true;
      else if (element === 'xf' && inCells) {
        const format = Number(attribute('numFmtId') ?? 0);
        styles.push(serialKind(format, codes.get(format)));
      }
    },
    close(element) {
      if (element === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readSharedTexts(zip: Zip, name: string, limits: TableLimits): Promise<string[]> {
  const texts: string[] = [];
  const text = new RichText(limits.cell);
  let characters = 0;
  await scan(zip, name, {
    open(element) {
      if (element === 'si') text.begin();
      else text.open(element);
    },
    text: (piece) => text.add(piece),
    close(element) {
      text.close(element);
      if (element !== 'si') return;
      characters += text.value.length + 8;
      if (characters > limits.sharedText) throw new RidaError('fileTooLarge', { limit: limits.sharedText });
      texts.push(text.value);
    },
  });
  return texts;
}

/** A text that may be made of differently formatted runs; how it is pronounced is no part of it. */
export class RichText {
  value = '';
  #inText = false;
  #inPhonetic = false;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  begin(): void {
    this.value = '';
  }

  open(element: string): void {
    if (element === 'rPh') this.#inPhonetic = true;
    if (element === 't') this.#inText = !this.#inPhonetic;
  }

  add(piece: string): void {
    if (!this.#inText) return;
    this.value += piece;
    if (this.value.length > this.#limit) throw new RidaError('cellTooLong', { line: 0, limit: this.#limit });
  }

  close(element: string): void {
    if (element === 't') this.#inText = false;
    if (element === 'rPh') this.#inPhonetic = false;
  }
}
