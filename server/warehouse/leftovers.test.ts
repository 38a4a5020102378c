import { expect, test } from 'vitest';
import { useEngines } from '../../tests/support/engines.ts';

const engines = useEngines();

// Blocks smaller than the result limit: some rows are written before the statement fails.
const failing = 'SELECT number FROM numbers(60000) SETTINGS max_block_size = 5000';

test('rows of a statement that failed are never part of another one’s answer', async () => {
  const { warehouse } = engines;
  for (let round = 0; round < 4; round++) {
    await expect(warehouse.rows('report', failing)).rejects.toThrow();
    // Both report connections answer, whichever of them failed.
    const answers = await Promise.all([1, 2, 3, 4].map((id) => warehouse.forWorkspace(id).rows(`SELECT ${id} * 10`)));
    expect(answers).toEqual([[[10]], [[20]], [[30]], [[40]]]);
  }
});
