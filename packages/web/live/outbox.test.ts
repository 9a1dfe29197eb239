import { describe, expect, test } from 'vitest'
import { Outbox } from './outbox.ts'
import type { OutboxStore, Pending } from './outbox-store.ts'

/** A disk that outlives the page. */
function disk(): OutboxStore & { kept: Map<number, Pending> } {
  const kept = new Map<number, Pending>()
  return {
    kept,
    load: async () => structuredClone([...kept.values()].toSorted((a, b) => a.seq - b.seq)),
    put: (pending) => void kept.set(pending.seq, structuredClone(pending)),
    remove: (seq) => void kept.delete(seq),
    settled: async () => {},
  }
}

async function outbox(store: OutboxStore = disk()) {
  const box = new Outbox(store, () => {})
  await box.ready
  const results: unknown[] = []
  const add = (name: string, payload: unknown, replaces?: string, editedAt = 0) =>
    box.add({ runId: 'r', name, payload, replaces, editedAt }, (result) => results.push(result))
  return { box, add, results }
}

const names = (pending: readonly Pending[]) => pending.map(({ payload }) => payload)

describe('order and replacement', () => {
  test('what was not sent yet is replaced by its newer version, at the newer one’s place', async () => {
    const { box, add } = await outbox()
    add('answer', 'q1 first', 'q1')
    add('answer', 'q2', 'q2')
    add('answer', 'q1 second', 'q1')
    expect(names(box.take('r'))).toEqual(['q2', 'q1 second'])
  })

  test('what is done goes out before it goes to the disk, and it does go there', async () => {
    const store = disk()
    const onDisk: number[] = []
    const box = new Outbox(store, (runId) => {
      box.take(runId)
      onDisk.push(store.kept.size)
    })
    await box.ready
    box.add({ runId: 'r', name: 'buzz', payload: {}, editedAt: 0 }, () => {})
    expect([onDisk, store.kept.size]).toEqual([[0], 1])
  })

  test('what was sent is not replaced: the server may have it already', async () => {
    const { box, add } = await outbox()
    add('answer', 'first', 'q1')
    const [sent] = box.take('r')
    add('answer', 'second', 'q1')
    expect(names(box.take('r'))).toEqual(['second'])
    expect(box.count('r')).toBe(2)
    box.acknowledged(sent!.commandId)
    expect(box.count('r')).toBe(1)
  })

  test('F10 after a break everything unacknowledged goes again, in order, under the same ids', async () => {
    const { box, add } = await outbox()
    for (const n of [1, 2, 3]) add('answer', n, `q${n}`)
    const before = box.take('r')
    box.acknowledged(before[0]!.commandId)
    box.rewind()
    const again = box.take('r')
    expect(again.map(({ commandId }) => commandId)).toEqual(before.slice(1).map(({ commandId }) => commandId))
    expect(box.take('r')).toEqual([])
  })

  test('who waited for a replaced version hears of the newer one', async () => {
    const { box, add, results } = await outbox()
    add('answer', 'a', 'q1')
    const newer = add('answer', 'b', 'q1')
    box.take('r')
    box.acknowledged(newer.commandId)
    expect(results).toEqual([{ ok: true }, { ok: true }])
  })
})

describe('a page that ended', () => {
  test('F1 F2 the next page finds what was not acknowledged, in order, and shows it', async () => {
    const store = disk()
    const first = await outbox(store)
    first.add('answer', { value: 'A' }, 'q1')
    first.add('answer', { value: 'B' }, 'q2')
    const done = first.box.take('r')
    first.box.acknowledged(done[0]!.commandId)

    const next = await outbox(store)
    expect(next.box.unsent('r', 'q1')).toBeUndefined()
    expect(next.box.unsent('r', 'q2')).toEqual({ value: 'B' })
    expect(next.box.take('r').map(({ commandId }) => commandId)).toEqual([done[1]!.commandId])
  })

  test('F9 what an older tab hands over is taken up once', async () => {
    const store = disk()
    const newer = await outbox(store)
    newer.add('answer', 'mine')
    store.put({
      seq: 99,
      runId: 'r',
      commandId: 'of the older tab',
      name: 'answer',
      payload: 'handed over',
      editedAt: 0,
    })
    await newer.box.reread()
    await newer.box.reread()
    expect(names(newer.box.take('r')).toSorted()).toEqual(['handed over', 'mine'])
  })

  test('another seat’s unsent work on this computer stays where it is', async () => {
    const { box, add } = await outbox()
    add('answer', 'mine')
    box.add({ runId: 'of another seat', name: 'answer', payload: 'theirs', editedAt: 0 }, () => {})
    expect(names(box.take('r'))).toEqual(['mine'])
    expect(box.count('of another seat')).toBe(1)
  })
})

describe('refusals', () => {
  const closed = { code: 'closed', zh: '已结束', en: 'Closed', details: { at: 1000 } }

  test('F11 an edit made in time that came too late is kept to be handed in; one made later is not', async () => {
    const { box, add } = await outbox()
    add('answer', 'in time', 'q1', 900)
    add('answer', 'too late', 'q2', 1100)
    for (const { commandId } of box.take('r')) box.refused(commandId, closed)
    expect(names(box.late('r'))).toEqual(['in time'])
    expect(box.count('r')).toBe(0)
  })

  test('F11 of several late versions only the last is handed in, and none after that', async () => {
    const { box, add } = await outbox()
    add('answer', 'first', 'q1', 800)
    const sent = box.take('r')
    add('answer', 'second', 'q1', 900)
    for (const { commandId } of [...sent, ...box.take('r')]) box.refused(commandId, closed)
    expect(names(box.late('r'))).toEqual(['second'])
    box.forgetLate('r')
    expect(box.late('r')).toEqual([])
  })

  test('work that met a pause waits until it goes on', async () => {
    const { box, add, results } = await outbox()
    const entry = add('answer', 'A', 'q1')
    box.take('r')
    expect(box.refused(entry.commandId, { code: 'paused', zh: '', en: '' })).toBe('held')
    expect(box.take('r')).toEqual([])
    expect(results).toEqual([])
    box.goOn('r')
    expect(names(box.take('r'))).toEqual(['A'])
  })

  test('F7 what a failing server did not take is sent again', async () => {
    const { box, add } = await outbox()
    const entry = add('answer', 'A', 'q1')
    box.take('r')
    expect(box.refused(entry.commandId, { code: 'failed', zh: '', en: '' })).toBe('again')
    expect(names(box.take('r'))).toEqual(['A'])
  })

  test('any other refusal ends the command and is told', async () => {
    const { box, add, results } = await outbox()
    const entry = add('play', { record: '1' })
    box.take('r')
    box.refused(entry.commandId, { code: 'noPlaysLeft', zh: '已播放 2 次', en: 'played twice' })
    expect(results).toEqual([{ ok: false, code: 'noPlaysLeft', zh: '已播放 2 次', en: 'played twice' }])
    expect(box.count('r')).toBe(0)
  })
})
