import { fill, useWords } from '@leitai/design/language.ts'
import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Gate } from './Gate.tsx'
import style from './Gate.module.css'
import { useSession } from './use-session.ts'
import { sessionWords } from './words.ts'

export function Home() {
  const w = useWords(sessionWords).home
  const session = useSession()
  const navigate = useNavigate()
  const [slug, setSlug] = useState('')
  const seat = session.data?.seat ?? null
  const person = session.data?.person ?? null

  return (
    <Gate title={w.title} about={w.about}>
      <div className={style.ways}>
        <section className={style.way}>
          <h2>{w.seat}</h2>
          {seat === null ? (
            <>
              <p>{w.seatAbout}</p>
              <form
                className={style.row}
                onSubmit={(event) => {
                  event.preventDefault()
                  if (slug.trim() !== '') void navigate({ to: '/c/$slug', params: { slug: slug.trim() } })
                }}
              >
                <TextInput
                  aria-label={w.slug}
                  placeholder={w.slug}
                  size="md"
                  value={slug}
                  onChange={(event) => setSlug(event.currentTarget.value)}
                  autoCapitalize="none"
                  spellCheck={false}
                />
                <Button type="submit" size="md" variant={person === null ? 'filled' : 'default'}>
                  {w.enter}
                </Button>
              </form>
            </>
          ) : (
            <div>
              <Button size="md" onClick={() => void navigate({ to: '/seat' })}>
                {fill(w.goOn, { code: seat.code })}
              </Button>
            </div>
          )}
        </section>
        <section className={style.way}>
          <h2>{w.staff}</h2>
          <div>
            {person === null ? (
              <Button size="md" variant="default" onClick={() => void navigate({ to: '/sign-in' })}>
                {w.signIn}
              </Button>
            ) : (
              <Button size="md" component="a" href="/contests" variant={seat === null ? 'filled' : 'default'}>
                {w.desk}
              </Button>
            )}
          </div>
        </section>
      </div>
    </Gate>
  )
}
