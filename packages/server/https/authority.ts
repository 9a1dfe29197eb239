/**
 * HTTPS in a closed room: browsers give the microphone only in a secure context, and no public authority signs a LAN
 * address. So the server is its own authority: it makes a root once, which the PCs are told to trust, and a server
 * certificate with every name and address it is reached under.
 */
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { createPrivateKey, webcrypto } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'

export interface ServerCertificate {
  /** PEM: private key, certificate with the root behind it. */
  key: string
  cert: string
  /** DER of the root, as browsers and Windows take it. */
  root: Uint8Array
  names: readonly string[]
}

const dayMs = 24 * 3600_000
/** Browsers take no server certificate that runs longer. */
const serverDays = 397
const renewBeforeDays = 30
const rootDays = 3650
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/**
 * The certificate for these names, made or renewed where it is missing, near its end or lacks a name. `folder` holds the
 * authority's key: it stays on this computer.
 */
export async function serverCertificate(
  folder: string,
  names: readonly string[],
  now = new Date(),
): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const root = await rootAuthority(folder, now)
  const rootDer = new Uint8Array(root.certificate.rawData)
  const kept = await readPair(folder, 'server')
  if (kept !== null && (await stillGood(kept.certificate, root.certificate, names, now))) {
    return { key: kept.key, cert: chain(kept.certificate, root.certificate), root: rootDer, names }
  }
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=Leitai',
    issuer: root.certificate.subject,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + (serverDays - 1) * dayMs),
    publicKey: keys.publicKey as CryptoKey,
    signingKey: root.signingKey as CryptoKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) ? ('ip' as const) : ('dns' as const), value: name })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(root.certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const key = await keep(folder, 'server', keys.privateKey, certificate)
  return { key, cert: chain(certificate, root.certificate), root: rootDer, names }
}

interface Root {
  certificate: x509.X509Certificate
  signingKey: webcrypto.CryptoKey
}

async function rootAuthority(folder: string, now: Date): Promise<Root> {
  const kept = await readPair(folder, 'root')
  if (kept !== null && kept.certificate.notAfter.getTime() > now.getTime() + serverDays * dayMs) {
    const der = createPrivateKey(kept.key).export({ format: 'der', type: 'pkcs8' })
    return {
      certificate: kept.certificate,
      signingKey: await webcrypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign']),
    }
  }
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=Leitai ${now.toISOString().slice(0, 10)}, O=Leitai`,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + rootDays * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  await keep(folder, 'root', keys.privateKey, certificate)
  return { certificate, signingKey: keys.privateKey }
}

async function stillGood(
  certificate: x509.X509Certificate,
  root: x509.X509Certificate,
  names: readonly string[],
  now: Date,
): Promise<boolean> {
  if (certificate.notAfter.getTime() < now.getTime() + renewBeforeDays * dayMs) return false
  const has =
    certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map(({ value }) => value) ?? []
  if (!names.every((name) => has.includes(name))) return false
  return certificate.verify({ publicKey: root.publicKey, date: now })
}

const newKeys = async (): Promise<CryptoKeyPair> =>
  (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
const serial = (): string =>
  `0${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}0`.slice(0, 32)
const chain = (certificate: x509.X509Certificate, root: x509.X509Certificate): string =>
  `${certificate.toString('pem')}\n${root.toString('pem')}\n`

async function readPair(
  folder: string,
  name: string,
): Promise<{ key: string; certificate: x509.X509Certificate } | null> {
  try {
    const [key, certificate] = await Promise.all([
      readFile(join(folder, `${name}.key`), 'utf8'),
      readFile(join(folder, `${name}.crt`), 'utf8'),
    ])
    return { key, certificate: new x509.X509Certificate(certificate) }
  } catch {
    // missing or broken off while it was written: a new pair is made
    return null
  }
}

async function keep(
  folder: string,
  name: string,
  privateKey: CryptoKey,
  certificate: x509.X509Certificate,
): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', privateKey)
  const key = x509.PemConverter.encode(der, 'PRIVATE KEY')
  await write(join(folder, `${name}.key`), key)
  await write(join(folder, `${name}.crt`), certificate.toString('pem'))
  return key
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
