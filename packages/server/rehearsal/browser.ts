/** The browser of a simulated person: cookies, the typed API, signing in, and the live connection. */
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract, RefusalData } from '@leitai/core/api/contract.ts'
import { authPath, rpcPath } from '@leitai/core/api/paths.ts'
import type { Ledger } from './ledger.ts'
import { Live } from './live.ts'

export type Api = ContractRouterClient<Contract>

export interface Browser {
  url: string
  api: Api
  /** The same server, with this browser's cookies. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  signIn(username: string, password: string): Promise<void>
  /** A connection as this person, or as the seat that is signed in here. */
  live(as: 'seat' | 'person'): Live
  /** A second tab of the same browser has the same cookies. */
  cookie(): string
}

export function openBrowser(url: string, ledger: Ledger): Browser {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(input: string | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    if (cookies.size > 0) request.headers.set('cookie', cookie())
    const response = await fetch(request)
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  const api: Api = createORPCClient(
    new RPCLink({ url: `${url}${rpcPath}`, fetch: (request, init) => send(request, init as RequestInit) }),
  )
  return {
    url,
    api,
    cookie,
    fetch: (path, init) => send(`${url}${path}`, init),
    async signIn(username, password) {
      const response = await send(`${url}${authPath}/sign-in/username`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      if (!response.ok) throw new Error(`${username}: ${response.status} ${(await response.text()).slice(0, 300)}`)
    },
    live: (as) => new Live({ url, cookie: cookie(), as, ledger }),
  }
}

/** What the server refused; null where something else went wrong. */
export function refusalOf(error: unknown): RefusalData | null {
  if (!(error instanceof ORPCError)) return null
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'code' in data && 'zh' in data ? (data as RefusalData) : null
}

export function sentence(error: unknown): string {
  const refusal = refusalOf(error)
  if (refusal !== null) {
    const details = refusal.details === undefined ? '' : ` ${JSON.stringify(refusal.details).slice(0, 500)}`
    return `[${refusal.code}] ${refusal.zh} / ${refusal.en}${details}`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** The call must be refused with this code: whatever else comes is an error. */
export async function mustBeRefused(
  what: string,
  code: string | readonly string[],
  call: Promise<unknown>,
): Promise<void> {
  const codes = typeof code === 'string' ? [code] : code
  try {
    await call
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal !== null && codes.includes(refusal.code)) return
    throw new Error(`${what}: 应以 ${codes.join('|')} 拒绝 / should be refused with that, but: ${sentence(error)}`, {
      cause: error,
    })
  }
  throw new Error(`${what}: 应当拒绝 (${codes.join('|')})，却成功了 / should have been refused and was not`)
}
