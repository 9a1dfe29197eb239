/** What concerns the whole page: this seat was opened elsewhere, the program was updated, the browser cannot keep work. */
import { Button } from '@mantine/core'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { useLive } from '../live/use-run.ts'
import style from './PageNotices.module.css'
import { shellWords } from './words.ts'

export function PageNotices() {
  const { fenced, outdated, storageBroken } = useLive()
  const w = useWords(shellWords)
  const text = useText()
  if (fenced !== null)
    return (
      <div className={style.cover} role="alertdialog" aria-modal="true" aria-label={w.fencedTitle}>
        <ErrorState
          page
          what={text(fenced)}
          safe={w.fencedSafe}
          todo={w.fencedDo}
          act={
            <Button variant="default" size="md" autoFocus onClick={() => location.reload()}>
              {w.takeOver}
            </Button>
          }
        />
      </div>
    )
  if (outdated)
    return (
      <div className={style.bar} role="status">
        {w.outdated}
        <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
          {w.reload}
        </Button>
      </div>
    )
  if (storageBroken)
    return (
      <div className={style.bar} role="status">
        {w.storageBroken}
      </div>
    )
  return null
}
