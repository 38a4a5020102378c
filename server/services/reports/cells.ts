import type { Cell, ComparedCell } from '../../../contract/cell.ts';
import type { Comparison } from '../../../core/calendar/counterparts.ts';
import type { Figure } from '../../../core/kpis/figure.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { type AskedQuestion, type Figures, type Question, inOrderOf, questionIn } from '../../../core/kpis/question.ts';
import { newcombeInterval } from '../../../core/statistics/newcombe.ts';
import type { Context } from '../../context.ts';
import { type Earlier, type Group, askEarlier, figuresBy, groupId } from './compared.ts';
import { addressOf } from './drill-addresses.ts';
import { type Frame, viewerOf } from './frame.ts';

export type Cells = Record<string, Cell>;

export interface CellRow {
  keys: readonly string[];
  bucket: number | null;
  cells: Cells;
}

export interface CellAnswer {
  /** What was asked of the period itself. */
  question: Question;
  /** The groups that something is behind, now or in a period compared with, by bucket and keys. */
  rows: CellRow[];
  totals: Cells;
  /** Cells of a bucket without rows. */
  emptyCells(bucket: { from: number; to: number }): Cells;
}

/**
 * Asks a question, and the same of the periods it is compared with, and makes every figure a cell that can
 * be opened. A bucket without a counterpart in the earlier period has nothing to be compared with.
 */
export async function askCells(asked: AskedQuestion, frame: Frame, context: Context): Promise<CellAnswer> {
  const viewer = viewerOf(context);
  const question = questionIn(asked, frame.period, frame.settings);
  const [answer, ...earlier] = await Promise.all([
    context.ask(question, viewer),
    ...frame.compared.map((each) => askEarlier(asked, question, each, frame, viewer, context)),
  ]);
  const { zone } = frame.settings;
  const figuresNow = figuresBy(answer.rows);
  const cellsAt = (group: Group) =>
    cellsOf(
      { question, zone, group, figures: figuresNow.get(groupId(group)) ?? answer.empty },
      earlier.flatMap((each) => earlierPart(each, zone, group)),
    );
  const groups = new Map([...answer.rows, ...earlier.flatMap(groupsAfter)].map((each) => [groupId(each), each]));
  const everything = { keys: [], bucket: null };
  const totals = (of: Question, figures: Figures): Part => ({ question: of, zone, group: everything, figures });
  return {
    question,
    rows: [...groups.values()]
      .toSorted(inOrderOf(question.by))
      .map(({ keys, bucket }) => ({ keys, bucket, cells: cellsAt({ keys, bucket }) })),
    totals: cellsOf(
      totals(question, answer.totals),
      earlier.map((each) => ({ as: each.as, ...totals(each.question, each.answer.totals) })),
    ),
    emptyCells: ({ from }) => cellsAt({ keys: [], bucket: from }),
  };
}

/** The figures of one group of one question. */
interface Part {
  question: Question;
  zone: string;
  group: Group;
  figures: Figures;
}

type EarlierPart = Part & { as: Comparison };

/** What a group is compared with; nothing where its bucket has no counterpart. */
function earlierPart(earlier: Earlier, zone: string, { keys, bucket }: Group): EarlierPart[] {
  const { as, question, answer, figures, bucketBefore } = earlier;
  const group = { keys, bucket: bucket === null ? null : bucketBefore(bucket) };
  if (bucket !== null && group.bucket === null) return [];
  return [{ as, question, zone, group, figures: figures.get(groupId(group)) ?? answer.empty }];
}

/** The groups that something was behind in the earlier period, where they are now: what is gone is seen too. */
function groupsAfter({ answer, bucketAfter }: Earlier): Group[] {
  return answer.rows.flatMap(({ keys, bucket }): Group[] => {
    if (bucket === null) return [{ keys, bucket }];
    const after = bucketAfter(bucket);
    return after === null ? [] : [{ keys, bucket: after }];
  });
}

function cellsOf(now: Part, earlier: readonly EarlierPart[]): Cells {
  return Object.fromEntries(
    now.question.kpis.map((kpi) => {
      const figure = figureIn(now, kpi);
      const compared = earlier.map((part): [Comparison, ComparedCell] => {
        const before = figureIn(part, kpi);
        return [part.as, comparison(kpi, figure, before, addressOf(kpi, part.question, part))];
      });
      return [kpi.id, { ...cellOf(kpi, figure, addressOf(kpi, now.question, now)), ...Object.fromEntries(compared) }];
    }),
  );
}

function figureIn({ figures }: Part, { id }: Kpi): Figure {
  const figure = figures[id];
  if (figure === undefined) throw new Error(`no figure ${id} in the answer`);
  return figure;
}

/** A figure as a cell; `address`: of the rows behind it. */
export function cellOf(kpi: Kpi, figure: Figure, address: string | null): Cell {
  return { ...shown(figure, address), unit: kpi.unit };
}

function shown({ value, n, interval, reason }: Figure, address: string | null): Omit<Cell, 'unit'> {
  const opens = reason === undefined || reason === 'mixedScales';
  return {
    value,
    n,
    interval: interval === null ? null : [interval[0], interval[1]],
    ...(reason !== undefined && { reason }),
    drill: opens ? address : null,
  };
}

function comparison(kpi: Kpi, now: Figure, before: Figure, address: string | null): ComparedCell {
  const both = now.value !== null && before.value !== null;
  return {
    ...shown(before, address),
    difference: both ? (now.value ?? 0) - (before.value ?? 0) : null,
    differenceInterval: kpi.measure.kind === 'share' && both ? differenceOfShares(now, before) : null,
  };
}

function differenceOfShares(now: Figure, before: Figure): [number, number] | null {
  const counts = ({ value, n }: Figure) => ({ hits: Math.round((value ?? 0) * n), n });
  const interval = newcombeInterval(counts(now), counts(before));
  return interval === null ? null : [interval[0], interval[1]];
}
