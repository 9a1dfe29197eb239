/** Open-link contests: a name, then number and PIN to keep, then straight in. */
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api, query, sentenceOf } from './api.ts'
import { Gate, GateProblem } from './Gate.tsx'
import style from './Gate.module.css'
import { sessionChanged } from './use-session.ts'
import { sessionWords } from './words.ts'

const route = getRouteApi('/join/$slug')

export function Join() {
  const words = useWords(sessionWords)
  const w = words.join
  const language = useLanguage()
  const text = useText()
  const { slug } = route.useParams()
  const navigate = useNavigate()
  const contest = useQuery(query.contests.publicPage.queryOptions({ input: { slug } }))
  const [name, setName] = useState('')
  const [delegation, setDelegation] = useState('')
  const [phone, setPhone] = useState('')
  const [slip, setSlip] = useState<{ code: string; pin: string } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  if (contest.isPending) return <Loading page />
  if (contest.data === undefined) return <ErrorState page what={words.seat.gone} todo={words.seat.goneDo} />

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const given = await api.seat.join({
        contest: slug,
        name: name.trim(),
        delegation: delegation.trim(),
        phone: phone.trim(),
      })
      await sessionChanged()
      setSlip(given)
    } catch (error) {
      setProblem(sentenceOf(error, language))
    }
    setBusy(false)
  }

  if (slip !== null)
    return (
      <Gate title={w.welcome} about={w.welcomeAbout}>
        <dl className={style.slip}>
          <dt>{w.code}</dt>
          <dd>{slip.code}</dd>
          <dt>{w.pin}</dt>
          <dd>{slip.pin}</dd>
        </dl>
        <Button size="lg" fullWidth autoFocus onClick={() => void navigate({ to: '/seat' })}>
          {w.goOn}
        </Button>
      </Gate>
    )

  return (
    <Gate title={fill(w.title, { contest: text(contest.data.title) })} about={w.about}>
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={w.name}
          size="md"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={60}
          autoComplete="name"
          autoFocus
          required
          withAsterisk={false}
        />
        <TextInput
          label={w.delegation}
          size="md"
          value={delegation}
          onChange={(event) => setDelegation(event.currentTarget.value)}
          maxLength={80}
          autoComplete="organization"
        />
        <TextInput
          label={w.phone}
          size="md"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          maxLength={20}
          inputMode="tel"
          autoComplete="tel"
        />
        <GateProblem>{problem}</GateProblem>
        <Button type="submit" size="lg" loading={busy}>
          {w.submit}
        </Button>
      </form>
    </Gate>
  )
}
