import { expect, test } from 'vitest'
import { fromBrowser } from './wire.ts'

const command = {
  t: 'command',
  commandId: '01234567',
  runId: 'c:s:i:A1',
  name: 'answer',
  payload: { any: ['thing', null] },
}

test.each([
  ['watch', { t: 'watch', runId: 'c', version: 0 }],
  ['watch in a role', { t: 'watch', runId: 'c', version: 7, as: 'staff' }],
  ['leave', { t: 'leave', runId: 'c' }],
  ['a command', command],
  ['a press', { ...command, pressedAt: 1_800_000_000_000.25 }],
  ['ping', { t: 'ping', sent: 12.5 }],
])('%s is read as it was sent', (_, frame) => {
  expect(fromBrowser.parse(frame)).toEqual(frame)
})

test.each([
  ['nothing', null],
  ['an unknown kind', { t: 'shout' }],
  ['a version that is none', { t: 'watch', runId: 'c', version: -1 }],
  ['a further field', { ...command, by: { kind: 'server' } }],
  ['a command id too short to be chance', { ...command, commandId: '1' }],
  ['an endless run id', { ...command, runId: 'x'.repeat(201) }],
  ['an endless name', { ...command, name: 'x'.repeat(41) }],
  ['a time that is none', { ...command, pressedAt: Number.NaN }],
])('%s is not read', (_, frame) => {
  expect(fromBrowser.safeParse(frame).success).toBe(false)
})
