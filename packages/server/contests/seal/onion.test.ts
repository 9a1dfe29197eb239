import { expect, test } from 'vitest'
import { makeOfficerKeys, openLayer, seal } from './onion.ts'

// Every passphrase costs over a second of computing, by design.
test('A4 two layers open only in reverse order, each with its own passphrase or recovery key', async () => {
  const inner = await makeOfficerKeys('第一层口令 abc 123')
  const outer = await makeOfficerKeys('第二层口令 xyz 789')
  const envelope = await seal('{"A01":"entrant-1"}', [inner, outer])
  expect(envelope).not.toContain('entrant-1')

  expect(
    await openLayer([envelope], { passphrase: '第一层口令 abc 123', lockedIdentity: inner.lockedIdentity }),
  ).toBeNull()
  expect(
    await openLayer([envelope], { passphrase: 'wrong passphrase', lockedIdentity: outer.lockedIdentity }),
  ).toBeNull()
  expect(await openLayer([envelope], { recoveryKey: inner.recoveryKey })).toBeNull()

  const opened = await openLayer([envelope], { passphrase: '第二层口令 xyz 789', lockedIdentity: outer.lockedIdentity })
  expect(opened?.[0]).toContain('BEGIN AGE ENCRYPTED FILE')
  expect(await openLayer(opened!, { recoveryKey: outer.recoveryKey })).toBeNull()
  expect(await openLayer(opened!, { recoveryKey: `  ${inner.recoveryKey}\n` })).toEqual(['{"A01":"entrant-1"}'])
}, 240_000)
