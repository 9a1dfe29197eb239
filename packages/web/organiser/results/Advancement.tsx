/** 晋级: who goes on to the next stage, by the rule; equals at the border, or all where the rule says so, by people. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { clockTime } from '@leitai/core/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm, AskReason } from '../../staff/dialogs.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { useRoles } from '../contest/row.tsx'
import { choiceOf } from './advancing.ts'
import { entrantName } from './names.ts'
import style from './results.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  result: ResultView
  next: Stage
  /** Identities are still sealed: it goes on by code, before publication. */
  sealed: boolean
}

export function Advancement({ result, next, sealed }: Props) {
  const s = useWords(stageWords)
  const text = useText()
  const { view, act } = useContest()
  const roles = useRoles()
  const [chosen, setChosen] = useState<string[]>([])
  const [asking, setAsking] = useState(false)
  const advanced = view.advanced.find((one) => one.stage === result.stage)
  const { advancing } = result
  if (advanced !== undefined)
    return (
      <Panel
        title={s.advancement}
        aside={fill(s.advancedAt, { time: clockTime(advanced.at).slice(0, 5), count: advanced.codes.length })}
      >
        <ol className={style.advanced}>
          {advanced.codes.map((code) => (
            <li key={code}>{entrantName(result, code)}</li>
          ))}
        </ol>
        {advanced.reason !== null && <p className={style.apart}>{fill(s.becauseOf, { reason: advanced.reason })}</p>}
      </Panel>
    )
  if (advancing === null) return null

  const ranked = result.lines.flatMap((line) => (line.rank === null ? [] : [line.code]))
  const choice = choiceOf(advancing, chosen, ranked)
  const people = advancing.byDecision || choice.borders.length > 0
  const due = sealed || result.published !== null
  const may = people ? roles.includes('chiefJudge') : roles.includes('chiefJudge') || roles.includes('organiser')
  const title = fill(s.advancementTo, { stage: text(next.title) })
  return (
    <Panel
      title={s.advancement}
      aside={title}
      action={
        due &&
        (may ? (
          <Button size="xs" disabled={!choice.ready} onClick={() => setAsking(true)}>
            {s.advance}
          </Button>
        ) : (
          people && <span className={style.apart}>{s.chiefDecides}</span>
        ))
      }
    >
      {advancing.byDecision ? (
        <Border
          label={s.advanceByDecision}
          count={fill(s.chosenFree, { chosen: choice.codes.length })}
          codes={ranked}
          result={result}
          chosen={chosen}
          onChoose={setChosen}
          may={due && may}
        />
      ) : (
        <>
          <p>
            {fill(s.advanceRule, {
              count: advancing.certain.length + choice.borders.reduce((sum, { seats }) => sum + seats, 0),
            })}{' '}
            {!due && <span className={style.apart}>{s.advanceLater}</span>}
          </p>
          {choice.borders.map(({ codes, seats, chosen: count }) => (
            <Border
              key={codes.join()}
              label={fill(s.advanceBorder, { count: codes.length, seats })}
              count={fill(s.chosen, { chosen: count, seats })}
              codes={codes}
              result={result}
              chosen={chosen}
              onChoose={setChosen}
              may={due && may}
              full={count >= seats}
            />
          ))}
        </>
      )}
      {asking && !people && (
        <AskConfirm
          title={s.advance}
          what={fill(s.advanceWhat, { count: choice.codes.length, stage: text(next.title) })}
          confirm={s.advance}
          onClose={() => setAsking(false)}
          onConfirm={() => act('advance', { stage: result.stage })}
        />
      )}
      {asking && people && (
        <AskReason
          title={s.decideTitle}
          what={fill(s.advanceWhat, { count: choice.codes.length, stage: text(next.title) })}
          confirm={s.advance}
          suggestions={s.advanceReasons}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => act('decideAdvancement', { stage: result.stage, codes: choice.codes, reason })}
        />
      )}
    </Panel>
  )
}

function Border({
  label,
  count,
  codes,
  result,
  chosen,
  onChoose,
  may,
  full = false,
}: {
  label: string
  count: string
  codes: readonly string[]
  result: ResultView
  chosen: readonly string[]
  onChoose(codes: string[]): void
  may: boolean
  /** All seats are given: another one needs one to be taken back first. */
  full?: boolean
}) {
  if (!may)
    return (
      <p>
        {label} {result.advancing?.byDecision !== true && codes.map((code) => entrantName(result, code)).join('、')}
      </p>
    )
  return (
    <fieldset className={style.border}>
      <legend>
        {label} <span className={style.apart}>{count}</span>
      </legend>
      <div className={style.borderNames}>
        {codes.map((code) => {
          const line = result.lines.find((one) => one.code === code)
          return (
            <Checkbox
              key={code}
              checked={chosen.includes(code)}
              disabled={full && !chosen.includes(code)}
              label={`${entrantName(result, code)} · ${line?.total ?? ''}`}
              onChange={(event) =>
                onChoose(event.currentTarget.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
              }
            />
          )
        })}
      </div>
    </fieldset>
  )
}
