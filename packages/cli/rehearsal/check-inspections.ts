import { canonicalJson } from '@leitai/core/chain.ts'
import type { Text } from '@leitai/core/score.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { together, type House } from '@leitai/server/rehearsal/day.ts'
import type { LedgerCheck } from './check-ledger.ts'

/** What an official sees of each closed sitting is what its stream gives. */
export async function checkInspections({ chiefJudge }: House, { states }: LedgerCheck): Promise<Text[]> {
  const problems: Text[] = []
  await together([...states], 16, async ([runId, { rules, state }]) => {
    chiefJudge.live.watch(runId, 'official')
    const seen = await chiefJudge.live.seen<SittingView<unknown, unknown>>(
      runId,
      `${runId} 的核对页 its inspection`,
      // A piece that nobody performed stays as it was made.
      ({ phase }) => phase === 'closed' || (state as { phase: string }).phase !== 'closed',
    )
    const own = rules.view(state, { as: 'official', id: chiefJudge.id, roles: ['chiefJudge'] }) as SittingView<
      unknown,
      unknown
    >
    if (canonicalJson(seen) !== canonicalJson(own))
      problems.push({
        zh: `${runId}：服务器显示的与归档不同`,
        en: `${runId}: the server shows something else than the archive`,
      })
    chiefJudge.live.leave(runId)
  })
  return problems
}
