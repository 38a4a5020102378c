import { deflateRawSync } from 'node:zlib';

/** A part of a ZIP archive; `says` lies about its unpacked size. */
export interface ZipEntry {
  name: string;
  content: string | Buffer;
  says?: number;
}

/** A ZIP archive of these parts. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, says } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const sizes = [packed.length, says ?? bytes.length] as const;
    const local = header(30, 0x04034b50, [
      [8, 8, 2],
      [18, sizes[0], 4],
      [22, sizes[1], 4],
      [26, nameBytes.length, 2],
    ]);
    const entry = header(46, 0x02014b50, [
      [10, 8, 2],
      [20, sizes[0], 4],
      [24, sizes[1], 4],
      [28, nameBytes.length, 2],
      [42, offset, 4],
    ]);
    locals.push(local, nameBytes, packed);
    directory.push(entry, nameBytes);
    offset += local.length + nameBytes.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = header(22, 0x06054b50, [
    [8, entries.length, 2],
    [10, entries.length, 2],
    [12, central.length, 4],
    [16, offset, 4],
  ]);
  return Buffer.concat([...locals, central, end]);
}

function header(length: number, signature: number, fields: readonly (readonly [number, number, number])[]): Buffer {
  const buffer = Buffer.alloc(length);
  buffer.writeUInt32LE(signature, 0);
  for (const [at, value, bytes] of fields) buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

export interface Workbook {
  /** XML of each sheet's `<sheetData>` content, by name. */
  sheets: Record<string, string>;
  hidden?: readonly string[];
  sharedStrings?: readonly string[];
  /** Number formats of styles 1, 2 …; style 0 is General. */
  formats?: readonly string[];
  date1904?: boolean;
  /** Parts beside or instead of these. */
  parts?: Record<string, string>;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The bytes of an XLSX file. */
export function workbookOf({
  sheets,
  hidden = [],
  sharedStrings = [],
  formats = [],
  date1904,
  parts,
}: Workbook): Buffer {
  const names = Object.keys(sheets);
  const all: Record<string, string> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${declaration}<workbook ${main} xmlns:r="${officeTypes}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map(
        (name, i) =>
          `<sheet name="${name}" sheetId="${i + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_, i): [string, string, string] => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['rIdS', 'styles', 'styles.xml'],
      ['rIdT', 'sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': `${declaration}<styleSheet ${main}><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, i) => `<xf numFmtId="${164 + i}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${declaration}<sst ${main}>${sharedStrings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheets[name] ?? '')])),
    ...parts,
  };
  return zipOf(Object.entries(all).map(([name, content]) => ({ name, content })));
}

export function sheetXml(data: string): string {
  return `${declaration}<worksheet ${main}><sheetData>${data}</sheetData></worksheet>`;
}

/** Rows of plain texts as `<sheetData>` content. */
export function rowsXml(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((cells) => `<row>${cells.map(cellXml).join('')}</row>`).join('');
}

function cellXml(value: string | number): string {
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return value === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}

function relations(list: readonly (readonly [string, string, string])[]): string {
  const each = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${officeTypes}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}
