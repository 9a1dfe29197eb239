import { describe, expect, test } from 'vitest'
import { byItem, inOrder, neighbour, nextPiece, pieceMark, type PieceMark, type QueueLine } from './queue.ts'

function line(code: string, more: Partial<QueueLine> = {}): QueueLine {
  return {
    stage: 'final',
    item: 'show',
    type: 'roleplay',
    title: { zh: '展示', en: 'Show' },
    code,
    markingId: `m-${code}`,
    workId: `w-${code}`,
    phase: 'open',
    done: 0,
    toMark: 4,
    handedIn: false,
    call: null,
    calibration: null,
    ...more,
  }
}
const codes = (lines: readonly QueueLine[]) => lines.map(({ code }) => code).join(' ')
const standing = ({ phase, done, handedIn }: QueueLine) => ({ phase, done, handedIn })
const markOf = (one: QueueLine): PieceMark => pieceMark(one, standing(one))
const call = { kind: 'remark', note: '差距过大', at: 1 } as const

describe('the list', () => {
  test('who is on the stage stands first, the others stay in the server’s order', () => {
    expect(codes(inOrder([line('A'), line('B', { handedIn: true }), line('C', { phase: 'live' }), line('D')]))).toBe(
      'C A B D',
    )
  })

  test('an item is a tab, and tabs keep their place when a piece goes to the stage', () => {
    const queue = [line('B', { item: 'talk', phase: 'live' }), line('A'), line('C'), line('A', { item: 'talk' })]
    expect(byItem(queue).map(({ key, lines }) => `${key}: ${codes(lines)}`)).toEqual([
      'final/show: A C',
      'final/talk: B A',
    ])
  })

  test.each<[Partial<QueueLine>, PieceMark]>([
    [{ phase: 'waiting' }, 'waiting'],
    [{ phase: 'live', done: 2 }, 'live'],
    [{}, 'untouched'],
    [{ done: 1 }, 'begun'],
    [{ done: 4, call }, 'called'],
    [{ done: 4, handedIn: true }, 'handedIn'],
    [{ phase: 'closed', handedIn: true }, 'closed'],
  ])('%o is %s', (more, mark) => {
    expect(markOf(line('A', more))).toBe(mark)
  })
})

describe('the next piece', () => {
  const next = (lines: QueueLine[], current: string | null) =>
    nextPiece(lines, markOf, current === null ? null : `m-${current}`)?.code ?? null

  test('the next in the list that is not handed in, around its end', () => {
    const lines = [line('A'), line('B', { handedIn: true }), line('C'), line('D', { phase: 'waiting' })]
    expect(next(lines, 'A')).toBe('C')
    expect(next(lines, 'C')).toBe('A')
    expect(next(lines, null)).toBe('A')
  })

  test('first who is on the stage, then what the chief judge called for', () => {
    const lines = [line('A', { call, done: 4 }), line('B'), line('C'), line('D', { phase: 'live' })]
    expect(next(lines, 'B')).toBe('D')
    expect(next(lines.slice(0, 3), 'B')).toBe('A')
  })

  test('none where all is done: the piece that is open is not its own next', () => {
    expect(next([line('A'), line('B', { handedIn: true })], 'A')).toBeNull()
    expect(next([], null)).toBeNull()
  })

  test('the keys [ and ] go by the list as it stands', () => {
    const lines = [line('A'), line('B', { handedIn: true }), line('C')]
    expect(neighbour(lines, 'm-A', 1)?.code).toBe('B')
    expect(neighbour(lines, 'm-C', 1)).toBeNull()
    expect(neighbour(lines, 'm-A', -1)).toBeNull()
    expect(neighbour(lines, 'm-taken away', 1)?.code).toBe('A')
  })
})
