/** Whole contests without a browser: `leitai rehearse` against a server of its own, and the demo of `npm start -- --demo`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContestView } from '@leitai/core/contest/view.ts'
import { run as rehearse } from '@leitai/cli/commands/rehearse.ts'
import { run as verify } from '@leitai/cli/commands/verify.ts'
import { loadDemo } from '@leitai/server/demo/demo.ts'
import { openBrowser } from '@leitai/server/rehearsal/browser.ts'
import type { Sitting } from '@leitai/server/rehearsal/entrant.ts'
import { Ledger } from '@leitai/server/rehearsal/ledger.ts'
import type { MatchSeen } from '@leitai/server/rehearsal/match.ts'
import { startServer } from '@leitai/server/server.ts'
import { makeTemporaryHome } from '@leitai/server/store/temporary-home.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leitai-rehearsal-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('leitai rehearse', () => {
  it('takes sealed seats of C20 from the entry list to a verified archive, in groups, mishaps included', async () => {
    const out = join(folder, 'C20')
    expect(
      await rehearse([
        '--rulebook',
        'C20',
        '--entrants',
        '12',
        '--seats',
        '8',
        '--seed',
        '7',
        '--speed',
        '300',
        '--out',
        out,
      ]),
    ).toBe(0)
    expect(await verify([join(out, 'archive.zip')])).toBe(0)
    const { standings } = JSON.parse(await readFile(join(out, 'results.json'), 'utf8')) as {
      standings: { rank: number; total: string }[]
    }
    expect(standings[0]).toMatchObject({ rank: 1, total: expect.stringMatching(/^\d+\.\d\d$/) })
    const report = await readFile(join(out, 'report.html'), 'utf8')
    expect(report).toContain('报告制作')
    expect(report).not.toMatch(/(src|href)="?http/)
  })

  it('takes those who join C21 by its link to a verified archive', async () => {
    const out = join(folder, 'C21')
    expect(
      await rehearse(['--rulebook', 'C21', '--entrants', '10', '--seed', '7', '--speed', '300', '--out', out]),
    ).toBe(0)
    expect(await verify([join(out, 'archive.zip')])).toBe(0)
  })

  it.each([
    // five judges, a stand-in, everybody on the stage three times
    ['C02', 60],
    // two stages, short answers before three judges, dropped extremes summed, orders that all judges sign
    ['C05', 60],
    // teams on the stage and in a quiz: in turn, on the buzzer, at risk
    ['C03', 10],
    // holders of the stage and their challengers
    ['C11', 8],
    // everybody who has the link answers at once
    ['C21live', 30],
    // groups against the clock, the best of all go on
    ['C12', 12],
    // calibration, and a final of the best fifth
    ['C08', 18],
    ['C14', 6],
    // sealed in two layers, four items handed in and marked by code, review, correction, appeal
    ['C18', 9],
  ])('takes %s with %i entrants before its judges to a verified archive', async (rulebook, entrants) => {
    const out = join(folder, rulebook)
    const call = ['--rulebook', rulebook, '--entrants', String(entrants), '--seed', '7', '--speed', '300', '--out', out]
    expect(await rehearse(call)).toBe(0)
    expect(await verify([join(out, 'archive.zip')])).toBe(0)
  })

  it('takes C01 from the videos of its teams over groups, rounds, training and knockout to the champion', async () => {
    const out = join(folder, 'C01')
    expect(await rehearse(['--rulebook', 'C01', '--entrants', '39', '--seed', '7', '--out', out])).toBe(0)
    expect(await verify([join(out, 'archive.zip')])).toBe(0)
    const { standings } = JSON.parse(await readFile(join(out, 'results.json'), 'utf8')) as {
      standings: { rank: number; awards: string[] }[]
    }
    expect(standings.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 5, 5, 5])
    expect(standings.slice(0, 3).map(({ awards }) => awards[0])).toEqual(['champion', 'runnerUp', 'third'])
    expect(standings.flatMap(({ awards }) => awards)).toContain('bestIndividual')
  }, 900_000)

  it('says what is wrong with the call', async () => {
    expect(await rehearse(['--entrants', '8'])).toBe(2)
    expect(await rehearse(['--rulebook', 'C20', '--entrants', 'many'])).toBe(2)
  })
})

describe('npm start -- --demo', () => {
  it('leaves contests over, being judged, about to start and going on, one in the middle of a quiz, with accounts that work; a second time nothing', async () => {
    const { home, remove } = await makeTemporaryHome()
    try {
      const accounts = await loadDemo({ home }, () => {})
      const account = /^ {2}demo +(\S+)/m.exec(accounts!)!
      const server = await startServer({ home, port: 0, httpsPort: 0, listenOn: '127.0.0.1' })
      try {
        const organiser = openBrowser(server.url, new Ledger())
        await organiser.signIn('demo', account[1]!)
        const contests = await organiser.api.contests.list()
        const live = organiser.live('person')
        const phases = []
        for (const { id, archived } of contests) {
          live.watch(id)
          const view = await live.seen<ContestView>(id, 'the contest', () => true)
          phases.push({
            archived,
            sessions: [...new Set(view.sessions.map(({ phase }) => phase))].toSorted(),
            drawn: view.codes.length,
          })
        }
        live.close()
        expect(phases).toEqual([
          { archived: false, sessions: ['open', 'planned'], drawn: 12 },
          { archived: false, sessions: ['planned'], drawn: 8 },
          { archived: false, sessions: ['open', 'planned'], drawn: 8 },
          { archived: false, sessions: ['closed'], drawn: 8 },
          { archived: true, sessions: ['closed'], drawn: 24 },
        ])

        const [, slug, number, pin] = /\/c\/(\S+)\n.*PIN\n {2}(X01) +(\d{6})/.exec(accounts!)!
        const seat = openBrowser(server.url, new Ledger())
        await seat.api.seat.signIn({ contest: slug!, code: number!, pin: pin! })
        const [first] = await seat.api.seat.runs()
        const sitting = seat.live('seat')
        sitting.watch(first!.runId)
        const view = await sitting.seen<Sitting>(first!.runId, 'the paper', () => true)
        expect(view.phase).toBe('open')
        expect(view.progress.done).toBeGreaterThan(0)
        expect(view.progress.done).toBeLessThan(view.progress.total)
        sitting.close()

        const [, stage, team, pinOfTeam] = /\/c\/(c01\S+)\n.*PIN\n {2}(T\d) +(\d{6})/.exec(accounts!)!
        const buzzer = openBrowser(server.url, new Ledger())
        await buzzer.api.seat.signIn({ contest: stage!, code: team!, pin: pinOfTeam! })
        const [quiz] = await buzzer.api.seat.runs()
        const match = buzzer.live('seat')
        match.watch(quiz!.runId)
        const on = await match.seen<MatchSeen>(quiz!.runId, 'the match', () => true)
        expect(on).toMatchObject({ phase: 'open', progress: { done: 7 } })
        expect(on.work.play).toMatchObject({ round: { kind: 'buzzer' }, question: { number: 3, phase: 'shown' } })
        match.close()
      } finally {
        await server.stop()
      }
      expect(await loadDemo({ home }, () => {})).toBeNull()
    } finally {
      await remove()
    }
  })
})
