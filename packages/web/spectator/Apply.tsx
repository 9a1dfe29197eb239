/** The public form. What is typed stays in the form until the server has it. */
import { useText, useWords } from '@leitai/design/language.ts'
import { Button, Radio, Group, Stack, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { api } from '../session/api.ts'
import { useCall } from '../staff/call.ts'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { readRulebook } from './rulebook/reading.ts'
import { publicWords } from './words.ts'

const blank = { name: '', gender: '', birthDate: '', delegation: '', coaches: '', members: '', phone: '' }
const namesIn = (text: string) =>
  text
    .split(/[、,，;；\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

export function Apply() {
  const w = useWords(publicWords)
  const text = useText()
  const call = useCall()
  const { slug, page, view } = usePublic()
  const [draft, setDraft] = useState(blank)
  const [fields, setFields] = useState<Record<string, string>>({})
  const [receipt, setReceipt] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const read = useMemo(() => (page.rulebookYaml === null ? null : readRulebook(page.rulebookYaml)), [page.rulebookYaml])
  const rules = read !== null && 'rulebook' in read ? read.rulebook.entrants : null
  const team = rules?.kind === 'team'
  const required = (field: string) =>
    rules?.eligibility.some((rule) => rule.rule === 'requiredField' && rule.field === field) ?? false
  const needsBirth =
    rules?.eligibility.some((rule) => rule.rule === 'bornOnOrAfter' || rule.rule === 'bornOnOrBefore') ?? false
  if ((view?.registration ?? page.registration) !== 'open' || !page.entry.includes('form'))
    return <p className={style.quiet}>{w.closed}</p>

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const sent = await call(
      api.entrants.apply({
        slug,
        ...draft,
        name: draft.name.trim(),
        birthDate: draft.birthDate === '' ? null : draft.birthDate,
        coaches: namesIn(draft.coaches),
        members: namesIn(draft.members),
        fields,
      }),
    )
    setBusy(false)
    if (sent !== null) setReceipt(sent.receipt)
  }
  if (receipt !== null)
    return (
      <section className={style.receipt} role="status">
        <h2>{w.applied}</h2>
        <p>{draft.name}</p>
        <p className={style.receiptCode} aria-label={w.receipt}>
          {receipt}
        </p>
        <p className={style.quiet}>{w.receiptWhat}</p>
        <Button
          variant="default"
          onClick={() => {
            // The delegation and its coaches are often the same for the next one.
            setDraft({ ...blank, delegation: draft.delegation, coaches: draft.coaches })
            setFields({})
            setReceipt(null)
          }}
        >
          {w.another}
        </Button>
      </section>
    )
  const field = (
    name: keyof typeof blank,
    label: string,
    more: {
      required?: boolean
      type?: string
      inputMode?: 'tel'
      autoComplete?: string
      maxLength?: number
      description?: string
    } = {},
  ) => (
    <TextInput
      size="md"
      label={label}
      value={draft[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
      {...more}
    />
  )
  return (
    <form onSubmit={(event) => void submit(event)} className={style.form}>
      <h2>{w.applyTitle}</h2>
      <p className={style.quiet}>{w.applyWhat}</p>
      <Stack gap="md" mt="md">
        {field('name', team ? w.team : w.name, {
          required: true,
          maxLength: 60,
          ...(team ? {} : { autoComplete: 'name' }),
        })}
        {!team && (
          <Radio.Group label={w.gender} value={draft.gender} onChange={(gender) => setDraft({ ...draft, gender })}>
            <Group gap="lg" mt={4}>
              <Radio value="男" label={w.male} />
              <Radio value="女" label={w.female} />
            </Group>
          </Radio.Group>
        )}
        {!team &&
          field('birthDate', w.birthDate, {
            type: 'date',
            required: needsBirth || required('birthDate'),
            autoComplete: 'bday',
          })}
        {field('delegation', w.delegation, {
          required: required('delegation'),
          maxLength: 80,
          autoComplete: 'organization',
        })}
        {team && field('members', w.members, { required: true, description: w.several })}
        {field('coaches', w.coaches2, { required: required('coach') || required('coaches'), description: w.several })}
        {field('phone', w.phone, {
          required: required('phone'),
          type: 'tel',
          inputMode: 'tel',
          autoComplete: 'tel',
          maxLength: 20,
        })}
        {page.fields.map((one) => (
          <TextInput
            key={one.id}
            size="md"
            label={text(one.label)}
            required={one.required}
            maxLength={200}
            value={fields[one.id] ?? ''}
            onChange={(event) => setFields({ ...fields, [one.id]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" size="md" loading={busy}>
          {w.submit}
        </Button>
      </Stack>
    </form>
  )
}
