import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/support/global-setup.ts'],
    maxWorkers: 2,
    reporters: ['default', './tests/support/results-reporter.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
    // Test files that share a process read the modules once. So a test that changes what its process has, such as its environment, puts it back.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // A machine whose other core is busy is waited for; what never comes is still found.
    expect: { poll: { timeout: 30_000 } },
  },
})
