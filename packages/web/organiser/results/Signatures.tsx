/** Three people sign the result, each signed in and with the password again; a box for each, as on the printed sheet. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Role } from '@leitai/core/run.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../session/api.ts'
import { rulebookWords } from '../../spectator/rulebook/words.ts'
import { useCall } from '../../staff/call.ts'
import { useContest } from '../../staff/contest.tsx'
import { AskPassword } from '../../staff/dialogs.tsx'
import { useRoles } from '../contest/row.tsx'
import style from './results.module.css'
import { resultsWords } from './words.ts'

export function Signatures({ result }: { result: ResultView }) {
  const w = useWords(resultsWords)
  const names = useWords(rulebookWords).roles
  const { view } = useContest()
  const roles = useRoles()
  const [signing, setSigning] = useState<Role | null>(null)
  const sealed = view.officers.some((officer) => officer.openedAt === null) && view.layers > 0
  const boxes = [
    ...result.signatures.map((one) => ({ role: one.role as Role, signed: one })),
    ...result.waitsFor.map((role) => ({ role: role as Role, signed: null })),
  ]
  return (
    <section className={style.signatures} aria-label={w.signatures}>
      {boxes.map(({ role, signed }) => (
        <div key={role} className={style.signature} data-signed={signed !== null || undefined}>
          <span className={style.signatureRole}>{names[role]}</span>
          {signed === null ? (
            roles.includes(role) && !sealed && result.openTies.length === 0 ? (
              <Button size="xs" onClick={() => setSigning(role)}>
                {w.sign}
              </Button>
            ) : (
              <span className={style.apart}>{w.waitsSignature}</span>
            )
          ) : (
            <span>
              <strong>{signed.name}</strong>{' '}
              <span className={style.apart}>{fill(w.signedAt, { time: clockTime(signed.at) })}</span>
            </span>
          )}
        </div>
      ))}
      {signing !== null && <Sign role={signing} result={result} onClose={() => setSigning(null)} />}
    </section>
  )
}

function Sign({ role, result, onClose }: { role: Role; result: ResultView; onClose: () => void }) {
  const w = useWords(resultsWords)
  const names = useWords(rulebookWords).roles
  const { id } = useContest()
  const call = useCall()
  const first = result.lines[0]
  const sign = async (password: string) =>
    (await call(api.results.sign({ id, stage: result.stage, role, password, digest: result.digest }))) !== null
  return (
    <AskPassword title={fill(w.signTitle, { role: names[role] })} confirm={w.sign} onClose={onClose} onConfirm={sign}>
      <Text className={style.digest}>
        {fill(w.signWhat, {
          lines: result.lines.length,
          first: first === undefined ? '—' : `${first.name ?? first.code} ${first.total}`,
          digest: result.digest.slice(0, 16),
        })}
      </Text>
    </AskPassword>
  )
}
