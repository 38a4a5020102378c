import stringWidth from 'string-width';

export interface TableColumn {
  title: string;
  /** Texts at the line's start, numbers at its end. */
  align: 'start' | 'end';
}

const gap = '  ';
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * Lays rows out in columns that line up on a terminal, whatever their scripts. Columns that do not fit
 * into `width` follow below, under the first column once more. `rows` hold a text a column.
 */
export function layOutTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map(({ title }, index) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), stringWidth(title)),
  );
  const blocks = blocksOf(widths, width).map((indexes) => {
    const line = (texts: readonly string[]) =>
      layOutLine(indexes.map((index) => pad(texts[index] ?? '', widths[index] ?? 0, columns[index]?.align)));
    const rule = indexes.map((index) => '─'.repeat(widths[index] ?? 0)).join(gap);
    return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)];
  });
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** Which columns stand side by side; the first leads every block. */
function blocksOf(widths: readonly number[], width: number): number[][] {
  const blocks: number[][] = [];
  let used = 0;
  for (let index = 1; index < widths.length; index++) {
    const needed = gap.length + (widths[index] ?? 0);
    const last = blocks.at(-1);
    if (last && used + needed <= width) {
      last.push(index);
      used += needed;
    } else {
      blocks.push([0, index]);
      used = (widths[0] ?? 0) + needed;
    }
  }
  return blocks.length > 0 ? blocks : [[0]];
}

function pad(text: string, width: number, align: TableColumn['align'] = 'start'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'start' ? isolate(text) + blanks : blanks + isolate(text);
}

/** Keeps a cell in its place: on a terminal that turns right-to-left text around, neighbours would change sides. */
function isolate(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

function layOutLine(cells: readonly string[]): string {
  const line = cells.join(gap).trimEnd();
  return rightToLeft.test(line) ? `\u200E${line}` : line;
}
