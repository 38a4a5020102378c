import { z } from 'zod';
import { reasons } from '../core/kpis/figure.ts';
import { units } from '../core/kpis/kpi.ts';
import { verdicts } from '../core/targets/verdict.ts';
import { instant } from './fields.ts';

const interval = z.tuple([z.number(), z.number()]).nullable();

/**
 * One figure of a report. `value` is null when nobody measured anything (then `n` is 0) or for the
 * `reason` given; counts are 0. `n`: rows behind it, exactly those that a GET of `drill` lists.
 * `interval`: 95 %, in the unit of the value.
 */
export const cell = z
  .object({
    value: z.number().nullable(),
    unit: z.enum(units),
    n: z.int(),
    interval,
    reason: z.enum(reasons).optional(),
    /** Address (path and query) of the rows behind it; null where there can be none. */
    drill: z.string().nullable(),
    /** The same figure of the period it is compared with, where a comparison was asked for. */
    before: z
      .object({
        value: z.number().nullable(),
        n: z.int(),
        interval,
        /** value − before, in the figure's unit; null where either is. */
        difference: z.number().nullable(),
        /** Interval (95 %) of the difference: for shares (Newcombe). */
        differenceInterval: interval,
      })
      .optional(),
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
