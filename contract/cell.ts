import { z } from 'zod';
import { reasons } from '../core/kpis/figure.ts';
import { units } from '../core/kpis/kpi.ts';
import { verdicts } from '../core/targets/verdict.ts';
import { instant } from './fields.ts';

const interval = z.tuple([z.number(), z.number()]).nullable();

const figure = {
  value: z.number().nullable(),
  n: z.int(),
  interval,
  reason: z.enum(reasons).optional(),
  /** Address (path and query) of the rows behind it; null where there can be none. */
  drill: z.string().nullable(),
};

/** The same figure of a period that a report is compared with. */
const comparedCell = z
  .object({
    ...figure,
    /** The figure now less this one, in its unit; null where either is. */
    difference: z.number().nullable(),
    /** Interval (95 %) of the difference: for shares (Newcombe). */
    differenceInterval: interval,
  })
  .meta({ id: 'ComparedCell' });

export type ComparedCell = z.infer<typeof comparedCell>;

/**
 * One figure of a report. `value` is null when nobody measured anything (then `n` is 0) or for the
 * `reason` given; counts are 0. `n`: rows behind it, exactly those that a GET of `drill` lists.
 * `interval`: 95 %, in the unit of the value. `before`: of the period in `comparedWith`; `lastYear`: of the one
 * in `lastYear`, where both comparisons were asked for. A time bucket without counterpart there has none.
 */
export const cell = z
  .object({
    ...figure,
    unit: z.enum(units),
    before: comparedCell.optional(),
    lastYear: comparedCell.optional(),
    /** The target that holds for it, where targets were asked for and one does. */
    target: z
      .object({
        targetId: z.int(),
        value: z.number(),
        verdict: z.enum(verdicts),
        /** The figure that the verdict was stored on; null while it is provisional, and of the cell itself. */
        judged: z.object({ at: instant, value: z.number().nullable(), n: z.int(), interval }).nullable(),
      })
      .optional(),
  })
  .meta({ id: 'Cell' });

export type Cell = z.infer<typeof cell>;

/** Cells by KPI id, for the ids named; absent where the question left a figure out. */
export function cellsOf<const Id extends string>(ids: readonly Id[]): Record<Id, z.ZodOptional<typeof cell>> {
  return Object.fromEntries(ids.map((id) => [id, cell.optional()])) as Record<Id, z.ZodOptional<typeof cell>>;
}
