import { spawnSync } from 'node:child_process';

/** `npm run bench [-- name …]`: all benches, or those named, one after another; each writes bench/results/. */
const known = ['ingest', 'agent-report', 'inserts-under-reports', 'questions'];
const asked = process.argv.slice(2);
const wrong = asked.filter((name) => !known.includes(name));
if (wrong.length > 0) {
  process.stderr.write(`No bench is called ${wrong.join(', ')}. There are: ${known.join(', ')}.\n`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : known) {
  const script = new URL(`./${name}.ts`, import.meta.url).pathname;
  const { status } = spawnSync(process.execPath, [script], {
    stdio: 'inherit',
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
