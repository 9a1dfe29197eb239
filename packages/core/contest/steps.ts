/**
 * The contest as a path: what is done, what is in work, and what is missing next. The organiser's screen shows this list
 * and nothing of its own; each missing thing is the one that the next act would be refused for.
 */
import type { Item, Stage } from '../rulebook/schema.ts'
import type { Text } from '../score.ts'
import { isJudged } from '../scoring/sheet.ts'
import { openAppeals, uncorrectedAppeals } from './appeals.ts'
import { panelLines } from './judging.ts'
import { currentStage, groupOf, isSealed, isTurn, layersOf, undrawn } from './reading.ts'
import { isPassed } from './matches.ts'
import { openTies } from './results.ts'
import { reviewLeft } from './review.ts'
import { itemKey, type ContestState } from './state.ts'
import type { Step, StepId } from './view.ts'

type Missing = Step['missing'][number]

const missing = (code: string, zh: string, en: string, act?: string): Missing => ({
  code,
  text: { zh, en } satisfies Text,
  ...(act === undefined ? {} : { act }),
})

/** @param available item types that are built */
export function steps(state: ContestState, available: readonly string[]): Step[] {
  const lists: [StepId, Missing[], boolean][] = [
    ['rulebook', rulebookMissing(state, available), true],
    ['registration', registrationMissing(state), true],
    ['checkIn', checkInMissing(state), needsCheckIn(state)],
    ['sessions', sessionsMissing(state), true],
    ['marking', markingMissing(state), true],
    ['review', [...reviewMissing(state), ...unsealMissing(state), ...appealsMissing(state)], needsReview(state)],
    ['results', resultsMissing(state), true],
    ['archive', state.archive === null ? [missing('archive', '生成归档', 'Make the archive', 'archive')] : [], true],
  ]
  let reached = true
  return lists.map(([id, left, needed]): Step => {
    if (!needed) return { id, state: 'notNeeded', missing: [] }
    if (left.length === 0) return { id, state: 'done', missing: [] }
    const step: Step = { id, state: reached ? 'working' : 'waiting', missing: left }
    reached = false
    return step
  })
}

function items(state: ContestState) {
  return (state.rulebook?.rulebook.stages ?? []).flatMap((stage) =>
    stage.items.map((item) => ({ stage: stage.id, item })),
  )
}

function rulebookMissing(state: ContestState, available: readonly string[]): Missing[] {
  if (state.rulebook === null)
    return [missing('publishRulebook', '发布赛项规程', 'Publish the rulebook', 'publishRulebook')]
  const out: Missing[] = []
  for (const { stage, item } of items(state)) {
    if (!available.includes(item.type))
      out.push(
        missing(
          'notAvailable',
          `「${item.title.zh}」的类型暂未提供，请在规程中移除`,
          `“${item.title.en}” is not available yet; take it out`,
          'editRulebook',
        ),
      )
    else if (state.materials[itemKey(stage, item.id)]?.materialId == null)
      out.push(
        missing(
          'noMaterial',
          `为「${item.title.zh}」指定素材`,
          `Choose the material of “${item.title.en}”`,
          'assignMaterial',
        ),
      )
  }
  return out
}

function registrationMissing(state: ContestState): Missing[] {
  switch (state.registration) {
    case 'notOpen':
      return [missing('openRegistration', '开放报名', 'Open registration', 'openRegistration')]
    case 'open':
      return [
        missing(
          'closeRegistration',
          '导入名单并截止报名',
          'Bring in the entrants and close registration',
          'closeRegistration',
        ),
      ]
    case 'closed':
      return []
  }
}

function needsCheckIn(state: ContestState): boolean {
  return state.rulebook?.rulebook.checkIn.required ?? true
}

function checkInMissing(state: ContestState): Missing[] {
  const out: Missing[] = []
  const roster = Object.keys(state.roster)
  const open = roster.filter((id) => !(id in state.checkedIn) && !(id in state.absent))
  if (roster.length === 0) return [missing('noRoster', '报名截止后检录', 'Check-in follows registration')]
  if (state.room.seats.length === 0) out.push(missing('noRoom', '设置赛场座位', 'Set up the room', 'setRoom'))
  for (let layer = 1; layer <= layersOf(state); layer += 1) {
    const officer = state.officers[layer]
    if (officer === undefined)
      out.push(
        missing('noOfficer', `指定第 ${layer} 层加密人员`, `Appoint the officer of layer ${layer}`, 'appointOfficer'),
      )
    else if (officer.recipient === null)
      out.push(
        missing(
          'noPassphrase',
          `${officer.name} 设置第 ${layer} 层口令`,
          `${officer.name} sets the passphrase of layer ${layer}`,
          'enrolOfficer',
        ),
      )
  }
  if (state.room.seats.length > 0 && state.order === null && roster.length > state.room.seats.length)
    out.push(
      missing(
        'noOrder',
        `抽取场次顺序（${roster.length} 人，${state.room.seats.length} 座）`,
        `Draw the order (${roster.length} entrants, ${state.room.seats.length} seats)`,
        'drawOrder',
      ),
    )
  const groupsOpen = new Set(open.map((id) => groupOf(state, id) ?? 1))
  if (open.length > 0)
    out.push(missing('checkIn', `检录，还有 ${open.length} 人`, `Check in ${open.length} more`, 'checkIn'))
  const waiting = undrawn(state)
  if (waiting.length > 0 || (open.length === 0 && state.draws.length === 0))
    out.push(
      missing(
        'draw',
        `抽签，${waiting.length} 人已检录待抽${groupsOpen.size > 0 ? '（可分批）' : ''}`,
        `Draw seats for ${waiting.length}`,
        'draw',
      ),
    )
  return out
}

