/** The work behind a score: what was answered beside its key, or what was typed aligned with what was due. */
import { filePath } from '@leitai/core/api/paths.ts'
import type { Text } from '@leitai/core/score.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { itemWeb } from '@leitai/items/web.ts'
import { Button, Group, Loader, Modal } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useRun } from '../../live/use-run.ts'
import { useContest } from '../../staff/contest.tsx'
import { resultsWords } from './words.ts'
import { workOf } from './work-of.ts'

interface Sat {
  id: string
  type: string
  title: Text
}

/** One button an item that this code sat. */
export function Evidence({
  stage,
  code,
  items,
  onShown,
}: {
  stage: string
  code: string
  items: readonly Sat[]
  /** While the work lies on top, Escape is its. */
  onShown(shown: boolean): void
}) {
  const w = useWords(resultsWords)
  const text = useText()
  const { view } = useContest()
  const [shown, setShown] = useState<Sat | null>(null)
  const show = (item: Sat | null) => {
    setShown(item)
    onShown(item !== null)
  }
  return (
    <>
      <Group gap="xs" my="md">
        {items.map((item) => (
          <Button key={item.id} size="xs" variant="default" onClick={() => show(item)}>
            {fill(w.evidence, { item: text(item.title) })}
          </Button>
        ))}
      </Group>
      {shown !== null && (
        <Modal opened onClose={() => show(null)} size={1040} title={`${code} · ${text(shown.title)}`}>
          <Work runId={workOf(view, stage, shown.id, code)} type={shown.type} />
        </Modal>
      )}
    </>
  )
}

/** The work itself, as its item type shows it to officials. */
export function Work({ runId, type }: { runId: string; type: string }) {
  const w = useWords(resultsWords)
  const run = useRun<SittingView<unknown, unknown>>(runId)
  const web = itemWeb(type)
  if (run.gone || web === null) return <EmptyState title={w.noEvidence} />
  if (run.view === null) return <Loader color="gray" size="sm" />
  if (run.view.inspection === undefined) return <EmptyState title={w.evidenceLater} />
  return (
    <Suspense fallback={<Loader color="gray" size="sm" />}>
      <web.Inspection inspection={run.view.inspection} fileUrl={(hash) => filePath(hash, runId)} />
    </Suspense>
  )
}
