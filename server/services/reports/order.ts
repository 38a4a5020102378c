import { RidaError } from '../../../core/errors.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { OrderBy } from '../../../core/kpis/order.ts';
import type { CellRow } from './cells.ts';
import type { Frame } from './frame.ts';

/** Throws RidaError('invalidRequest') for an order by what the report will not have. */
export function checkOrder(order: OrderBy | undefined, kpis: readonly Kpi[], { compared }: Frame): void {
  if (order === undefined) return;
  if (!kpis.some(({ id }) => id === order.kpi)) refuse('kpi', 'not_asked_for');
  const needed = { value: 0, n: 0, difference: 1, lastYearDifference: 2 }[order.of];
  if (compared.length < needed) refuse('of', 'not_compared');
}

function refuse(field: 'kpi' | 'of', rule: string): never {
  throw new RidaError('invalidRequest', { field: `body.orderBy.${field}`, rule });
}

/**
 * The rows by a figure; those that have none come last, equal ones stay by bucket and keys. Without an order
 * they stay as they are.
 */
export function inAskedOrder(rows: readonly CellRow[], order: OrderBy | undefined): CellRow[] {
  if (order === undefined) return [...rows];
  const sign = order.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [numberOf(a, order), numberOf(b, order)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

function numberOf({ cells }: CellRow, { kpi, of }: OrderBy): number | null {
  const cell = cells[kpi];
  if (cell === undefined) return null;
  switch (of) {
    case 'value':
    case 'n':
      return cell[of];
    case 'difference':
      return cell.before?.difference ?? null;
    case 'lastYearDifference':
      return cell.lastYear?.difference ?? null;
  }
}
