import { expect, test } from 'vitest'
import { appealState } from './appeal-state.ts'

const ruling = (upheld: boolean) => ({ upheld, reason: '', name: '', at: 1 })
const withdrawn = { reason: '', at: 1 }

test.each([
  ['open', null, null, false],
  ['withdrawn', withdrawn, null, false],
  ['rejected', null, ruling(false), false],
  ['owed', null, ruling(true), false],
  ['corrected', null, ruling(true), true],
] as const)('%s', (state, withdrawn, ruling, corrected) => {
  expect(appealState({ withdrawn, ruling, corrected })).toBe(state)
})
