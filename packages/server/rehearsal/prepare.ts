/** The weeks before: the organiser's account, the contest from a shipped rulebook, materials, people, the entry list. */
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import type { Item, Rulebook } from '@leitai/core/rulebook/schema.ts'
import { isRefusal, type Role } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import { deriveSeed } from '@leitai/core/seed.ts'
import { measuresOf, optionsOf } from '@leitai/items/rules.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import { mustBeRefused, openBrowser, type Api, type Browser } from './browser.ts'
import { cellsOf, entryList, wrongRows, type Someone } from './crowd.ts'
import { act, must, type Day, type House, type Official } from './day.ts'
import { fitRulebook } from './fit-rulebook.ts'
import { packFor, type Pack } from './packs.ts'

export interface Account {
  name: string
  username: string
  password: string
}

export async function signedIn(day: Day, account: Account): Promise<Official> {
  const browser = openBrowser(day.url, day.ledger)
  await browser.signIn(account.username, account.password)
  const { person } = await browser.api.me()
  must(person !== null, `${account.username} 登录后仍无身份`, `${account.username} signed in and is nobody`)
  return { ...account, id: person.id, browser, live: browser.live('person') }
}

export async function firstOrganiser(day: Day, token: string, account: Account): Promise<Official> {
  const browser = openBrowser(day.url, day.ledger)
  await browser.api.setup.firstOrganiser({ token, ...account })
  await mustBeRefused(
    '一次性链接 one-time link',
    'linkUsed',
    browser.api.setup.firstOrganiser({ token, ...account, username: `${account.username}2` }),
  )
  return signedIn(day, account)
}

export interface NewContest {
  rulebookId: string
  titleZh: string
  titleEn: string
  startsOn: string
  place: string
  /** A rulebook of one's own, saved over the one that the contest was made from. */
  ownYaml?: string
  /** Changes the YAML before it is published, as an organiser would on the rulebook's page. */
  edit?: (yaml: string) => string
}

export interface MadeContest {
  contestId: string
  slug: string
  title: string
  rulebook: Rulebook
  leftOut: Text[]
  differences: number
}

/** Made from the rulebook and cut down to what can be held today. */
export async function makeContest(organiser: Official, { edit, ownYaml, ...input }: NewContest): Promise<MadeContest> {
  const { api } = organiser.browser
  const { id: contestId } = await api.contests.create(input)
  const shipped = await api.contests.get({ id: contestId })
  if (ownYaml !== undefined)
    await api.contests.saveRulebook({ id: contestId, yaml: ownYaml, revision: shipped.rulebookRevision })
  const made = ownYaml === undefined ? shipped : await api.contests.get({ id: contestId })
  const available = new Set(made.items.filter((item) => item.available).map(({ type }) => type))
  const fitted = fitRulebook(made.rulebookYaml, writtenRulebook(made.rulebookYaml), [...available])
  must(
    fitted !== null,
    `${input.rulebookId} 的赛项都还不能彩排（类型暂未提供）`,
    `nothing in ${input.rulebookId} can be rehearsed yet: every item’s type is missing`,
  )
  const yaml = edit === undefined ? fitted.yaml : edit(fitted.yaml)
  let differences = 0
  if (yaml !== made.rulebookYaml) {
    const saved = await api.contests.saveRulebook({ id: contestId, yaml, revision: made.rulebookRevision })
    must(
      saved.problems.length === 0,
      `删去赛项后的规程有问题：${saved.problems.map(({ path, message }) => `${path} ${message.zh}`).join('；')}`,
      `the rulebook without these items has problems: ${saved.problems.map(({ path, message }) => `${path} ${message.en}`).join('; ')}`,
    )
    differences = saved.differences.length
  }
  return {
    contestId,
    slug: made.slug,
    title: input.titleZh,
    rulebook: readRulebook(yaml),
    leftOut: fitted.leftOut,
    differences,
  }
}

/** As it is held, with a stage for each round. */
export const readRulebook = (yaml: string): Rulebook => withRounds(writtenRulebook(yaml))

export function writtenRulebook(yaml: string): Rulebook {
  const parsed = parseRulebook(yaml, { optionsOf, measuresOf })
  if (parsed.problems !== undefined)
    throw new Error(parsed.problems.map(({ line, message }) => `${line}: ${message.zh}`).join('\n'))
  return parsed.rulebook
}

export interface LoadedMaterial {
  id: string
  pack: Pack
}

/** By item; items that use the same content share one material, loaded once for all contests of this organiser. */
export class Library {
  readonly #byTitle = new Map<string, LoadedMaterial>()