/** The stage that is under way: the path is walked once for each. */
function stagesNow(state: ContestState): Stage[] {
  const stage = currentStage(state)
  return stage === undefined ? [] : [stage]
}

function sessionsMissing(state: ContestState): Missing[] {
  // Who meets whom comes first: a session is one of the matches.
  const toDraw = stagesNow(state).filter((stage) => stage.matches !== undefined && !(stage.id in state.matches))
  if (toDraw.length > 0)
    return toDraw.map(({ title }) =>
      missing('drawMatches', `抽取「${title.zh}」对阵`, `Draw the matches of “${title.en}”`, 'drawMatches'),
    )
  // Where everybody passes without playing there is nothing to hold.
  const now = stagesNow(state).flatMap(({ id }) =>
    state.matches[id]?.groups.every((_, index) => isPassed(state, id, index + 1)) === true ? [] : [id],
  )
  if (now.length === 0 && stagesNow(state).length > 0) return []
  const sessions = Object.values(state.sessions).filter(
    ({ stage, group, phase }) => now.includes(stage) && (phase !== 'planned' || !isPassed(state, stage, group)),
  )
  const unplanned = items(state).filter(
    ({ stage, item }) =>
      now.includes(stage) && !sessions.some((session) => session.stage === stage && session.item === item.id),
  )
  const out = unplanned.map(({ item }) =>
    missing(
      'planSessions',
      `安排「${item.title.zh}」的场次`,
      `Plan the sessions of “${item.title.en}”`,
      'planSessions',
    ),
  )
  if (sessions.length === 0)
    return out.length > 0 ? out : [missing('planSessions', '安排场次', 'Plan the sessions', 'planSessions')]
  // Marked while it is performed: nobody can be called without the panel.
  out.push(...panelsMissing(state, (item) => isTurn(item)))
  const planned = sessions.filter(({ phase }) => phase === 'planned').length
  const running = sessions.filter(({ phase }) => phase === 'open' || phase === 'paused').length
  if (running > 0)
    out.push(missing('running', `${running} 个场次进行中`, `${running} sessions are running`, 'closeSession'))
  if (planned > 0)
    out.push(
      missing('openSession', `还有 ${planned} 个场次未开始`, `${planned} sessions have not begun`, 'openSession'),
    )
  return out
}

/** Items of the stage under way whose panel is not appointed, or too small for some code. */
function panelsMissing(state: ContestState, which: (item: Item) => boolean): Missing[] {
  const lines = panelLines(state)
  return stagesNow(state).flatMap((stage) =>
    stage.items.flatMap((item) => {
      if (!isJudged(item) || !which(item) || state.markingClosed[stage.id] !== undefined) return []
      const line = lines.find((one) => one.stage === stage.id && one.item === item.id)!
      if (line.panels.length === 0)
        return [
          missing(
            'appointPanel',
            `任命「${item.title.zh}」评委组（${line.due} 名）`,
            `Appoint the panel of “${item.title.en}” (${line.due})`,
            'appointPanel',
          ),
        ]
      return line.short.length === 0
        ? []
        : [
            missing(
              'panelShort',
              `「${item.title.zh}」有 ${line.short.length} 个赛位裁判不足，请增加候补裁判`,
              `“${item.title.en}”: too few judges for ${line.short.length} codes; add stand-ins`,
              'appointPanel',
            ),
          ]
    }),
  )
}

function markingMissing(state: ContestState): Missing[] {
  const stages = stagesNow(state)
  if (stages.length === 0) return [missing('closeMarking', '结束评分', 'Close marking', 'closeMarking')]
  const out: Missing[] = panelsMissing(state, (item) => !isTurn(item))
  for (const stage of stages) {
    if (state.markingClosed[stage.id] === undefined)
      out.push(
        missing(
          'closeMarking',
          `结束「${stage.title.zh}」评分`,
          `Close the marking of “${stage.title.en}”`,
          'closeMarking',
        ),
      )
    else if (state.results[stage.id] === undefined)
      out.push(
        missing('compute', `计算「${stage.title.zh}」成绩`, `Compute the results of “${stage.title.en}”`, 'compute'),
      )
  }
  return out
}

