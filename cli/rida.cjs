#!/usr/bin/env node
// Plain CommonJS, because it must also run on the Node 20 that may come first on the PATH.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// Before anything uses the thread pool: at libuv's default of 4 threads, reports starve inserts in chDB.
process.env.UV_THREADPOOL_SIZE ??= '16';

const neededMajor = 24;
const ownNode = join(__dirname, '..', 'node_modules', '.bin', 'node');

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  import('./main.ts').then(({ main }) => main(process.argv.slice(2)));
} else if (existsSync(ownNode)) {
  runOnOwnNode();
} else {
  console.error(`Rida needs Node ${neededMajor}, which comes with its packages. Run: npm ci`);
  process.exitCode = 1;
}

/** The same command on the Node that npm installed; signals and the exit code pass through. */
function runOnOwnNode() {
  // The channel tells the child of our end, even by kill -9; it is used for nothing else.
  const child = spawn(ownNode, [__filename, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  process.on('SIGINT', () => {}); // a terminal sends Ctrl-C to the child as well
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
