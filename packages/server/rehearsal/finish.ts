/** After the last session: marking closed, results, the seal opened layer by layer, ties, signatures, publication, archive. */
import type { ContestView, ResultView } from '@leitai/core/contest/view.ts'
import type { Role } from '@leitai/core/run.ts'
import { mustBeRefused } from './browser.ts'
import { act, contestSeen, must, type House, type Official, type StepNotes } from './day.ts'
import { publishingIsRefused } from './floor.ts'

const resultOf = (view: ContestView, stage: string): ResultView | undefined =>
  view.results.find((result) => result.stage === stage)

export async function closeMarking({ chiefJudge, contestId: id }: House, stage: string): Promise<void> {
  await chiefJudge.browser.api.marking.close({ id, stage })
}

/** While a sheet is owed nothing is closed, and it is said whose it is. */
export async function closingIsRefused({ chiefJudge, contestId: id }: House, stage: string): Promise<void> {
  await mustBeRefused('提前结束评分 closing marking early', 'owed', chiefJudge.browser.api.marking.close({ id, stage }))
}

/** Whoever joined by the link is on the list; nobody joins any more. */
export async function closeLinkRegistration(house: House): Promise<void> {
  await house.organiser.browser.api.contests.closeRegistration({ id: house.contestId })
}

export async function computeResults(house: House, stage: string, sealed: boolean): Promise<ResultView> {
  const { contestId: id, organiser } = house
  await organiser.browser.api.results.compute({ id, stage })
  const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown, stage) !== undefined)
  const result = resultOf(view, stage)!
  must(
    result.lines.every(({ name }) => (name === undefined) === sealed),
    '解密前的成绩中出现了姓名',
    'a name stands in the results before unsealing',
  )
  if (sealed) await publishingIsRefused(house, 'sealed', stage)
  return result
}

/** From the outermost layer in. With `tryWrongly` the wrong order and the wrong passphrase are tried first. */
export async function unseal(house: House, stage: string, notes: StepNotes, tryWrongly: boolean): Promise<void> {
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
  await contestSeen(house, '姓名 the names', (view) =>
    resultOf(view, stage)!.lines.every(({ name }) => name !== undefined),
  )
}

/** Equal places that wait for people, settled by the chief judge one after the other. Returns how many there were. */
export async function settleTies(house: House, stage: string): Promise<number> {
  for (let settled = 0; ; settled += 1) {
    const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown, stage) !== undefined)
    const tie = resultOf(view, stage)!.openTies[0]
    if (tie === undefined) return settled
    const before = resultOf(view, stage)!.openTies.length
    const order = tie.codes.toSorted()
    await act(house.chiefJudge, house.contestId, 'settleTie', {
      stage,
      order,
      reason: '评议：按赛位号 by deliberation: in the order of codes',
    })
    await judgesSign(house, stage, order)
    await contestSeen(
      house,
      '并列裁定 the tie to be settled',
      (shown) => resultOf(shown, stage)!.openTies.length < before,
    )
  }
}

/** Where the rulebook asks the judges together, each of them signs the order. */
async function judgesSign({ contestId: id, judges }: House, stage: string, order: string[]): Promise<void> {
  for (const judge of judges) {
    const { api } = judge.browser
    const waits = (await api.marking.ties({ id })).find(
      (tie) => tie.stage === stage && tie.order.map(({ code }) => code).join() === order.join(),
    )
    if (waits !== undefined) await api.marking.signTie({ id, stage, order, password: judge.password })
  }
}

/** Awards that people give: to the best ranked. */
export async function decideAwards(house: House, stage: string): Promise<number> {
  const awards = house.rulebook.awards.filter(({ by }) => by === 'decision')
  for (const award of awards) {
    const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown, stage) !== undefined)
    const best = resultOf(view, stage)!.lines.find(({ rank, entrantId }) => rank === 1 && entrantId !== undefined)
    await act(house.chiefJudge, house.contestId, 'decideAward', {
      award: award.id,
      entrants: best === undefined ? [] : [best.entrantId!],
      reason: '彩排评议 decided in the rehearsal',
    })
  }
  return awards.length
}

export async function sign(house: House, stage: string): Promise<void> {
  const { contestId: id, rulebook } = house
  const signers: Partial<Record<Role, Official>> = {
    chiefJudge: house.chiefJudge,
    supervisor: house.supervisor,
    arbiter: house.arbiter,
    organiser: house.organiser,
    staff: house.staff,
  }
  await publishingIsRefused(house, 'signaturesMissing', stage)
  for (const [index, role] of rulebook.signatures.entries()) {
    const signer = signers[role]
    must(signer !== undefined, `没有人可以以 ${role} 签字`, `nobody can sign as ${role}`)
    const { api } = signer.browser
    if (index === 0)
      await mustBeRefused(
        '错误密码 a wrong password',
        'wrongPassword',
        api.results.sign({ id, stage, role, password: 'not-this-one' }),
      )
    await api.results.sign({ id, stage, role, password: signer.password })
  }
  await contestSeen(house, '签字 the signatures', (view) => resultOf(view, stage)!.waitsFor.length === 0)
}

export async function publishResults(house: House, stage: string): Promise<ResultView> {
  await act(house.organiser, house.contestId, 'publishResults', { stage })
  const view = await contestSeen(house, '公布 publication', (shown) => resultOf(shown, stage)?.published != null)
  return resultOf(view, stage)!
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

export async function readMarks(house: House, stage: string): Promise<Uint8Array> {
  const file = await house.organiser.browser.api.results.marks({ id: house.contestId, stage })
  return new Uint8Array(await file.arrayBuffer())
}

/** Who goes on: by the rule, and where it leaves equals or everything to people, by the chief judge. */
export async function advance(house: House, stage: string): Promise<string[]> {
  const { contestId, chiefJudge } = house
  const view = await contestSeen(house, '成绩 the results', (shown) => resultOf(shown, stage)?.advancing != null)
  const { certain, undecided, byDecision } = resultOf(view, stage)!.advancing!
  if (!byDecision && undecided.length === 0) await act(chiefJudge, contestId, 'advance', { stage })
  else {
    const ranked = resultOf(view, stage)!.lines.filter(({ rank }) => rank !== null)
    const codes = byDecision
      ? ranked.slice(0, Math.ceil(ranked.length * 0.85)).map(({ code }) => code)
      : [...certain, ...undecided.flatMap(({ codes: equals, seats }) => equals.toSorted().slice(0, seats))]
    await act(chiefJudge, contestId, 'decideAdvancement', { stage, codes, reason: '评议 by deliberation' })
  }
  const after = await contestSeen(house, '晋级名单 who goes on', ({ advanced }) =>
    advanced.some((one) => one.stage === stage),
  )
  return after.advanced.find((one) => one.stage === stage)!.codes
}
