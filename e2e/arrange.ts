/** A contest up to its first session without screens, for tests of what comes afterwards. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { BrowserContext } from 'playwright-core'
import type { Contract } from '@leitai/core/api/contract.ts'
import { isRefusal } from '@leitai/core/run.ts'
import type { Slip } from '@leitai/server/contests/draw/slip-box.ts'
import type { House } from './house.ts'
import { firstOrganiser, signIn } from './people.ts'

type Api = ContractRouterClient<Contract>

export interface Arranged {
  id: string
  slug: string
  api: Api
  organiser: BrowserContext
  /** An official act, as the organiser's pages would send it. */
  act(name: string, payload?: unknown): Promise<void>
  /** Everybody's, by candidate number; none where contestants join by themselves. */
  slips: Slip[]
  /** Opens every layer, outermost first, each by its officer. */
  unseal(): Promise<void>
}

interface Plan {
  title: string
  rulebook: string
  /** By item: its material, which may need something to be uploaded first. */
  materials: Record<string, { type: string; body: (api: Api) => unknown }>
  entrants: { name: string; delegation?: string; members?: string[]; fields?: Record<string, string> }[]
  /** Judges of a sealed contest are known before its draw. */
  beforeDraw?: (api: Api, id: string) => Promise<void>
}

/** The API of whoever is signed in in this window. */
export function apiOf(context: BrowserContext, url: string, seen: (response: Response) => void = () => {}): Api {
  return createORPCClient(
    new RPCLink({
      url: `${url}/rpc`,
      fetch: async (request) => {
        const cookies = await context.cookies(url)
        const sent = new Request(request)
        sent.headers.set('cookie', cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
        const response = await fetch(sent)
        seen(response)
        return response
      },
    }),
  )
}

export async function arrange(
  house: House,
  { title, rulebook, materials, entrants, beforeDraw }: Plan,
): Promise<Arranged> {
  const { server } = house
  const page = await house.window()
  if (server.setupUrl === null) throw new Error('the house has an organiser already')
  await firstOrganiser(page, server.setupUrl, '林组织')
  const organiser = page.context()
  const api = apiOf(organiser, server.url)
  await page.close()

  const { id } = await api.contests.create({
    rulebookId: 'C20',
    titleZh: title,
    startsOn: '2026-12-05',
    place: '实训楼 301',
  })
  const { slug, rulebookRevision } = await api.contests.get({ id })
  const { problems } = await api.contests.saveRulebook({ id, yaml: rulebook, revision: rulebookRevision })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  await api.contests.publishRulebook({ id, edition: '1' })
  for (const [itemId, { type, body }] of Object.entries(materials)) {
    const material = await api.materials.save({ id: 'new', type, title: itemId, body: await body(api), revision: 0 })
    await api.contests.assignMaterial({ id, itemId, materialId: material.id })
  }
  const act = async (name: string, payload: unknown = {}) => {
    const by = { kind: 'person', id: 'organiser', roles: ['organiser', 'staff', 'chiefJudge'] } as const
    const answer = await server.host.submit({
      runId: id,
      commandId: `e2e-${name}-${Math.random()}`,
      name,
      payload,
      by: { ...by, roles: [...by.roles] },
    })
    if (isRefusal(answer)) throw new Error(`${name}: ${answer.code} ${answer.en}`)
    await server.parts.sessionEffects.settled(id)
  }
  const { items } = await api.contests.get({ id })
  const startsAt = server.parts.clock.now()
  const sessions = items.map((item) => ({
    id: item.id,
    stage: item.stage,
    item: item.id,
    group: 1,
    startsAt,
    ...(entrants.length === 0 ? { endsAt: startsAt + 3_600_000 } : {}),
  }))

  await beforeDraw?.(api, id)
  await act('openRegistration')
  let slips: Slip[] = []
  const passphrase = '春江潮水连海平，海上明月'
  const officers: Api[] = []
  if (entrants.length > 0) {
    for (const [index, { name, delegation = '海州一职', members = [], fields = {} }] of entrants.entries()) {
      await api.entrants.save({
        id,
        entrantId: 'new',
        revision: 0,
        number: `K${String(index + 1).padStart(2, '0')}`,
        name,
        delegation,
        gender: '',
        birthDate: null,
        coaches: [],
        members,
        phone: '',
        extraTimePercent: 0,
        fields,
      })
    }
    await api.contests.closeRegistration({ id })
    await act('setRoom', { seats: entrants.map((_, index) => `A${String(index + 1).padStart(2, '0')}`), spare: [] })
    for (const { id: entrantId } of await api.entrants.list({ id })) await act('checkIn', { entrantId })
    const layers = Number(/layers: (\d)/.exec(rulebook)?.[1] ?? 0)
    for (let layer = 1; layer <= layers; layer += 1) {
      const username = `officer${layer}`
      const { personId, password } = await api.people.add({
        id,
        name: `加密员${layer}`,
        username,
        delegation: '',
        roles: ['sealingOfficer'],
      })
      const own = await signedIn(house, username, password!)
      await act('appointOfficer', { layer, personId, name: `加密员${layer}` })
      await own.seal.enrol({ id, layer, passphrase })
      officers.unshift(own)
    }
    const { slipsToken } = await api.draw.seats({ id })
    slips = server.parts.slipBox.take(id, slipsToken)!.slips.toSorted((a, b) => a.number.localeCompare(b.number))
  }
  await act('planSessions', { sessions })
  const unseal = async () => {
    for (const [index, officer] of officers.entries())
      await officer.seal.open({ id, layer: officers.length - index, passphrase })
  }
  return { id, slug, api, organiser, act, slips, unseal }
}

/** The API as another person. */
export async function signedIn(house: House, username: string, password: string): Promise<Api> {
  const page = await house.window()
  await signIn(page, username, password)
  await page.close()
  return apiOf(page.context(), house.server.url)
}