  get packs(): Pack[] {
    return [...this.#byTitle.values()].map(({ pack }) => pack)
  }

  async load(api: Api, rulebookId: string, item: Item): Promise<LoadedMaterial> {
    const { type } = item
    const pack = await packFor(rulebookId, item)?.(api)
    must(pack !== undefined, `没有 ${type} 的演示素材`, `there is no demo content for ${type}`)
    const known = this.#byTitle.get(pack.title)
    if (known !== undefined) return known
    const { id } = await api.materials.save({ id: 'new', type, title: pack.title, body: pack.body, revision: 0 })
    const loaded = { id, pack }
    this.#byTitle.set(pack.title, loaded)
    return loaded
  }
}

/** Assigns the materials and publishes; returns what each item's runs will be made from. */
export async function publish(
  organiser: Official,
  made: MadeContest,
  library: Library,
  edition: string,
): Promise<Map<string, unknown>> {
  const { api } = organiser.browser
  const { contestId: id, rulebook } = made
  await api.contests.publishRulebook({ id, edition })
  const materials = new Map<string, unknown>()
  for (const item of rulebook.stages.flatMap(({ items }) => items)) {
    const { id: materialId } = await library.load(api, rulebook.id, item)
    await api.contests.assignMaterial({ id, itemId: item.id, materialId })
    const { body } = await api.materials.get({ id: materialId })
    const fitting = itemServerOf(item.type)!.material(body, item.options)
    must(!isRefusal(fitting), `「${item.title.zh}」的素材不合用`, `the material of “${item.title.en}” does not fit`)
    materials.set(item.id, fitting.material)
  }
  return materials
}

export interface Cast {
  staff: Official
  chiefJudge: Official
  supervisor: Official
  arbiter: Official
  sealingOfficers: Official[]
  judges: Official[]
  host: Official | null
  leader: Official | null
}

export interface Name {
  name: string
  username: string
  delegation?: string
}

/**
 * Accounts are made with the first password that the page shows once; everybody signs in with it.
 * @param known passwords by user name, of those who have worked in an earlier contest of this day; new ones are added
 */
export async function appoint(
  day: Day,
  organiser: Official,
  contestId: string,
  layers: number,
  known: Map<string, string>,
  names: {
    staff: Name
    chiefJudge: Name
    supervisor: Name
    arbiter: Name
    sealingOfficers: readonly Name[]
    judges?: readonly Name[]
    host?: Name
    leader?: Name
  },
): Promise<Cast> {
  const add = async ({ name, username, delegation = '' }: Name, roles: Role[]): Promise<Official> => {
    const who = { name, username }
    const added = await organiser.browser.api.people.add({ id: contestId, ...who, delegation, roles })
    const password = added.password ?? known.get(who.username)
    must(password !== undefined, `${who.username} 已有账号`, `${who.username} has an account already`)
    known.set(who.username, password)
    return signedIn(day, { ...who, password })
  }
  const cast: Cast = {
    staff: await add(names.staff, ['staff']),
    chiefJudge: await add(names.chiefJudge, ['chiefJudge']),
    supervisor: await add(names.supervisor, ['supervisor']),
    arbiter: await add(names.arbiter, ['arbiter']),
    sealingOfficers: [],
    judges: [],
    host: names.host === undefined ? null : await add(names.host, ['host']),
    leader: names.leader === undefined ? null : await add(names.leader, ['leader']),
  }
  for (const who of names.judges ?? []) cast.judges.push(await add(who, ['judge']))
  for (const who of names.sealingOfficers.slice(0, layers))
    cast.sealingOfficers.push(await add(who, ['sealingOfficer']))
  return cast
}

export function houseOf(
  day: Day,
  organiser: Official,
  made: MadeContest,
  materials: Map<string, unknown>,
  cast: Cast,
): House {
  const { contestId, slug, title, rulebook } = made
  const house: House = {
    contestId,
    slug,
    title,
    rulebook,
    materials,
    organiser,
    ...cast,
    screen: cast.host === null ? null : openBrowser(day.url, day.ledger).live('person'),
    passphrases: cast.sealingOfficers.map(
      (_, index) => `seal-${index + 1}-${deriveSeed(day.seed, `passphrase ${index + 1}`).slice(0, 16)}`,
    ),
  }
  for (const official of [house.organiser, house.staff, house.chiefJudge, ...(house.host === null ? [] : [house.host])])
    official.live.watch(contestId)
  return house
}

/** A list with wrong rows first: each comes back with its cell; then the good one is taken whole. */
export async function importEntrants(
  house: House,
  people: readonly Someone[],
): Promise<{ wrong: number; added: number }> {
  const { api }: Browser = house.organiser.browser
  const { contestId: id, rulebook } = house
  const rows = people.map((one) => cellsOf(one, rulebook))
  const wrong = wrongRows(rows, rulebook)
  const spoiled = await api.entrants.importPreview({ id, file: await entryList(rulebook, wrong.rows) })
  const found = spoiled.problems.map(({ row, key }) => `${row}:${key ?? ''}`)
  const expected = wrong.columns.map((column, index) => `${people.length + 2 + index}:${column}`)
  must(
    expected.every((problem) => found.includes(problem)) && spoiled.good === people.length,
    `错误行没有逐格指出：应有 ${expected.join(' ')}，得到 ${found.join(' ')}`,
    'the wrong rows did not come back cell by cell',
  )
  await mustBeRefused(
    '整表导入 taking the whole list',
    'badRows',
    api.entrants.importTake({ id, previewId: spoiled.previewId, onlyGood: false }),
  )

  const clean = await api.entrants.importPreview({ id, file: await entryList(rulebook, rows) })
  must(
    clean.problems.length === 0,
    `名单有问题：${JSON.stringify(clean.problems.slice(0, 3))}`,
    'the clean list has problems',
  )
  const { added } = await api.entrants.importTake({ id, previewId: clean.previewId, onlyGood: false })
  must(
    added === people.length,
    `应导入 ${people.length} 人，导入了 ${added} 人`,
    `${people.length} should have come in, ${added} did`,
  )
  return { wrong: spoiled.problems.length, added }
}

export async function closeRegistration(house: House, expected: number): Promise<void> {
  const { entrants } = await house.organiser.browser.api.contests.closeRegistration({ id: house.contestId })
  must(
    entrants === expected,
    `名单应有 ${expected} 人，实有 ${entrants} 人`,
    `the list should hold ${expected}, it holds ${entrants}`,
  )
}

export const openRegistration = (house: House): Promise<void> =>
  act(house.organiser, house.contestId, 'openRegistration', {})
export const openSession = (house: House, session: string): Promise<void> =>
  act(house.staff, house.contestId, 'openSession', { session })
