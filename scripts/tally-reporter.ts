import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Ends the output with one plain line, `N passed, N failed`, that a script or a person can find again. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      // a file that does not load, or whose beforeAll throws, has no failed test of its own
      if (module.state() === 'failed' && isFailedAsAWhole(module)) count.failed += 1
    }
    // a test that never got its turn did not pass
    const skipped = count.skipped + count.pending
    const line = `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`
    process.once('exit', () => process.stdout.write(line))
  }
}

function isFailedAsAWhole(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length === 0
}
