/** Code and PIN from the slip, large, by keyboard alone. */
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState, type SubmitEvent } from 'react'
import { api, query, refusalOf, sentenceOf } from './api.ts'
import { Gate, GateProblem } from './Gate.tsx'
import style from './Gate.module.css'
import { sessionChanged } from './use-session.ts'
import { sessionWords } from './words.ts'

const route = getRouteApi('/c/$slug')

export function SeatSignIn() {
  const w = useWords(sessionWords).seat
  const language = useLanguage()
  const text = useText()
  const { slug } = route.useParams()
  const { code: given = '' } = route.useSearch()
  const navigate = useNavigate()
  const contest = useQuery(query.contests.publicPage.queryOptions({ input: { slug } }))
  const [code, setCode] = useState(given)
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const pinField = useRef<HTMLInputElement>(null)

  if (contest.error !== null && refusalOf(contest.error) !== null)
    return <ErrorState page what={w.gone} todo={w.goneDo} />

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    // Enter in the first field goes on to the second
    if (pin === '') return pinField.current?.focus()
    setBusy(true)
    setProblem(null)
    try {
      await api.seat.signIn({ contest: slug, code: code.trim().toUpperCase(), pin: pin.trim() })
      await sessionChanged()
      await navigate({ to: '/seat' })
    } catch (error) {
      setProblem(sentenceOf(error, language))
      setBusy(false)
      setPin('')
      pinField.current?.focus()
    }
  }

  return (
    <Gate title={contest.data === undefined ? w.title : text(contest.data.title)} about={w.slipHelp}>
      <form className={style.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          className={style.big}
          label={w.code}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus={given === ''}
        />
        <TextInput
          className={style.big}
          ref={pinField}
          label={w.pin}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          autoFocus={given !== ''}
        />
        <GateProblem>{problem}</GateProblem>
        <Button type="submit" size="xl" loading={busy}>
          {w.submit}
        </Button>
      </form>
    </Gate>
  )
}
