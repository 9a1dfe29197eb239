/**
 * Sealing officers: each sets a passphrase in person before the draw, and opens the layer in person when marking is over.
 * The refusals of the contest's rules are asked before an envelope is touched: nobody opens early, not even in memory.
 */
import { Piscina } from 'piscina'
import { markingLeft } from '@leitai/core/contest/decide/seal.ts'
import { layersOf } from '@leitai/core/contest/reading.ts'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Parts } from '../../parts.ts'
import { newToken } from '../../people/tokens.ts'
import { contestState } from '../contest-state.ts'
import type { SealedDraw } from '../draw/draw-seats.ts'
import type { OfficerKeys } from './onion.ts'
import type { OnionTask } from './onion-worker.ts'

export interface Officer {
  id: string
  name: string
}

export interface SealDesk {
  enrol(
    contestId: string,
    layer: number,
    officer: Officer,
    passphrase: string,
  ): Promise<{ recoveryKey: string } | Refusal>
  open(
    contestId: string,
    layer: number,
    officer: Officer,
    secret: { passphrase: string } | { recoveryKey: string },
  ): Promise<{ opened: number; unsealed: boolean } | Refusal>
  stop(): Promise<void>
}

export function openSealDesk({ host }: Pick<Parts, 'host'>): SealDesk {
  const workers = new Piscina<OnionTask, unknown>({
    filename: new URL('onion-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
  })

  return {
    async enrol(contestId, layer, officer, passphrase) {
      const state = await contestState(host, contestId)
      if (isRefusal(state)) return state
      if (state.officers[layer]?.personId !== officer.id)
        return refuse('notOfficer', '您不是该层的加密人员', 'You are not this layer’s officer')
      const keys = (await workers.run({ task: 'makeOfficerKeys', passphrase })) as OfficerKeys
      const accepted = await host.submit({
        runId: contestId,
        commandId: `enrol-${newToken()}`,
        name: 'enrolOfficer',
        payload: {
          layer,
          personId: officer.id,
          recipient: keys.recipient,
          recoveryRecipient: keys.recoveryRecipient,
          lockedIdentity: keys.lockedIdentity,
        },
        by: { kind: 'server', for: officer.id },
      })
      return isRefusal(accepted) ? accepted : { recoveryKey: keys.recoveryKey }
    },

    async open(contestId, layer, officer, given) {
      const state = await contestState(host, contestId)
      if (isRefusal(state)) return state
      const kept = state.officers[layer]
      const early =
        markingLeft(state) ??
        (kept?.lockedIdentity == null ? refuse('noSuchLayer', '没有这一层加密', 'There is no such layer') : null)
      if (early !== null) return early
      const withRecoveryKey = 'recoveryKey' in given
      if (!withRecoveryKey && kept!.personId !== officer.id)
        return refuse(
          'notOfficer',
          `第 ${layer} 层须由 ${kept!.name} 本人解开`,
          `Layer ${layer} is opened by ${kept!.name} in person`,
        )
      const envelopes = envelopesFor(state, layer)
      if (isRefusal(envelopes)) return envelopes
      const secret = withRecoveryKey
        ? { recoveryKey: given.recoveryKey }
        : { passphrase: given.passphrase, lockedIdentity: kept!.lockedIdentity! }
      const opened = (await workers.run({
        task: 'openLayer',
        envelopes: envelopes.map(({ envelope }) => envelope),
        secret,
      })) as string[] | null
      if (opened === null)
        return refuse(
          'wrongSecret',
          withRecoveryKey ? '恢复密钥不对' : '口令不对',
          withRecoveryKey ? 'This is not the layer’s recovery key' : 'The passphrase is not right',
        )

      const innermost = layer === 1
      const inner = innermost
        ? {}
        : Object.fromEntries(envelopes.map(({ batch }, index) => [String(batch), opened[index]!]))
      const by = { kind: 'server', for: officer.id } as const
      const accepted = await host.submit({
        runId: contestId,
        commandId: `open-${newToken()}`,
        name: 'recordLayerOpened',
        payload: { layer, personId: officer.id, name: officer.name, withRecoveryKey, inner },
        by,
      })
      if (isRefusal(accepted)) return accepted
      if (!innermost) return { opened: layer, unsealed: false }

      const draws = opened.map((content) => JSON.parse(content) as SealedDraw)
      const unsealed = await host.submit({
        runId: contestId,
        commandId: `unseal-${newToken()}`,
        name: 'recordUnsealed',
        payload: {
          mapping: Object.assign({}, ...draws.map(({ mapping }) => mapping)) as Record<string, string>,
          seeds: draws.map(({ seed }) => seed),
        },
        by,
      })
      return isRefusal(unsealed) ? unsealed : { opened: layer, unsealed: true }
    },

    stop: () => workers.destroy(),
  }
}

/** The envelopes as this layer finds them: from the draw for the outermost, from the layer around it for the others. */
function envelopesFor(state: ContestState, layer: number): { batch: number; envelope: string }[] | Refusal {
  const draws = state.draws.filter(({ voided }) => voided === null)
  if (layer === layersOf(state))
    return draws.flatMap(({ batch, mapping }) => ('envelope' in mapping ? [{ batch, envelope: mapping.envelope }] : []))
  const outer = state.officers[layer + 1]
  if (outer?.opened == null)
    return refuse('outerFirst', `请先解开第 ${layer + 1} 层`, `Layer ${layer + 1} is opened first`)
  return Object.entries(outer.opened.inner).map(([batch, envelope]) => ({ batch: Number(batch), envelope }))
}
