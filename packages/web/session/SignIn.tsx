import { useWords } from '@leitai/design/language.ts'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { Gate, GateProblem } from './Gate.tsx'
import style from './Gate.module.css'
import { signInPerson } from './person.ts'
import { sessionChanged } from './use-session.ts'
import { sessionWords } from './words.ts'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const w = useWords(sessionWords).signIn
  const { next } = route.useSearch()
  const router = useRouter()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    const result = await signInPerson(username.trim(), password)
    if (result === 'ok') {
      await sessionChanged()
      router.history.push(next ?? '/contests')
      return
    }
    setBusy(false)
    setProblem(w[result])
  }

  return (
    <Gate title={w.title} about={w.about}>
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={w.username}
          size="md"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={w.password}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
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
