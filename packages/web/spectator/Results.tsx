import type { ResultLine, ResultView } from '@leitai/core/contest/view.ts'
import type { Text } from '@leitai/core/score.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { dayOf } from '../staff/times.ts'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { heldRulebook } from './rulebook/reading.ts'
import { publicWords } from './words.ts'

/** The latest stage first: what people come for. */
export function Results() {
  const w = useWords(publicWords)
  const text = useText()
  const { view, page } = usePublic()
  const read = useMemo(() => (page.rulebookYaml === null ? null : heldRulebook(page.rulebookYaml)), [page.rulebookYaml])
  if (view === null) return <Loading />
  const published = view.results.filter((result) => result.published !== null).toReversed()
  if (published.length === 0) return <p className={style.quiet}>{w.noResults}</p>
  const stages = read !== null && 'rulebook' in read ? read.rulebook.stages : []
  const several = stages.length > 1
  return published.map((result) => {
    const place = stages.findIndex((one) => one.id === result.stage)
    const next = stages[place + 1]
    return (
      <section key={result.stage} className={style.stage}>
        {several && place >= 0 && <h2 className={style.stageTitle}>{text(stages[place]!.title)}</h2>}
        <Stage result={result} next={next === undefined ? null : next.title} />
      </section>
    )
  })
}

function Stage({ result, next }: { result: ResultView; next: Text | null }) {
  const w = useWords(publicWords)
  const text = useText()
  const { view } = usePublic()
  const advanced = view?.advanced.find((one) => one.stage === result.stage)
  const gone = result.lines.filter((line) => advanced?.codes.includes(line.code))
  const [typed, setTyped] = useState('')
  const query = typed.trim().toLowerCase()
  const lines = result.lines.filter(
    (line) =>
      query === '' ||
      [line.number, line.name, line.delegation, line.code].some((value) => value?.toLowerCase().includes(query)),
  )
  const at = result.published!
  return (
    <>
      {result.awards
        .filter((award) => award.lines.length > 0)
        .map((award) => (
          <section key={award.id} className={style.day}>
            <h2>
              {text(award.title)} <small>{award.lines.length}</small>
            </h2>
            <ul className={style.winners}>
              {award.lines.map((line) => (
                <li key={line.entrantId}>
                  <strong>{line.name}</strong>
                  <span>{line.delegation}</span>
                  {line.coaches.length > 0 && <small>{fill(w.coaches, { names: line.coaches.join('、') })}</small>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      {gone.length > 0 && next !== null && (
        <section className={style.day}>
          <h2>
            {fill(w.goneOn, { stage: text(next) })} <small>{fill(w.people, { count: gone.length })}</small>
          </h2>
          <ul className={style.winners}>
            {gone.map((line) => (
              <li key={line.code}>
                <strong>{line.name ?? line.code}</strong>
                <span>{line.delegation}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={style.day}>
        <h2>
          {w.standings} <small>{fill(w.published, { time: `${dayOf(at)} ${clockTime(at).slice(0, 5)}` })}</small>
        </h2>
        <TextInput
          size="md"
          leftSection={<IconSearch size={18} />}
          placeholder={w.search}
          aria-label={w.search}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          my="sm"
        />
        {lines.length === 0 && <p className={style.quiet}>{w.none}</p>}
        <ol className={style.standings}>
          {lines.map((line) => (
            <Line key={line.entrantId ?? line.code} line={line} goesOn={gone.includes(line)} />
          ))}
        </ol>
      </section>
    </>
  )
}

function Line({ line, goesOn }: { line: ResultLine; goesOn: boolean }) {
  const w = useWords(publicWords)
  const text = useText()
  return (
    <li data-top={(line.rank !== null && line.rank <= 3) || undefined}>
      <span className={style.rank} aria-label={w.rank}>
        {line.rank ?? '—'}
      </span>
      <span className={style.who}>
        <strong>{line.name ?? line.code}</strong>
        <small>
          {[line.number, line.delegation, line.award === undefined ? '' : text(line.award), goesOn ? w.goesOn : '']
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className={style.total}>{line.rank === null ? w.apart[line.attendance] : line.total}</span>
    </li>
  )
}
