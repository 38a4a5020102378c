import { startClickHouseServer } from '../support/clickhouse-server.ts';
import { testWarehouse } from '../support/warehouse-suite.ts';

testWarehouse('a ClickHouse server (CLICKHOUSE_URL)', async () => {
  const server = await startClickHouseServer();
  return { options: { url: server.url, dataDir: '' }, close: server.stop };
});
