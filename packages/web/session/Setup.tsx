import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useLanguage, useWords } from '@leitai/design/language.ts'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api, sentenceOf } from './api.ts'
import { Gate, GateProblem } from './Gate.tsx'
import style from './Gate.module.css'
import { signInPerson } from './person.ts'
import { sessionChanged } from './use-session.ts'
import { sessionWords } from './words.ts'

export function Setup() {
  const words = useWords(sessionWords)
  const w = words.setup
  const language = useLanguage()
  // behind the #, so that it is in no log and no Referer
  const [token] = useState(() => location.hash.slice(1))
  const router = useRouter()
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  if (token === '') return <ErrorState page what={w.noToken} safe={w.noTokenSafe} todo={w.noTokenDo} />

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await api.setup.firstOrganiser({ token, name: name.trim(), username: username.trim(), password })
      await signInPerson(username.trim(), password)
      await sessionChanged()
      router.history.push('/contests')
    } catch (error) {
      setProblem(sentenceOf(error, language))
      setBusy(false)
    }
  }

  return (
    <Gate title={w.title} about={w.about}>
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={w.name}
          size="md"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          autoFocus
          required
          withAsterisk={false}
        />
        <TextInput
          label={w.username}
          description={w.usernameHelp}
          size="md"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          minLength={3}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={w.password}
          description={w.passwordHelp}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          minLength={8}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        <GateProblem>{problem}</GateProblem>
        <Button type="submit" size="md" loading={busy}>
          {w.submit}
        </Button>
      </form>
    </Gate>
  )
}
