import { makeTestDirectory, removeTestDirectory } from '../../tests/support/directories.ts';
import { testWarehouse } from '../../tests/support/warehouse-suite.ts';

testWarehouse('embedded chDB', async () => {
  const dataDir = makeTestDirectory();
  return { options: { dataDir }, close: async () => removeTestDirectory(dataDir) };
});
