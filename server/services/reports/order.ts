import { RidaError } from '../../../core/errors.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { OrderBy } from '../../../core/kpis/order.ts';
import type { CellRow } from './cells.ts';

/**
 * The rows by a figure; those that have none come last, equal ones stay by bucket and keys. Without an order
 * they stay as they are. Throws RidaError('invalidRequest') for a figure that was not asked for.
 */
export function inAskedOrder(rows: readonly CellRow[], order: OrderBy | undefined, kpis: readonly Kpi[]): CellRow[] {
  if (order === undefined) return [...rows];
  if (!kpis.some(({ id }) => id === order.kpi)) {
    throw new RidaError('invalidRequest', { field: 'body.orderBy.kpi', rule: 'not_asked_for' });
  }
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
