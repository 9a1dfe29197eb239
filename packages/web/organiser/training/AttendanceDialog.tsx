/** Ticking who is there, by mouse or by keys; every tick is on the server before it shows, and can be taken back. */
import { clockTime } from '@leitai/core/words.ts'
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button, FileButton, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { api, query } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { saveFile } from '../download.ts'
import { attendanceKey, states, type AttendanceState } from './attendance-keys.ts'
import {
  attendeeKey,
  attendeesOf,
  useRereadPlan,
  type Attendee,
  type PlannedSession,
  type PlannedTraining,
} from './plan.ts'
import style from './training.module.css'
import { trainingPlanWords } from './words.ts'

interface Mark {
  entrantId: string
  member: string
  state: AttendanceState | null
}

interface Props {
  training: PlannedTraining
  session: PlannedSession
  onClose(): void
}

type Problems = Awaited<ReturnType<typeof api.training.readAttendance>>['problems']

export function AttendanceDialog({ training, session, onClose }: Props) {
  const w = useWords(trainingPlanWords)
  const text = useText()
  const { id } = useContest()
  const call = useCall()
  const reread = useRereadPlan()
  const attendance = useQuery(
    query.training.attendance.queryOptions({ input: { id, session: session.id }, staleTime: 0 }),
  )
  const [undoing, setUndoing] = useState<Mark[][]>([])
  const [search, setSearch] = useState('')
  const [problems, setProblems] = useState<Problems>([])
  const body = useRef<HTMLTableSectionElement>(null)
  const known = new Map((attendance.data ?? []).map((mark) => [attendeeKey(mark), mark]))
  const attendees = attendeesOf(training)
  const teams = attendees.some(({ member }) => member !== '')
  const wanted = search.trim().toLowerCase()
  const shown = attendees.filter((one) => `${one.number} ${one.name} ${one.member}`.toLowerCase().includes(wanted))

  const send = async (marks: Mark[]): Promise<boolean> => {
    if (marks.length === 0) return true
    const done = await call(api.training.mark({ id, session: session.id, marks }))
    if (done !== null) await reread()
    return done !== null
  }
  const mark = async (marks: Mark[]) => {
    const before = marks.map(({ entrantId, member }) => ({
      entrantId,
      member,
      state: known.get(attendeeKey({ entrantId, member }))?.state ?? null,
    }))
    if (await send(marks)) setUndoing((all) => [...all, before])
  }
  const undo = async () => {
    const last = undoing.at(-1)
    if (last !== undefined && (await send(last))) setUndoing((all) => all.slice(0, -1))
  }
  const tick = ({ entrantId, member, key }: Attendee, state: AttendanceState | null) =>
    // pressed once more it is taken away
    void mark([{ entrantId, member, state: known.get(key)?.state === state ? null : state }])

  const onKey = (event: KeyboardEvent, at: number) => {
    const does = attendanceKey(event)
    if (does === null) return
    event.preventDefault()
    if (does === 'undo') void undo()
    else if ('move' in does) body.current?.querySelectorAll<HTMLElement>('tr')[at + does.move]?.focus()
    else {
      const { entrantId, member } = shown[at]!
      void mark([{ entrantId, member, state: does.state }])
      if (does.state !== null) body.current?.querySelectorAll<HTMLElement>('tr')[at + 1]?.focus()
    }
  }
  const read = async (file: File | null) => {
    if (file === null) return
    const list = await call(api.training.readAttendance({ id, session: session.id, file }))
    if (list === null) return
    setProblems(list.problems)
    await mark(list.marks)
    notifications.show(
      list.problems.length === 0
        ? { color: 'jade', message: fill(w.imported, { n: list.marks.length }) }
        : { color: 'yellow', message: fill(w.importProblems, { n: list.problems.length }) },
    )
  }
  const write = async () => {
    const file = await call(api.training.exportAttendance({ id, session: session.id }))
    if (file !== null) saveFile(file, 'attendance.xlsx')
  }
  const rest = attendees.filter(({ key }) => !known.has(key))
  return (
    <Modal opened onClose={onClose} size="60rem" title={fill(w.attendanceTitle, { session: session.title })}>
      <div className={style.tools}>
        <TextInput
          data-autofocus
          placeholder={w.search}
          aria-label={w.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault()
              body.current?.querySelector<HTMLElement>('tr')?.focus()
            }
          }}
        />
        <Button
          variant="default"
          disabled={rest.length === 0}
          onClick={() => void mark(rest.map(({ entrantId, member }) => ({ entrantId, member, state: 'present' })))}
        >
          {w.allPresent}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          disabled={undoing.length === 0}
          onClick={() => void undo()}
        >
          {w.undo}
        </Button>
        <span className={style.grow} />
        <FileButton accept=".xlsx,.csv" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} variant="default">
              {w.import}
            </Button>
          )}
        </FileButton>
        <Button variant="default" onClick={() => void write()}>
          {w.export}
        </Button>
      </div>
      {problems.length > 0 && (
        <ul className={style.problems} role="alert">
          {problems.map((problem) => (
            <li key={`${problem.row} ${problem.column}`}>
              {fill(w.importCell, { row: problem.row, column: problem.column })}
              {text(problem.problem)}
            </li>
          ))}
        </ul>
      )}
      {attendance.data === undefined ? (
        <Loading />
      ) : (
        <div className={style.list}>
          <table className={style.attendance}>
            <thead>
              <tr>
                <th scope="col">{w.number}</th>
                <th scope="col">{w.entrant}</th>
                {teams && <th scope="col">{w.member}</th>}
                <th scope="col">{w.state}</th>
                <th scope="col" data-wide>
                  {w.recorded}
                </th>
              </tr>
            </thead>
            <tbody ref={body}>
              {shown.map((one, at) => {
                const told = known.get(one.key)
                return (
                  <tr
                    key={one.key}
                    tabIndex={0}
                    aria-label={`${one.number} ${one.name} ${one.member}`}
                    data-state={told?.state}
                    onKeyDown={(event) => onKey(event, at)}
                  >
                    <td>{one.number}</td>
                    <td>{one.name}</td>
                    {teams && <td>{one.member}</td>}
                    <td>
                      <div className={style.choice} role="group" aria-label={w.state}>
                        {states.map((state) => (
                          <button
                            key={state}
                            type="button"
                            tabIndex={-1}
                            data-state={state}
                            aria-pressed={told?.state === state}
                            onClick={() => tick(one, state)}
                          >
                            {w.states[state]}
                          </button>
                        ))}
                      </div>
                    </td>
                    <td data-wide>
                      <small>{told === undefined ? '' : `${told.by} ${clockTime(told.at).slice(0, 5)}`}</small>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      <p className={style.keys}>
        <KeyHint keys={['↑', '↓']}>{w.keyMove}</KeyHint>
        <KeyHint keys={['1', '2', '3']}>{w.keyMarks}</KeyHint>
        <KeyHint keys={['0']}>{w.keyClear}</KeyHint>
        <KeyHint keys={['Ctrl', 'Z']}>{w.keyUndo}</KeyHint>
      </p>
    </Modal>
  )
}
