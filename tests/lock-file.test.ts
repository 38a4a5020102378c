import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  optionalDependencies?: Record<string, string>;
}

test('package-lock.json has every optional package of every platform, or npm ci refuses it', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.length).toBeGreaterThan(10);
  // What is missing is added by: node scripts/complete-lock.mjs
  expect(wanted.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
});
