import type { Warehouse } from '../../server/warehouse/warehouse.ts';

/** The engine, until it has been told so many commands; then it fails, as when the process dies. */
export function failingAfter(spared: number, warehouse: Warehouse): Warehouse {
  let left = spared;
  return {
    ...warehouse,
    async command(use, statement, params) {
      if (left-- <= 0) throw new Error('cut off');
      await warehouse.command(use, statement, params);
    },
  };
}
