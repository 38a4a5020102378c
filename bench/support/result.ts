import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Prints a bench's result and keeps it under bench/results with the machine and the commit. */
export function writeResult(name: string, result: Record<string, unknown>): void {
  const whole = {
    name,
    at: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1e9),
      node: process.version,
    },
    ...rounded(result),
  };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
  writeFileSync(new URL(`../results/${name}.json`, import.meta.url), text);
  process.stdout.write(text);
}

function rounded(result: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(result, (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  ) as Record<string, unknown>;
}
