/** Makes the runs in which entrants sit an item, and carries a session's official acts to them. */
import { isMatch, itemOf, runIdOf, secondsFor } from '@leitai/core/contest/reading.ts'
import { itemKey, type CodeState, type ContestState, type SessionState } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { SittingSetup } from '@leitai/core/sitting/sitting.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import type { Parts } from '../../parts.ts'
import type { NewRun } from '../../runs/contract.ts'
import { matchRun } from './match-runs.ts'
import { materialCopy } from './material.ts'

type Uses = Pick<Parts, 'database' | 'host'>

/** Creates what is missing of these codes' runs in a session that has been opened; those that exist stay as they are. */
export async function createRuns(
  parts: Uses,
  state: ContestState,
  session: SessionState,
  codes: readonly CodeState[],
): Promise<null | Refusal> {
  const item = itemOf(state, session.stage, session.item)
  const recorded = state.materials[itemKey(session.stage, session.item)]
  const plug = item === undefined ? undefined : itemServerOf(item.type)
  if (item === undefined || plug === undefined || recorded?.materialId == null)
    return refuse('noMaterial', '该赛项没有素材或类型未提供', 'This item has no material, or its type is not available')
  const fitted = plug.material(await materialCopy(parts, recorded.sha256), item.options)
  if (isRefusal(fitted)) return fitted
  // The same for everybody who sits this item in this contest, whatever the session: one paper, one text.
  const itemSeed = state.itemSeeds[itemKey(session.stage, session.item)]!
  if (isMatch(item)) {
    const { runId, setup } = await matchRun(parts, state, session, codes, item)
    await parts.host.create({
      runId,
      contestId: state.contestId,
      type: item.type,
      options: { setup, item: item.options },
      material: fitted.material,
      itemSeed,
    })
    return null
  }
  await parts.host.createAll(
    codes.map((code): NewRun => ({
      runId: runIdOf(state.contestId, session.stage, session.item, code.code),
      contestId: state.contestId,
      type: item.type,
      options: {
        setup: {
          code: code.code,
          seconds: secondsFor(item, code),
          itemSeconds: secondsFor(item, { extraTimePercent: 0 }),
          feedback: item.feedback,
          ...(item.start === 'entrant' ? { window: { opensAt: session.startsAt, closesAt: session.endsAt! } } : {}),
        } satisfies SittingSetup,
        item: item.options,
      },
      material: fitted.material,
      itemSeed,
    })),
  )
  return null
}
