/** The frame of everything behind an account: brand, the two places, language, account. */
import { Brand } from '@leitai/design/Brand.tsx'
import { fill, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Button, Group, Menu, Modal, PasswordInput, Stack, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown } from '@tabler/icons-react'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { changePassword } from '../session/person.ts'
import { signOut, useSession } from '../session/use-session.ts'
import style from './frame.module.css'
import { organiserWords } from './words.ts'

export function OrganiserFrame() {
  const w = useWords(organiserWords)
  const session = useSession()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const person = session.data?.person
  const leave = async () => {
    await signOut()
    await navigate({ to: '/' })
  }
  return (
    <>
      <header className={style.bar}>
        <Link to="/contests" className={style.brand}>
          <Brand size={26} />
        </Link>
        <nav className={style.nav} aria-label={w.main}>
          <Link to="/contests" activeProps={{ 'data-current': true }}>
            {w.contests}
          </Link>
          {person?.mayCreateContests && (
            <Link to="/materials" activeProps={{ 'data-current': true }}>
              {w.materials}
            </Link>
          )}
        </nav>
        <span className={style.grow} />
        <LanguageSwitch />
        {person && (
          <Menu position="bottom-end">
            <Menu.Target>
              <UnstyledButton className={style.account} aria-label={fill(w.account, { name: person.name })}>
                {person.name} <IconChevronDown size={14} />
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setChanging(true)}>{w.password}</Menu.Item>
              <Menu.Item onClick={() => void leave()}>{w.signOut}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      <Outlet />
      {changing && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  )
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const w = useWords(organiserWords)
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const changed = await changePassword(now, next)
    setBusy(false)
    notifications.show(
      changed ? { color: 'jade', message: w.passwordChanged } : { color: 'red', message: w.passwordWrong },
    )
    if (changed) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={w.password}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <PasswordInput
            data-autofocus
            label={w.passwordNow}
            autoComplete="current-password"
            value={now}
            onChange={(event) => setNow(event.currentTarget.value)}
          />
          <PasswordInput
            label={w.passwordNew}
            description={w.passwordRule}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={now === '' || next.length < 8}>
              {w.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
