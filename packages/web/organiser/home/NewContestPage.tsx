/** A contest begins with a rulebook: one of the shipped, or the organiser's own YAML on one of them. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button, FileButton, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { api, query, queryClient } from '../../session/api.ts'
import { readRulebook } from '../../spectator/rulebook/reading.ts'
import { rulebookWords } from '../../spectator/rulebook/words.ts'
import { useCall } from '../../staff/call.ts'
import style from './home.module.css'
import { homeWords } from './words.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

type Shipped = Awaited<ReturnType<typeof api.rulebooks.list>>[number]
const own = 'own'

export function NewContestPage() {
  const w = useWords(homeWords)
  const text = useText()
  const call = useCall()
  const navigate = useNavigate()
  const shipped = useQuery(query.rulebooks.list.queryOptions({ staleTime: 300_000 }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [yaml, setYaml] = useState('')
  const [base, setBase] = useState<string | null>(null)
  const [titleZh, setTitleZh] = useState('')
  const [titleEn, setTitleEn] = useState('')
  const [startsOn, setStartsOn] = useState('')
  const [place, setPlace] = useState('')
  const [busy, setBusy] = useState(false)

  const read = chosen === own && yaml.trim() !== '' ? readRulebook(yaml) : null
  const ownReady = read !== null && 'rulebook' in read
  const likely = ownReady ? shipped.data?.find((one) => one.id === read.rulebook.id)?.id : undefined
  const rulebookId = chosen === own ? (base ?? likely ?? shipped.data?.[0]?.id) : (chosen ?? undefined)
  const ready = rulebookId !== undefined && titleZh.trim() !== '' && (chosen !== own || ownReady)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (rulebookId === undefined) return
    setBusy(true)
    const made = await call(
      api.contests.create({
        rulebookId,
        titleZh: titleZh.trim(),
        titleEn: titleEn.trim(),
        startsOn: startsOn === '' ? null : startsOn,
        place: place.trim(),
      }),
    )
    if (made !== null && chosen === own) {
      // The row was just made by this page: its revision is read, not guessed.
      const row = await call(api.contests.get({ id: made.id }))
      if (row !== null) await call(api.contests.saveRulebook({ id: made.id, yaml, revision: row.rulebookRevision }))
    }
    setBusy(false)
    if (made === null) return
    await queryClient.invalidateQueries({ queryKey: query.contests.list.queryKey() })
    await navigate({ to: '/contests/$contestId', params: { contestId: made.id } })
  }

  if (shipped.isPending) return <Loading page />
  return (
    <main className={style.page}>
      <PageHeader title={w.newTitle} />
      <form onSubmit={(event) => void submit(event)} className={style.form}>
        <fieldset className={style.rulebooks}>
          <legend>{w.step1}</legend>
          {(shipped.data ?? []).map((one) => (
            <RulebookChoice key={one.id} rulebook={one} checked={chosen === one.id} onPick={() => setChosen(one.id)} />
          ))}
          <label className={style.choice} data-checked={chosen === own || undefined}>
            <input
              type="radio"
              name="rulebook"
              aria-label={w.own}
              checked={chosen === own}
              onChange={() => setChosen(own)}
            />
            <span>
              <strong>{w.own}</strong>
              <span className={style.about}>{w.ownHelp}</span>
            </span>
          </label>
          {chosen === own && (
            <div className={style.own}>
              <OwnRulebook yaml={yaml} onChange={setYaml} />
              {ownReady && (
                <Select
                  mt="sm"
                  label={w.base}
                  allowDeselect={false}
                  data={(shipped.data ?? []).map((one) => ({ value: one.id, label: `${one.id} ${text(one.title)}` }))}
                  value={rulebookId ?? null}
                  onChange={setBase}
                />
              )}
            </div>
          )}
        </fieldset>
        <Stack gap="md" className={style.details}>
          <h2>{w.step2}</h2>
          <TextInput
            required
            label={w.name}
            placeholder={w.namePlaceholder}
            maxLength={80}
            value={titleZh}
            onChange={(event) => setTitleZh(event.currentTarget.value)}
          />
          <TextInput
            label={w.nameEn}
            maxLength={120}
            value={titleEn}
            onChange={(event) => setTitleEn(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={w.date}
            value={startsOn}
            onChange={(event) => setStartsOn(event.currentTarget.value)}
          />
          <TextInput
            label={w.place}
            maxLength={80}
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          <p className={style.about}>{chosen === null ? w.pick : w.copied}</p>
          <Group gap="xs">
            <Button type="submit" loading={busy} disabled={!ready}>
              {w.create}
            </Button>
            <LinkButton variant="default" to="/contests">
              {w.cancel}
            </LinkButton>
          </Group>
        </Stack>
      </form>
    </main>
  )
}

function RulebookChoice({ rulebook, checked, onPick }: { rulebook: Shipped; checked: boolean; onPick: () => void }) {
  const w = useWords(homeWords)
  const text = useText()
  const missing = rulebook.items.filter((item) => !item.available).length
  return (
    <label className={style.choice} data-checked={checked || undefined}>
      <input type="radio" name="rulebook" aria-label={text(rulebook.title)} checked={checked} onChange={onPick} />
      <span>
        <strong>
          {text(rulebook.title)}
          <span className={style.code}>{rulebook.id}</span>
        </strong>
        {rulebook.about !== null && <span className={style.about}>{text(rulebook.about)}</span>}
        <span className={style.items}>
          {rulebook.items.map((item) => (
            <ItemName key={text(item.title)} item={item} />
          ))}
        </span>
        {missing > 0 && <span className={style.warn}>{fill(w.someMissing, { count: missing })}</span>}
      </span>
    </label>
  )
}

function ItemName({ item }: { item: Shipped['items'][number] }) {
  const w = useWords(homeWords)
  const types = useWords(rulebookWords).types
  const text = useText()
  return (
    <span
      className={style.item}
      data-missing={!item.available || undefined}
      title={item.available ? types[item.type] : w.notAvailable}
    >
      {text(item.title)}
      {!item.available && <small>{w.notAvailable}</small>}
    </span>
  )
}

function OwnRulebook({ yaml, onChange }: { yaml: string; onChange: (yaml: string) => void }) {
  const w = useWords(homeWords)
  const text = useText()
  const [settled] = useDebouncedValue(yaml, 400)
  const read = settled.trim() === '' ? null : readRulebook(settled)
  const checked = useQuery({
    ...query.rulebooks.check.queryOptions({ input: { yaml: settled } }),
    enabled: read !== null && 'rulebook' in read,
  })
  const problems = read === null ? [] : 'problems' in read ? read.problems : (checked.data?.problems ?? [])
  return (
    <>
      <FileButton accept=".yaml,.yml,text/yaml" onChange={(file) => void file?.text().then(onChange)}>
        {(props) => (
          <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={16} />}>
            {w.upload}
          </Button>
        )}
      </FileButton>
      <Textarea
        mt="xs"
        label={w.paste}
        value={yaml}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={6}
        maxRows={16}
        className={style.yaml}
        spellCheck={false}
      />
      {problems.length > 0 && (
        <div className={style.problems} role="alert">
          <p>{fill(w.problems, { count: problems.length })}</p>
          <ul>
            {problems.slice(0, 12).map((problem) => (
              <li key={`${problem.line}:${problem.column}:${problem.path}:${problem.message.zh}`}>
                <span>{fill(w.line, { line: problem.line })}</span> {text(problem.message)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {read !== null && 'rulebook' in read && problems.length === 0 && (
        <p className={style.good}>{fill(w.good, { title: text(read.rulebook.title) })}</p>
      )}
    </>
  )
}
