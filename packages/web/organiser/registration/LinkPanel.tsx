/** The public form's link, and the same as a QR code that is made here, without any service. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import { useWords } from '@leitai/design/language.ts'
import { Button, CopyButton, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { printUrl } from '../results/prints.ts'
import style from './registration.module.css'
import { registrationWords } from './words.ts'

export function LinkPanel({
  contestId,
  slug,
  entry,
  registration,
}: {
  contestId: string
  slug: string
  entry: readonly string[]
  registration: ContestView['registration']
}) {
  const w = useWords(registrationWords)
  const openLink = entry.includes('openLink')
  const url = `${location.origin}${openLink ? '/join/' : '/e/'}${slug}${openLink ? '' : '/apply'}`
  const [svg, setSvg] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    // The encoder is loaded only where a form is offered.
    void import('qrcode').then(async ({ default: qrcode }) => {
      const made = await qrcode.toString(url, {
        type: 'svg',
        margin: 1,
        errorCorrectionLevel: 'M',
        color: { dark: '#16181d', light: '#ffffff' },
      })
      if (current) setSvg(`data:image/svg+xml;utf8,${encodeURIComponent(made)}`)
    })
    return () => {
      current = false
    }
  }, [url])
  return (
    <section className={style.link}>
      {svg !== null && <img src={svg} width={104} height={104} alt={w.qr} />}
      <div>
        <h2>{w.link}</h2>
        <Text c="dimmed" size="sm">
          {openLink ? w.linkOpen : w.linkForm} {registration === 'notOpen' && w.linkNotOpen}
        </Text>
        <code className={style.url}>{url}</code>
        <Group gap="xs" mt={6}>
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? w.copied : w.copy}
              </Button>
            )}
          </CopyButton>
          {svg !== null && (
            <Button size="xs" variant="default" component="a" href={svg} download={`${slug}.svg`}>
              {w.downloadQr}
            </Button>
          )}
          <Button size="xs" variant="default" component="a" href={printUrl(contestId, 'poster')} target="_blank">
            {w.poster}
          </Button>
        </Group>
      </div>
    </section>
  )
}
