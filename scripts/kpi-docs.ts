import { dimensions, periodColumns } from '../core/kpis/dimensions.ts';
import { formulaOf } from '../core/kpis/formula.ts';
import type { Direction, Kpi, Unit } from '../core/kpis/kpi.ts';
import { kpiFamilies } from '../core/kpis/kpis.ts';
import { lackedDimensions } from '../core/kpis/question.ts';
import type { Measure } from '../core/kpis/algebra.ts';
import { kpiTexts } from '../locales/kpi-texts.ts';

/** `docs/kpis/`: a page a family and an index, written from the KPIs' own definitions. */
export function generateKpiDocs(): Map<string, string> {
  const pages = Object.entries(kpiFamilies).map(([family, kpis]): [string, string] => [
    `docs/kpis/${family}.md`,
    [`# ${capitalized(family)}`, generatedNote, ...kpis.filter(isMain).map((kpi) => section(kpi, kpis))].join('\n\n'),
  ]);
  return new Map([['docs/kpis/README.md', index()], ...pages].map(([path = '', text = '']) => [path, `${text}\n`]));
}

const generatedNote = '<!-- Written by `npm run generate` from core/kpis and locales/en/kpis.json. -->';

function index(): string {
  const rows = Object.entries(kpiFamilies).flatMap(([family, kpis]) =>
    kpis.filter(isMain).map((kpi) => {
      const { title, definition } = kpiTexts('en', kpi);
      return `| [\`${kpi.id}\`](${family}.md#${kpi.id.toLowerCase()}) | ${title} | ${kpi.unit} | ${definition} |`;
    }),
  );
  return [
    '# Figures',
    generatedNote,
    'Every figure of Rida, defined once (`core/kpis`) and computed by two independent interpreters that must agree:',
    'the warehouse’s SQL and an in-memory oracle (`tests/parity`). A figure opens to the rows behind it: `n` of them.',
    `| id | name | unit | what it answers |\n|---|---|---|---|\n${rows.join('\n')}`,
    '## How to read them',
    [
      '- Units: `seconds`, `hours`, `count`, `share` (0–1), `score` (0–100), `points` (−100–100), `rating` (the raw value',
      '  of one scale), `perHour`, `times` (how often). The interface formats them; it never divides.',
      '- Nobody measured anything: counts are 0, everything else is null, never 0.',
      '- `notByThis`: the figure’s rows lack a dimension that was asked by or filtered on. `notAllowed`: whoever asks may see',
      '  none of its rows. `notEnabled`: the workspace has not switched it on. `mixedScales`: raw values of several scales',
      '  have no mean.',
      '- Intervals are 95 %: Wilson for shares, Student’s t for means (two values at least), adjusted Wald for differences of',
      '  shares, Newcombe for a share against the period before. Sums, ratios and quantiles have none.',
      '- Clocks are in clock time; `xWorking` is the clock `x` within working hours, null where no schedule is set:',
      '  [working-hours.md](../working-hours.md).',
      '- Quantiles are exact, type 7. Every mean `x` comes with `xMedian`, `xP90` and `n`.',
    ].join('\n'),
  ].join('\n\n');
}

function section(kpi: Kpi, family: readonly Kpi[]): string {
  const { title, definition } = kpiTexts('en', kpi);
  const spread = family.filter(({ spreadOf }) => spreadOf?.kpi === kpi.id).map(({ id }) => `\`${id}\``);
  const facts: [string, string][] = [
    ['Formula', `\`${formulaOf(kpi)}\``],
    ['Unit', `${kpi.unit} (${unitText[kpi.unit]}); ${betterText[kpi.better]}`],
    ['Rows (`n`)', `${rowsText[kpi.measure.kind]} of the fact \`${kpi.fact}\``],
    ['Excluded', excluded(kpi)],
    ['In a period by', periodText(kpi)],
    ['When there is nothing', emptyCase(kpi)],
    ['Interval', intervalText[kpi.measure.kind]],
    ['Can be asked by', askedBy(kpi)],
    ...(kpi.workingHoursOf === undefined ? [] : [clockOf(kpi.workingHoursOf)]),
    ...(spread.length > 0 ? [['Comes with', spread.join(', ')] as [string, string]] : []),
  ];
  return [
    `## ${kpi.id}`,
    `**${title}.** ${definition}`,
    facts.map(([name, text]) => `- ${name}: ${text}`).join('\n'),
  ].join('\n\n');
}

const unitText: Record<Unit, string> = {
  seconds: 'from whole milliseconds',
  hours: 'from whole milliseconds',
  count: 'whole numbers',
  share: '0–1',
  score: '0–100',
  points: '−100–100',
  rating: 'as given',
  perHour: 'an hour',
  times: 'how often',
};

const betterText: Record<Direction, string> = {
  higher: 'higher is better',
  lower: 'lower is better',
  none: 'neither way is better by itself',
};

const rowsText: Record<Measure['kind'], string> = {
  count: 'the rows counted,',
  distinct: 'the rows looked at,',
  sum: 'the rows summed,',
  mean: 'the rows that measured it,',
  quantile: 'the rows that measured it,',
  share: 'the rows below the line,',
  difference: 'the rows below the line,',
  ratio: 'the rows above the line,',
  none: 'none yet,',
};

function clockOf(id: string): [string, string] {
  return [
    'In working hours',
    `what [\`${id}\`](#${id.toLowerCase()}) is in clock time: [working-hours.md](../working-hours.md)`,
  ];
}

function excluded({ measure }: Kpi): string {
  switch (measure.kind) {
    case 'mean':
    case 'quantile':
    case 'sum':
      return `rows outside the conditions of the formula, and rows that did not measure \`${measure.column}\``;
    case 'none':
      return 'everything';
    default:
      return 'rows outside the conditions of the formula';
  }
}

function periodText({ fact }: Kpi): string {
  const [usual, ...others] = periodColumns[fact];
  const also = others.map((column) => `\`${column}\``).join(', ');
  return also === '' ? `\`${usual}\`` : `\`${usual}\`; on request ${also}`;
}

function emptyCase({ measure, unit }: Kpi): string {
  if (measure.kind === 'none') return 'always null, `notEnabled`';
  return measure.kind === 'count' || measure.kind === 'distinct' || (measure.kind === 'sum' && unit === 'count')
    ? '0'
    : 'null';
}

const intervalText: Record<Measure['kind'], string> = {
  mean: 'Student’s t, 95 %',
  share: 'Wilson, 95 %',
  difference: 'adjusted Wald, 95 %',
  count: 'none',
  sum: 'none',
  quantile: 'none',
  distinct: 'none',
  ratio: 'none',
  none: 'none',
};

function askedBy(kpi: Kpi): string {
  return dimensions
    .filter((dimension) => lackedDimensions(kpi, [dimension]).length === 0)
    .map((each) => `\`${each}\``)
    .join(', ');
}

/** Medians and 90th percentiles stand with their mean. */
function isMain({ spreadOf }: Kpi): boolean {
  return spreadOf === undefined;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
