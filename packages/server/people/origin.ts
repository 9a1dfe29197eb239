/**
 * Cross-site requests are refused by their Origin. A browser cannot forge Host, so a request is our own page's exactly
 * when both name the same host and port: that holds under every address of the LAN without a list of them.
 */
import type { IncomingHttpHeaders } from 'node:http'

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `host` is what the request was sent to: the Host header, or what a trusted proxy says of it. */
export function isOwnOrigin(headers: IncomingHttpHeaders, host: string): boolean {
  const { origin } = headers
  // programs send no Origin; browsers send it with everything but plain reading
  if (origin === undefined)
    return (
      headers['sec-fetch-site'] === undefined ||
      headers['sec-fetch-site'] === 'same-origin' ||
      headers['sec-fetch-site'] === 'none'
    )
  try {
    return new URL(origin).host === host.toLowerCase()
  } catch {
    return false
  }
}

export function mayChangeState(method: string, headers: IncomingHttpHeaders, host: string): boolean {
  return readOnly.has(method) || isOwnOrigin(headers, host)
}
