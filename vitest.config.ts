import { defineConfig } from 'vitest/config';

// Read when a worker process starts: at libuv's default of 4, chDB's statements starve each other.
process.env.UV_THREADPOOL_SIZE ??= '16';

export default defineConfig({
  test: {
    include: ['{core,contract,locales,server,cli,tests,scripts,web,ui}/**/*.test.{ts,tsx}'],
    // chDB binds one data directory a process, so every test file has a process of its own.
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
