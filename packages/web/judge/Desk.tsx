/** The marking desk: the work on the left, its sheet on the right, the next piece at once. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { live } from '../live/page-live.ts'
import { DeskBar } from './DeskBar.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { Notices } from './Notices.tsx'
import { byItem, neighbour, nextPiece, pieceMark, type PieceMark, type QueueLine, type Standing } from './queue.ts'
import { SheetPane } from './SheetPane.tsx'
import { shownNumber } from './sheet-now.ts'
import { useIdle } from './use-idle.ts'
import { useSheets, useWatched } from './use-sheets.ts'
import style from './desk.module.css'
import { WorkPane } from './WorkPane.tsx'
import { judgeWords } from './words.ts'

const route = getRouteApi('/judge/$contestId')

const toastMs = 8000
const ahead = 4

export function Desk({ contestId, queue }: { contestId: string; queue: readonly QueueLine[] }) {
  const w = useWords(judgeWords)
  const text = useText()
  const search = route.useSearch()
  const navigate = useNavigate()
  const [helping, setHelping] = useState(false)
  const [large, setLarge] = useState(false)
  /** The notice of the last handing in: the next one takes its place. */
  const toast = useRef<string | null>(null)
  const [activeLine, setActiveLine] = useState<string | null>(null)

  const items = useMemo(() => byItem(queue), [queue])
  const item =
    items.find(({ key }) => key === search.item) ??
    items.find(({ lines }) => lines.some(({ phase }) => phase === 'live')) ??
    items.find(({ lines }) => lines.some(({ phase, handedIn }) => phase === 'open' && !handedIn)) ??
    items[0]!

  // Unsent work of another item is sent too: only what is watched is.
  const watched = useMemo(() => {
    const here = new Set(item.lines.map(({ markingId }) => markingId))
    for (const { markingId } of queue) if (live.waiting(markingId).length > 0) here.add(markingId)
    return [...here]
  }, [item, queue])
  const sheets = useSheets(
    watched,
    useCallback(
      (refusal) =>
        notifications.show({
          id: refusal.code,
          color: 'yellow',
          title: w.refused,
          message: text(refusal),
          autoClose: toastMs,
        }),
      [w, text],
    ),
  )

  const standing = (line: QueueLine): Standing => {
    const view = sheets.view(line.markingId)
    const now = sheets.now(line.markingId)
    if (view === null || now === null) return line
    return { phase: view.phase === 'open' && view.live ? 'live' : view.phase, done: now.done, handedIn: now.handedIn }
  }
  const markOf = (line: QueueLine): PieceMark => pieceMark(line, standing(line))
  const first = nextPiece(item.lines, markOf, null) ?? item.lines[0]!
  const wanted = search.item === item.key ? search.code : undefined
  const found = item.lines.find(({ code }) => code === wanted)
  // The one that is open may be taken away; then this is said, and nothing else slips into its place.
  const gone = wanted !== undefined && found === undefined
  const piece = found ?? first
  const id = piece.markingId

  const open = useCallback(
    (line: QueueLine) => {
      setLarge(false)
      setActiveLine(null)
      void navigate({
        to: '.',
        search: { item: `${line.stage}/${line.item}`, code: line.code },
        replace: true,
        resetScroll: false,
      })
    },
    [navigate],
  )
  // Once a piece is before the judge, it stays until it is handed in or left.
  useEffect(() => {
    if (wanted === undefined) open(piece)
  }, [wanted, piece, open])

  // The works that come next are here already when the network goes.
  const at = item.lines.indexOf(piece)
  useWatched(item.lines.slice(at + 1, at + 1 + ahead).map(({ workId }) => workId))

  const view = sheets.view(id)
  const now = sheets.now(id)
  const phase = standing(piece).phase

  const onStage = queue.find((line) => line.phase === 'live') ?? null
  const busy = !gone && phase === 'open' && now !== null && !now.handedIn && now.done > 0
  const idle = useIdle(busy)
  useEffect(() => {
    if (onStage !== null && onStage.markingId !== id && idle && phase !== 'live') open(onStage)
  }, [onStage, id, idle, phase, open])

  const step = useCallback(
    (by: 1 | -1) => {
      const to = neighbour(item.lines, id, by)
      if (to !== null) open(to)
    },
    [item, id, open],
  )

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest('textarea, input:not([data-entry]), [role=dialog]'))
        return
      if (event.key === '[' || event.key === '【') step(-1)
      else if (event.key === ']' || event.key === '】') step(1)
      else if (event.key === '?' || event.key === '？') setHelping(true)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [step])

  const takeBack = (line: QueueLine) => {
    sheets.hand(line.markingId, 'takeBack')
    open(line)
  }
  const handIn = () => {
    if (now === null) return
    sheets.hand(id, 'handIn')
    const { connection, version } = sheets.run(id)
    const offline = connection !== 'connected'
    const values = { code: piece.code, total: shownNumber(now.total) }
    if (toast.current !== null) notifications.hide(toast.current)
    const toastId = `${id} ${version}`
    toast.current = toastId
    notifications.show({
      id: toastId,
      color: 'jade',
      autoClose: toastMs,
      // Not over the sheet, where the next piece is marked already.
      position: matchMedia('(min-width: 901px)').matches ? 'bottom-left' : 'top-center',
      message: (
        <span className={style.toast}>
          {fill(offline ? w.toastHandedInOffline : w.toastHandedIn, values)}
          <Button
            size="compact-md"
            variant="default"
            onClick={() => {
              notifications.hide(toastId)
              takeBack(piece)
            }}
          >
            {w.undo}
          </Button>
        </span>
      ),
    })
    const next = nextPiece(item.lines, (line) => (line.markingId === id ? 'handedIn' : markOf(line)), id)
    if (next !== null) open(next)
  }
  const next = nextPiece(item.lines, markOf, id)

  return (
    <div className={`judge ${style.desk}`} data-large={large || undefined}>
      <DeskBar
        items={items}
        item={item}
        piece={gone ? null : piece}
        standing={standing}
        markOf={markOf}
        sheets={sheets}
        watched={watched}
        onOpen={open}
        onItem={(one) => open(nextPiece(one.lines, markOf, null) ?? one.lines[0]!)}
        onStep={step}
        onHelp={() => setHelping(true)}
      />
      <Notices
        contestId={contestId}
        queue={queue}
        piece={gone ? null : piece}
        view={gone ? null : view}
        now={gone ? null : now}
        onOpen={open}
      />
      <main className={style.body}>
        <WorkPane
          key={`work ${id}`}
          line={piece}
          phase={phase}
          gone={gone || sheets.run(id).status === 'gone'}
          activeLine={activeLine}
          large={large}
          onLarge={() => setLarge(!large)}
          onNext={gone ? () => open(first) : null}
        />
        {!gone && view !== null && now !== null && (
          <SheetPane
            key={id}
            piece={piece}
            view={view}
            now={now}
            sheets={sheets}
            blocked={helping}
            next={next}
            onActive={setActiveLine}
            onHandIn={handIn}
            onTakeBack={() => takeBack(piece)}
            onNext={() => next !== null && open(next)}
          />
        )}
      </main>
      {helping && <KeysHelp onClose={() => setHelping(false)} />}
    </div>
  )
}
