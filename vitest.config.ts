import { configDefaults, defineConfig } from 'vitest/config'
import { TallyReporter } from './scripts/tally-reporter.ts'

const everywhere = {
  pool: 'forks' as const,
  // generous, since two cores may be shared with a browser and a PostgreSQL; no test measures time
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    reporters: ['default', new TallyReporter()],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...everywhere,
          name: 'rules',
          include: ['packages/**/*.test.{ts,tsx}', '{scripts,content,rulebooks,docs}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'packages/server/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...everywhere,
          name: 'server',
          include: ['packages/server/**/*.test.ts'],
          globalSetup: ['packages/server/store/testing-setup.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...everywhere,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
