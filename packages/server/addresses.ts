/** Under which names and addresses this computer is reached. */
import { hostname, networkInterfaces } from 'node:os'

/** IPv4 addresses of the LAN, for people to type. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

/** Every name that the certificate must hold. */
export function certificateNames(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    // a link-local IPv6 address needs a zone and cannot stand in a browser's address bar
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    .map(({ address }) => address)
  const name = hostname().toLowerCase()
  const names = /^[a-z0-9-]+$/.test(name) ? [name, `${name}.local`] : /^[a-z0-9.-]+$/.test(name) ? [name] : []
  return [...new Set(['localhost', '127.0.0.1', '::1', ...names, ...addresses])]
}
