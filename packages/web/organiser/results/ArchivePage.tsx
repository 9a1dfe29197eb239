/** 奖项归档: who wins what, certificates, and the archive that anybody can verify. */
import { clockTime } from '@leitai/core/words.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Code, CopyButton, Group, Text } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { dayOf } from '../../staff/times.ts'
import { StepPage } from '../contest/StepPage.tsx'
import { saveFile } from '../download.ts'
import { printUrl } from './prints.ts'
import style from './results.module.css'
import { resultsWords } from './words.ts'

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function ArchivePage() {
  const w = useWords(resultsWords)
  const text = useText()
  const { id, view } = useContest()
  const call = useCall()
  const [asking, setAsking] = useState(false)
  const published = view.results.length > 0 && view.results.every((result) => result.published !== null)
  const awards = view.results.flatMap((result) => result.awards).filter((award) => award.lines.length > 0)
  const command = `npx leitai verify archive.zip`
  const make = async () => (await call(api.archive.make({ id }))) !== null
  const download = async () => {
    const file = await call(api.archive.download({ id }))
    if (file !== null) saveFile(file, 'archive.zip')
  }
  const { archive } = view
  return (
    <StepPage
      id="archive"
      primary={
        archive === null ? (
          <Button disabled={!published} onClick={() => setAsking(true)}>
            {w.make}
          </Button>
        ) : (
          <Button leftSection={<IconDownload size={17} />} onClick={() => void download()}>
            {w.download}
          </Button>
        )
      }
    >
      <Panel
        title={w.awards}
        action={
          awards.length > 0 && (
            <Button
              component="a"
              href={printUrl(id, 'certificates')}
              target="_blank"
              size="xs"
              variant="default"
              leftSection={<IconPrinter size={16} />}
            >
              {w.certificates}
            </Button>
          )
        }
      >
        {awards.length === 0 ? (
          <EmptyState title={w.noAwards} about={w.noAwardsHelp} />
        ) : (
          <div className={style.awards}>
            {awards.map((award) => (
              <section key={award.id}>
                <h3>
                  {text(award.title)}{' '}
                  <span className={style.apart}>{fill(w.winnersCount, { count: award.lines.length })}</span>
                </h3>
                {award.prize && <p className={style.apart}>{text(award.prize)}</p>}
                <ul>
                  {award.lines.map((line) => (
                    <li key={line.entrantId}>
                      <strong>{line.name}</strong>
                      <span>{line.delegation}</span>
                      {line.coaches.length > 0 && (
                        <span className={style.apart}>{fill(w.coaches, { names: line.coaches.join('、') })}</span>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Panel>
      <Panel
        title={w.archive}
        {...(archive === null
          ? {}
          : {
              aside: fill(w.made, {
                time: `${dayOf(archive.at)} ${clockTime(archive.at)}`,
                size: sizeOf(archive.bytes),
              }),
            })}
      >
        <Text c="dimmed" maw="60em">
          {w.archiveWhat} {archive === null && !published && w.notYet}
        </Text>
        {archive !== null && (
          <>
            <p className={style.sha}>
              SHA-256 <Code>{archive.sha256}</Code>
            </p>
            <h3 className={style.verify}>{w.verify}</h3>
            <Text c="dimmed" maw="60em">
              {w.verifyWhat}
            </Text>
            <Group gap="xs" mt="xs">
              <Code className={style.command}>{command}</Code>
              <CopyButton value={command}>
                {({ copied, copy }) => (
                  <Button size="compact-sm" variant="default" onClick={copy}>
                    {copied ? w.copied : w.copy}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </>
        )}
      </Panel>
      {asking && (
        <AskConfirm
          title={w.make}
          what={w.makeWhat}
          confirm={w.make}
          onClose={() => setAsking(false)}
          onConfirm={make}
        />
      )}
    </StepPage>
  )
}
