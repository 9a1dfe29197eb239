import { expect, it } from 'vitest'
import { Race } from '../testing/race.ts'
import { cuesAhead, cuesBetween, markOf, sceneOf, type ScreenView } from './scene.ts'

const seen = (race: Race) => race.view({ as: 'screen' }) as ScreenView

it('one picture at a time, in the order of a match', () => {
  const race = new Race()
  expect(sceneOf(seen(race))).toBe('title')
  race.take('open')
  expect(sceneOf(seen(race))).toBe('rules')
  race.ask(1)
  expect(sceneOf(seen(race))).toBe('question')
  race.take('show', { what: 'blackout' })
  expect(sceneOf(seen(race))).toBe('blackout')
  race.take('show', { what: 'play' }).take('pause', { reason: '停电' })
  expect(sceneOf(seen(race))).toBe('paused')
  race.take('resume').take('close', { reason: '结束' })
  expect(sceneOf(seen(race))).toBe('over')
})

it('sounds belong to what has just happened', () => {
  const race = new Race({ options: { tries: 1 } }).take('open')
  const before = seen(race)
  race.take('step', { step: 'ask', no: 1 })
  const asked = seen(race)
  expect(cuesBetween(before, asked)).toEqual([])
  expect(cuesAhead(asked, race.now).map(({ cue }) => cue)).toEqual(['light', 'tick', 'tick', 'tick', 'tick', 'tick'])
  race.wait(2000).answer('T1', { text: '错' })
  const wrong = seen(race)
  expect(cuesBetween(asked, wrong)).toEqual(['wrong'])
  expect(markOf(wrong.work.play, 'T1')).toBe('out')
  race.answer('T2')
  race.wait(100)
  expect(cuesBetween(wrong, seen(race))).toEqual(['right'])
  expect(cuesAhead(seen(race), race.now)).toEqual([])
  expect(markOf(seen(race).work.play, 'T2')).toBe('first')
})
