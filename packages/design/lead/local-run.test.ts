import { expect, test } from 'vitest'
import { z } from 'zod'
import { refuse, type AnyRules } from '@leitai/core/run.ts'
import { LocalRun } from './local-run.ts'

/** Counts what it is told, and once more when its time has come. */
const counting = {
  type: 'counting',
  stateVersion: 1,
  options: z.object({ most: z.number() }),
  material: z.null(),
  commands: { add: z.object({ n: z.number() }), tick: z.object({}) },
  start: ({ most }: { most: number }) => [{ name: 'begun', payload: { most } }],
  decide: (state: { sum: number; most: number }, { name, payload }: { name: string; payload: { n: number } }) =>
    name === 'tick'
      ? [{ name: 'added', payload: { n: 100 } }]
      : state.sum + payload.n > state.most
        ? refuse('tooMuch', '太多', 'Too much')
        : [{ name: 'added', payload }],
  evolve: (
    state: { sum: number; most: number; due: number | null } | null,
    { name, payload, at }: { name: string; payload: { n: number; most: number }; at: number },
  ) =>
    state === null || name === 'begun'
      ? { sum: 0, most: payload.most, due: at + 20 }
      : { ...state, sum: state.sum + payload.n, due: null },
  view: (state: { sum: number }, viewer: { as: string }) => (viewer.as === 'screen' ? { sum: state.sum } : null),
  wakesAt: (state: { due: number | null }) => state.due,
  score: () => ({ id: 'x', label: { zh: '', en: '' }, points: '0' }),
} as unknown as AnyRules

test('the real rules play in the browser: refusals, views by viewer, and what the clock does', async () => {
  const run = new LocalRun(counting, { most: 5 }, null)
  const host = { kind: 'person' as const, id: 'h', roles: ['host' as const] }
  expect(run.view({ as: 'screen' })).toEqual({ sum: 0 })
  expect(run.view({ as: 'host', id: 'h' })).toBeNull()
  const woken = new Promise<void>((resolve) => {
    const stop = run.watch(() => {
      stop()
      resolve()
    })
  })
  await woken
  expect(run.view({ as: 'screen' })).toEqual({ sum: 100 })
  expect(run.view({ as: 'screen' })).toBe(run.view({ as: 'screen' }))
  expect(run.send(host, 'add', { n: 1 })).toMatchObject({ ok: false, code: 'tooMuch' })
  expect(run.send(host, 'add', { n: 'one' })).toMatchObject({ ok: false, code: 'badPayload' })
  expect(run.send(host, 'other', {})).toMatchObject({ ok: false, code: 'badPayload' })
  expect(run.send(host, 'add', { n: -98 })).toEqual({ ok: true })
  expect(run.view({ as: 'screen' })).toEqual({ sum: 2 })
})

test('options that the rules do not know are not played', () => {
  expect(() => new LocalRun(counting, { most: 'many' }, null)).toThrow('most')
})