function needsReview(state: ContestState): boolean {
  return (
    state.rulebook === null ||
    layersOf(state) > 0 ||
    state.rulebook.rulebook.review !== undefined ||
    Object.keys(state.appeals).length > 0
  )
}

/** Stage by stage; a stage whose result is published has been through it. */
function reviewMissing(state: ContestState): Missing[] {
  return stagesNow(state).flatMap(({ id, title }) => {
    if (state.rulebook!.rulebook.review === undefined) return []
    if (state.results[id] === undefined)
      return [
        missing('notComputed', `「${title.zh}」成绩计算后复核`, `The review of “${title.en}” follows its results`),
      ]
    const left = reviewLeft(state, id)
    switch (left?.why) {
      case undefined:
        return []
      case 'notDrawn':
        return [
          missing(
            'drawReview',
            `抽取「${title.zh}」复核名单`,
            `Draw the sample to review of “${title.en}”`,
            'drawReview',
          ),
        ]
      case 'unchecked':
        return [
          missing(
            'recordFinding',
            `「${title.zh}」还有 ${left!.count} 项成绩待复核`,
            `${left!.count} scores of “${title.en}” wait for review`,
            'recordFinding',
          ),
        ]
      case 'unanswered':
        return [
          missing(
            'answerFinding',
            `「${title.zh}」${left!.count} 处差错待裁判长更正或答复`,
            `${left!.count} errors in “${title.en}” wait for the chief judge`,
            'correct',
          ),
        ]
    }
  })
}

function appealsMissing(state: ContestState): Missing[] {
  return (state.rulebook?.rulebook.stages ?? []).flatMap(({ id }) => {
    const open = openAppeals(state, id).length
    const owed = uncorrectedAppeals(state, id).length
    return [
      ...(open > 0
        ? [missing('ruleAppeal', `${open} 份申诉待仲裁`, `${open} appeals wait for a ruling`, 'ruleAppeal')]
        : []),
      ...(owed > 0
        ? [
            missing(
              'correctAppeal',
              `${owed} 份申诉已获支持，待裁判长更正`,
              `${owed} upheld appeals wait for a correction`,
              'correct',
            ),
          ]
        : []),
    ]
  })
}

function unsealMissing(state: ContestState): Missing[] {
  if (state.rulebook === null) return [missing('notYet', '评分结束后解密', 'Unsealing follows marking')]
  if (!isSealed(state)) return []
  const layers = Array.from({ length: layersOf(state) }, (_, index) => layersOf(state) - index)
  return layers
    .filter((layer) => state.officers[layer]?.opened == null)
    .map((layer) => {
      const name = state.officers[layer]?.name
      return missing(
        'unseal',
        `${name ?? '加密人员'}解开第 ${layer} 层`,
        `${name ?? 'The sealing officer'} opens layer ${layer}`,
        'unseal',
      )
    })
}

function resultsMissing(state: ContestState): Missing[] {
  const rulebook = state.rulebook?.rulebook
  const out: Missing[] = []
  for (const stage of stagesNow(state)) {
    const result = state.results[stage.id]
    if (result === undefined) {
      out.push(missing('noResults', `「${stage.title.zh}」成绩尚未计算`, `“${stage.title.en}” is not computed yet`))
      continue
    }
    const ties = openTies(state, stage.id).length
    if (ties > 0) out.push(missing('openTies', `${ties} 组并列待裁定`, `${ties} ties wait for a decision`, 'settleTie'))
    for (const role of rulebook!.signatures) {
      if (!result.signatures.some((signature) => signature.role === role))
        out.push(
          missing(
            `sign:${role}`,
            `${roleName[role]?.zh ?? role}签字`,
            `Signature of the ${roleName[role]?.en ?? role}`,
            'sign',
          ),
        )
    }
    const last = rulebook!.stages.at(-1) === stage
    for (const award of last ? rulebook!.awards : []) {
      if (award.by === 'decision' && !(award.id in state.decidedAwards))
        out.push(missing('decideAward', `评定「${award.title.zh}」`, `Decide “${award.title.en}”`, 'decideAward'))
    }
    if (result.published === null) out.push(missing('publish', '公布成绩', 'Publish the results', 'publishResults'))
    if (!last && !(stage.id in state.advanced))
      out.push(
        missing(
          'advance',
          `确定「${stage.title.zh}」晋级名单`,
          `Settle who goes on from “${stage.title.en}”`,
          'advance',
        ),
      )
  }
  return rulebook === undefined ? [missing('noResults', '成绩尚未计算', 'No results yet')] : out
}

const roleName: Record<string, Text> = {
  organiser: { zh: '组织者', en: 'organiser' },
  chiefJudge: { zh: '裁判长', en: 'chief judge' },
  supervisor: { zh: '监督', en: 'supervisor' },
  arbiter: { zh: '仲裁', en: 'arbiter' },
  judge: { zh: '裁判', en: 'judge' },
}
