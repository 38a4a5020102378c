import { RidaError } from '../../../core/errors.ts';

/** What a scanner tells of, in the document's order; names come without their namespace's prefix. */
export interface XmlHandler {
  open(name: string, attribute: (name: string) => string | undefined): void;
  /** A piece of text; one text may come in several. */
  text?(text: string): void;
  close(name: string): void;
}

/** A tag longer than this is no spreadsheet's. */
const longestTag = 256 * 1024;
const longestEntity = 12;

/**
 * Reads XML as it comes, in any pieces, holding no more than one tag. There is no document type and there are no
 * entities but the five that XML has: a file that declares some (`fileForbiddenXml`) could grow without end.
 * Throws `fileDamaged` for what is no XML.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest = '';
  #depth = 0;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(piece: string): void {
    const text = this.#rest + piece;
    let place = 0;
    while (place < text.length) {
      const next = text.charCodeAt(place) === lessThan ? this.#markup(text, place) : this.#text(text, place);
      if (next === null) break;
      place = next;
    }
    this.#rest = text.slice(place);
    if (this.#rest.length > longestTag) throw damaged();
  }

  /** The document must be whole. */
  end(): void {
    if (this.#rest.trim() !== '' || this.#depth !== 0) throw damaged();
  }

  /** Where it goes on; null where more must come first. */
  #text(text: string, place: number): number | null {
    const found = text.indexOf('<', place);
    let end = found < 0 ? text.length : found;
    if (found < 0) {
      const ampersand = text.lastIndexOf('&');
      if (ampersand >= place && text.length - ampersand <= longestEntity && !text.includes(';', ampersand))
        end = ampersand;
      if (end === place) return null;
    }
    this.#handler.text?.(unescaped(text.slice(place, end)));
    return end;
  }

  #markup(text: string, place: number): number | null {
    if (text.startsWith('<!--', place)) return afterMark(text, '-->', place);
    if (text.startsWith('<?', place)) return afterMark(text, '?>', place);
    if (text.startsWith('<![CDATA[', place)) {
      const after = afterMark(text, ']]>', place);
      if (after !== null) this.#handler.text?.(text.slice(place + 9, after - 3));
      return after;
    }
    if (text.startsWith('<!', place)) {
      // Perhaps the beginning of a comment or of a CDATA section.
      if (text.length - place < 9) return null;
      throw new RidaError('fileForbiddenXml');
    }
    const end = tagEnd(text, place + 1);
    if (end === null) return null;
    this.#tag(text.slice(place + 1, end));
    return end + 1;
  }

  #tag(tag: string): void {
    if (tag.startsWith('/')) {
      this.#depth--;
      this.#handler.close(localName(tag.slice(1).trim()));
      return;
    }
    const isEmpty = tag.endsWith('/');
    const body = isEmpty ? tag.slice(0, -1) : tag;
    const [name = ''] = /^[^\s/]+/.exec(body) ?? [];
    if (name === '') throw damaged();
    this.#handler.open(localName(name), (wanted) => attributeOf(body, wanted));
    if (isEmpty) this.#handler.close(localName(name));
    else this.#depth++;
  }
}

const lessThan = 0x3c;

function afterMark(text: string, mark: string, place: number): number | null {
  const found = text.indexOf(mark, place);
  return found < 0 ? null : found + mark.length;
}

/** The `>` that ends a tag: one between quotes does not. */
function tagEnd(text: string, place: number): number | null {
  let quote = '';
  for (let at = place; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return null;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributeOf(tag: string, wanted: string): string | undefined {
  for (const [, name = '', double, single] of tag.matchAll(/([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (name === wanted || name.endsWith(`:${wanted}`)) return unescaped(double ?? single ?? '');
  }
  return undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const known = named[name];
    if (known !== undefined && whole.endsWith(';')) return known;
    const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    if (!code) throw new RidaError('fileForbiddenXml');
    const point = Number.parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}

function damaged(): RidaError {
  return new RidaError('fileDamaged');
}
