// Everything that can be said of the code without running it: types of each room, lint, format, and
// whether generated files are what their generators give. Prints only what is wrong.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const rooms = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'tsconfig.json')))
  .map((entry) => entry.name);

const checks = [
  ...rooms.map((room) => [`types of ${room}`, bin('tsc'), ['-p', room, ...remembering(room)]]),
  ['lint', bin('oxlint'), ['--quiet']],
  ['format (npm run format puts it right)', bin('oxfmt'), ['--check']],
  ['generated files (npm run generate puts them right)', bin('node'), ['scripts/generate.ts', '--check']],
];

const startedAt = performance.now();
const results = await runAll(checks, 2);
const failed = results.filter(({ code }) => code !== 0);
for (const { name, output } of failed) console.error(`✗ ${name}\n${output.trimEnd()}\n`);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`${results.length - failed.length} of ${results.length} checks passed in ${seconds} s`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The compiler looks again only at what changed since the last check. */
function remembering(room) {
  return ['--incremental', '--tsBuildInfoFile', join(root, '.cache', 'types', `${room}.tsbuildinfo`)];
}

/** Runs the checks, `width` at a time; results in their order. */
async function runAll(list, width) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const i = next++;
      results[i] = await run(...list[i]);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

function run(name, command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ name, code: 1, output: error.message }));
    child.on('close', (code) => resolve({ name, code, output }));
  });
}
