/** What stands between the cells of tables that people have, the likelier first. */
export const delimiters = [',', ';', '\t', '|', '؛'] as const;

/**
 * The delimiter of a CSV text, from its beginning: the one that parts the heading into several cells and the lines below
 * into as many. `,` where none does: a table of a single column.
 */
export function detectDelimiter(text: string): string {
  const lines = logicalLines(text).slice(0, linesLookedAt);
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const widths = lines.map((line) => cellsOf(line, delimiter));
    const [width = 1] = widths;
    if (width < 2) continue;
    const alike = widths.filter((each) => each === width).length / widths.length;
    // Agreement counts first; then a tab, which nobody types into a text; then the one that makes more cells.
    const score = alike + (delimiter === '\t' ? 0.1 : 0) + Math.min(width, 50) / 1_000;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

const linesLookedAt = 50;

/** Lines that are not empty; a line break between quotes ends none. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/\r?\n/)) {
    line = line === '' ? piece : `${line}\n${piece}`;
    const isOpen = (line.split('"').length - 1) % 2 === 1;
    // A quote that stays open is a sign like any other.
    if (isOpen && line.split('\n').length < 20) continue;
    if (line.trim() !== '') lines.push(line);
    line = '';
  }
  return lines;
}

function cellsOf(line: string, delimiter: string): number {
  return line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length;
}
