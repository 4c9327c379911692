import { defineConfig } from 'vitest/config'

/** Folders with tests that change what a whole process has, such as its environment, or end one: each of their files gets a process of its own. */
const alone = ['attacks', 'main', 'store'].map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/support/global-setup.ts'],
    maxWorkers: 2,
    reporters: ['default', './tests/support/results-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      // Test files that share a process read the modules once.
      { extends: true, test: { name: 'together', include: ['tests/**/*.test.{ts,tsx}'], exclude: alone, isolate: false } },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // A machine whose other core is busy is waited for; what never comes is still found.
    expect: { poll: { timeout: 30_000 } },
  },
})
