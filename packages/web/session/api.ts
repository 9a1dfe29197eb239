/**
 * The HTTP API as the pages call it: `api.contests.list()`, and `query.contests.list.queryOptions()` for TanStack Query.
 * Only the contract's type comes along, never its schemas.
 */
import type { Contract, RefusalData } from '@leitai/core/api/contract.ts'
import { rpcPath } from '@leitai/core/api/paths.ts'
import type { Language } from '@leitai/design/language.ts'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'

export const api: ContractRouterClient<Contract> = createORPCClient(
  new RPCLink({
    url: () => `${location.origin}${rpcPath}`,
    fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin' }),
  }),
)

export const query = createTanstackQueryUtils(api)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // a refusal stays a refusal; only a broken connection is worth a second try
      retry: (failures, error) => failures < 2 && refusalOf(error) === null,
    },
  },
})

/** What the server refused, or null where it did not answer at all. */
export function refusalOf(error: unknown): RefusalData | null {
  if (!(error instanceof ORPCError)) return null
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'zh' in data && 'en' in data && 'code' in data
    ? (data as RefusalData)
    : null
}

/** The sentence to show for anything that went wrong with a call. */
export function sentenceOf(error: unknown, language: Language): string {
  const refusal = refusalOf(error)
  if (refusal !== null) return refusal[language]
  if (error instanceof ORPCError)
    return language === 'zh'
      ? `服务器未能处理（${error.code}），内容没有改变。请重试；若再次出现，请告知技术人员。`
      : `The server could not do this (${error.code}); nothing was changed. Try again, and tell the technical staff if it returns.`
  return language === 'zh'
    ? '连接不到服务器，内容没有改变。请检查网络后重试。'
    : 'The server cannot be reached; nothing was changed. Check the network and try again.'
}
