/** After the last session: marking closed, results, the seal opened layer by layer, ties, signatures, publication, archive. */
import type { ContestView, ResultView } from '@leitai/core/contest/view.ts'
import type { Role } from '@leitai/core/run.ts'
import { mustBeRefused } from './browser.ts'
import { act, contestSeen, must, type House, type Official, type StepNotes } from './day.ts'
import { publishingIsRefused } from './floor.ts'

const stageOf = (house: House): string => house.rulebook.stages[0]!.id
const resultOf = (view: ContestView): ResultView | undefined => view.results[0]

export const closeMarking = async (house: House): Promise<void> => {
  await house.chiefJudge.browser.api.marking.close({ id: house.contestId, stage: stageOf(house) })
}

/** Whoever joined by the link is on the list; nobody joins any more. */
export async function closeLinkRegistration(house: House): Promise<void> {
  await house.organiser.browser.api.contests.closeRegistration({ id: house.contestId })
}

export async function computeResults(house: House, sealed: boolean): Promise<ResultView> {
  const { contestId: id, organiser } = house
  await organiser.browser.api.results.compute({ id, stage: stageOf(house) })
  const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown) !== undefined)
  const result = resultOf(view)!
  must(
    result.lines.every(({ name }) => (name === undefined) === sealed),
    '解密前的成绩中出现了姓名',
    'a name stands in the results before unsealing',
  )
  if (sealed) await publishingIsRefused(house, 'sealed')
  return result
}

/** From the outermost layer in. With `tryWrongly` the wrong order and the wrong passphrase are tried first. */
export async function unseal(house: House, notes: StepNotes, tryWrongly: boolean): Promise<void> {
  const { contestId: id, sealingOfficers, passphrases } = house
  const layers = sealingOfficers.length
  if (tryWrongly && layers > 1)
    await mustBeRefused(
      '先开内层 the inner layer first',
      'outerFirst',
      sealingOfficers[0]!.browser.api.seal.open({ id, layer: 1, passphrase: passphrases[0]! }),
    )
  for (let layer = layers; layer >= 1; layer -= 1) {
    const { api } = sealingOfficers[layer - 1]!.browser
    if (tryWrongly)
      await mustBeRefused(
        '错误口令 a wrong passphrase',
        'wrongSecret',
        api.seal.open({ id, layer, passphrase: `${passphrases[layer - 1]!}!` }),
      )
    const { unsealed } = await api.seal.open({ id, layer, passphrase: passphrases[layer - 1]! })
    must(unsealed === (layer === 1), `第 ${layer} 层解密结果不对`, `layer ${layer} opened to something else`)
    notes.count(layers - layer + 1, layers)
  }
  await contestSeen(house, '姓名 the names', (view) => resultOf(view)!.lines.every(({ name }) => name !== undefined))
}

/** Equal places that wait for people, settled by the chief judge one after the other. Returns how many there were. */
export async function settleTies(house: House): Promise<number> {
  for (let settled = 0; ; settled += 1) {
    const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown) !== undefined)
    const tie = resultOf(view)!.openTies[0]
    if (tie === undefined) return settled
    const before = resultOf(view)!.openTies.length
    await act(house.chiefJudge, house.contestId, 'settleTie', {
      stage: stageOf(house),
      order: tie.codes.toSorted(),
      reason: '评议：按赛位号 by deliberation: in the order of codes',
    })
    await contestSeen(house, '并列裁定 the tie to be settled', (shown) => resultOf(shown)!.openTies.length < before)
  }
}

/** Awards that people give: to the best ranked. */
export async function decideAwards(house: House): Promise<number> {
  const awards = house.rulebook.awards.filter(({ by }) => by === 'decision')
  for (const award of awards) {
    const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown) !== undefined)
    const best = resultOf(view)!.lines.find(({ rank, entrantId }) => rank === 1 && entrantId !== undefined)
    await act(house.chiefJudge, house.contestId, 'decideAward', {
      award: award.id,
      entrants: best === undefined ? [] : [best.entrantId!],
      reason: '彩排评议 decided in the rehearsal',
    })
  }
  return awards.length
}

export async function sign(house: House): Promise<void> {
  const { contestId: id, rulebook } = house
  const signers: Partial<Record<Role, Official>> = {
    chiefJudge: house.chiefJudge,
    supervisor: house.supervisor,
    arbiter: house.arbiter,
    organiser: house.organiser,
    staff: house.staff,
  }
  await publishingIsRefused(house, 'signaturesMissing')
  for (const [index, role] of rulebook.signatures.entries()) {
    const signer = signers[role]
    must(signer !== undefined, `没有人可以以 ${role} 签字`, `nobody can sign as ${role}`)
    const { api } = signer.browser
    const stage = stageOf(house)
    if (index === 0)
      await mustBeRefused(
        '错误密码 a wrong password',
        'wrongPassword',
        api.results.sign({ id, stage, role, password: 'not-this-one' }),
      )
    await api.results.sign({ id, stage, role, password: signer.password })
  }
  await contestSeen(house, '签字 the signatures', (view) => resultOf(view)!.waitsFor.length === 0)
}

export async function publishResults(house: House): Promise<ResultView> {
  await act(house.organiser, house.contestId, 'publishResults', { stage: stageOf(house) })
  const view = await contestSeen(house, '公布 publication', (shown) => resultOf(shown)?.published != null)
  return resultOf(view)!
}

export async function makeArchive(house: House): Promise<{ sha256: string; zip: Uint8Array }> {
  const { contestId: id, organiser } = house
  const made = await organiser.browser.api.archive.make({ id })
  const file = await organiser.browser.api.archive.download({ id })
  const zip = new Uint8Array(await file.arrayBuffer())
  must(
    zip.length === made.bytes,
    `下载的归档有 ${zip.length} 字节，应为 ${made.bytes}`,
    `the archive is ${made.bytes} bytes, the download ${zip.length}`,
  )
  await contestSeen(house, '归档 the archive', ({ archive }) => archive?.sha256 === made.sha256)
  return { sha256: made.sha256, zip }
}

export async function readMarks(house: House): Promise<Uint8Array> {
  const file = await house.organiser.browser.api.results.marks({ id: house.contestId, stage: stageOf(house) })
  return new Uint8Array(await file.arrayBuffer())
}
