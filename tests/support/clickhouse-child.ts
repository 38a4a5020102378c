import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DataType, load, open } from 'ffi-rs';

/**
 * A real ClickHouse server from npm alone: chDB's library contains `clickhouse local`, which can listen.
 * Started as a process of its own with a data directory, an HTTP port and a port of the native protocol;
 * it serves until it is killed.
 */
const [dataDir = '', httpPort = '', tcpPort = ''] = process.argv.slice(2);

const platform = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve(`@chdb/lib-${platform}/package.json`));

const serveForEver = `
  SYSTEM START LISTEN HTTP;
  SELECT sleepEachRow(1) FROM numbers(1000000)
  SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0 FORMAT Null`;
const argv = [
  'clickhouse',
  `--path=${dataDir}`,
  `--http_port=${httpPort}`,
  `--tcp_port=${tcpPort}`,
  '--listen_host=127.0.0.1',
  '--query',
  serveForEver,
];

open({ library: 'chdb', path: join(folder, 'libchdb.so') });
load({
  library: 'chdb',
  funcName: 'query_stable_v2',
  retType: DataType.I64,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
});
