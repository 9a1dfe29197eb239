/** 赛前训练, for a leader and for a seat: the sessions, the reading list, and how far one is. Made for a phone and for a desk. */
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { useServerTime } from '@leitai/design/ServerTime.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button, Select } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { query, refusalOf, sentenceOf } from '../session/api.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import {
  lastStudent,
  progressOf,
  rememberStudent,
  studentsOf,
  useMine,
  type Mine,
  type MyProgress,
  type MyTraining,
  type Student,
} from './mine.ts'
import { ReadingList } from './ReadingList.tsx'
import { Sessions } from './Sessions.tsx'
import { Study } from './Study.tsx'
import style from './training.module.css'
import { trainingWords } from './words.ts'

const route = getRouteApi('/training/$contestId')

export function TrainingPage() {
  const { contestId } = route.useParams()
  const w = useWords(trainingWords)
  const language = useLanguage()
  const mine = useMine(contestId)
  const { href } = useLocation()
  if (mine.data !== undefined) return <Frame contestId={contestId} mine={mine.data} />
  if (mine.isPending) return <Loading page />
  return refusalOf(mine.error) === null ? (
    <ErrorState
      page
      what={w.failed}
      safe={w.safe}
      todo={sentenceOf(mine.error, language)}
      act={<Button onClick={() => void mine.refetch()}>{w.retry}</Button>}
    />
  ) : (
    <ErrorState
      page
      what={w.gone}
      todo={w.goneDo}
      act={
        <LinkButton to="/sign-in" search={{ next: href }}>
          {w.signIn}
        </LinkButton>
      }
    />
  )
}

function Frame({ contestId, mine }: { contestId: string; mine: Mine }) {
  const w = useWords(trainingWords)
  const text = useText()
  const navigate = useNavigate()
  const search = route.useSearch()
  const client = useQueryClient()
  const now = useServerTime()()
  const students = studentsOf(mine.trainings)
  const wanted = search.who ?? lastStudent(contestId)
  const student = students.find(({ key }) => key === wanted) ?? students[0]!
  const trainings = mine.trainings.filter(({ people }) =>
    people.some(({ entrantId }) => entrantId === student.entrantId),
  )
  const reading = trainings.find(({ open, materials }) => open && materials.some(({ id }) => id === search.material))
  const choose = (key: string | null) => {
    if (key === null) return
    rememberStudent(contestId, key)
    void navigate({ to: '/training/$contestId', params: { contestId }, search: { ...search, who: key }, replace: true })
  }
  /** The list knows it at once, and the server's own word follows. */
  const noted = (progress: MyProgress) =>
    client.setQueryData<Mine>(query.training.mine.queryKey({ input: { id: contestId } }), (known) =>
      known === undefined ? known : withProgress(known, progress),
    )
  return (
    <main className={style.page} data-reading={reading !== undefined || undefined}>
      <header className={style.head}>
        <div>
          <p className={style.where}>{w.title}</p>
          <h1>{text(mine.title)}</h1>
        </div>
        <LanguageSwitch />
      </header>
      {students.length > 1 && (
        <Select
          className={style.who}
          label={w.who}
          description={w.whoHelp}
          allowDeselect={false}
          data={students.map(({ key, label }) => ({ value: key, label }))}
          value={student.key}
          onChange={choose}
        />
      )}
      {reading === undefined ? (
        trainings.map((training) => (
          <Training key={training.id} contestId={contestId} training={training} student={student} now={now} />
        ))
      ) : (
        <Reading
          contestId={contestId}
          training={reading}
          material={search.material!}
          student={student}
          onProgress={noted}
        />
      )}
    </main>
  )
}

interface TrainingProps {
  contestId: string
  training: MyTraining
  student: Student
  now: number
}

function Training({ contestId, training, student, now }: TrainingProps) {
  const w = useWords(trainingWords)
  const text = useText()
  const facts = [
    fill(w.before, { stage: text(training.before) }),
    ...(training.minutes === null ? [] : [fill(w.minutes, { n: training.minutes })]),
    ...(training.attendanceRequired ? [w.required] : []),
  ]
  return (
    <section className={style.training} aria-labelledby={`training-${training.id}`}>
      <h2 id={`training-${training.id}`}>{text(training.title)}</h2>
      <p className={style.quiet}>
        {facts.join(' · ')} {training.clause !== null && <span className={style.clause}>{training.clause}</span>}
      </p>
      <Sessions contestId={contestId} training={training} now={now} />
      <ReadingList contestId={contestId} training={training} student={student} />
    </section>
  )
}

interface ReadingProps {
  contestId: string
  training: MyTraining
  material: string
  student: Student
  onProgress(progress: MyProgress): void
}

function Reading({ contestId, training, material: id, student, onProgress }: ReadingProps) {
  const w = useWords(trainingWords)
  const at = training.materials.findIndex((one) => one.id === id)
  const material = training.materials[at]!
  const next = training.materials[at + 1]
  return (
    <>
      <nav className={style.reading} aria-label={w.list}>
        <Link to="/training/$contestId" params={{ contestId }} search={{ who: student.key }}>
          <IconArrowLeft size={18} aria-hidden /> {w.back}
        </Link>
        {next !== undefined && (
          <Link to="/training/$contestId" params={{ contestId }} search={{ material: next.id, who: student.key }}>
            {w.next} · {next.title}
          </Link>
        )}
      </nav>
      <Study
        key={material.id}
        contestId={contestId}
        material={material}
        student={student}
        progress={progressOf(training, material.id, student)}
        onProgress={onProgress}
      />
    </>
  )
}

function withProgress(mine: Mine, progress: MyProgress): Mine {
  const same = (one: MyProgress) =>
    one.material === progress.material && one.entrantId === progress.entrantId && one.member === progress.member
  return {
    ...mine,
    trainings: mine.trainings.map((training) =>
      training.materials.some(({ id }) => id === progress.material)
        ? { ...training, progress: [...training.progress.filter((one) => !same(one)), progress] }
        : training,
    ),
  }
}
