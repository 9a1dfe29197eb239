/**
 * Searching 10,000 and 100,000 articles: ours (through the pool, with the page's snippets, the count and the counts by
 * category), beside MiniSearch with jieba and a plain scan of all texts, which give their hits alone. 300 questions as
 * contestants type them: one to six characters, two words, initials of pinyin. Each contender has a process of its own and
 * goes through all questions once cold, then `ROUNDS` times; a question's time is the median of its rounds.
 *
 *   npm run bench:knowledge
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Measured } from './knowledge/contender.ts'

const sizes = (process.env['SIZES'] ?? '10000,100000').split(',').map(Number)

function measure(contender: string, size: number): Promise<Measured> {
  // MiniSearch holds a hundred thousand articles in gigabytes
  const execArgv = ['--max-old-space-size=10000']
  const child = fork(join(import.meta.dirname, 'knowledge', 'contender.ts'), [contender, String(size)], { execArgv })
  return new Promise((resolve, reject) => {
    child.once('message', (measured) => resolve(measured as Measured))
    child.once('exit', (code) => reject(new Error(`${contender}: ended (${code})`)))
  })
}

let met = true
for (const size of sizes) {
  const ours = await measure('ours', size)
  const typed = await measure('typed', size)
  const whole = await measure('whole', size)
  const scan = await measure('scan', size)
  console.log(`\n${size} articles, ${ours.characters} characters on average`)
  console.table({
    'ours, again': line(ours.again, ours),
    'ours, first time': line(ours.cold, ours),
    'MiniSearch + jieba, as typed (prefix)': line(typed.again, typed),
    'MiniSearch + jieba, whole words': line(whole.again, whole),
    'plain scan': line(scan.again, scan),
  })
  const ratio = (their: Measured) => (ours.again.p99Ms / their.again.p99Ms).toFixed(3)
  console.log(
    `p99, ours by theirs: ${ratio(typed)} of MiniSearch as typed, ${ratio(whole)} of whole words, ${ratio(scan)} of the scan` +
      ` (first time: ${(ours.cold.p99Ms / typed.cold.p99Ms).toFixed(3)} of MiniSearch as typed)`,
  )
  met &&= ours.again.p99Ms <= typed.again.p99Ms / 10
}
if (!met) process.exitCode = 1

function line(times: Measured['again'], of: Measured) {
  return {
    'p50 (ms)': round(times.p50Ms),
    'p99 (ms)': round(times.p99Ms),
    'p99 of all asks (ms)': round(times.p99OfAllMs),
    'max (ms)': round(times.maxMs),
    'index made in (s)': round(of.buildMs / 1000),
    'memory (MB)': of.memoryMb,
    'finds something': `${of.found} of ${of.questions}`,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
