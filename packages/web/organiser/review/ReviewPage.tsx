/** 复核仲裁: the sample that the supervisors check, errors and corrections, the unsealing, and the way to the appeals. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Group } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { LinkButton } from '../../shell/LinkButton.tsx'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { useRoles } from '../contest/row.tsx'
import { StagePicker } from '../contest/StagePicker.tsx'
import { StepPage } from '../contest/StepPage.tsx'
import { printUrl } from '../results/prints.ts'
import { resultsWords } from '../results/words.ts'
import { CorrectDialog, type Correcting } from './CorrectDialog.tsx'
import { Corrections } from './Corrections.tsx'
import { Findings } from './Findings.tsx'
import { nextOpen, pieceKey, readPieceKey, stateOf } from './pieces.ts'
import { PieceDesk } from './PieceDesk.tsx'
import { PieceList } from './PieceList.tsx'
import { Sample } from './Sample.tsx'
import { OpenLayer, Unseal, useNextLayer, type Opening } from './Unseal.tsx'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

const route = getRouteApi('/signed-in/contests/$contestId/review')

export function ReviewPage() {
  const w = useWords(reviewWords)
  const seal = useWords(resultsWords)
  const text = useText()
  const { id, view, act } = useContest()
  const roles = useRoles()
  const book = useRulebookRead()
  const navigate = useNavigate()
  const { piece: key } = route.useSearch()
  const [chosen, choose] = useState<string | null>(null)
  const [opening, setOpening] = useState<Opening | null>(null)
  const [drawing, setDrawing] = useState(false)
  const [correcting, setCorrecting] = useState<Correcting | null>(null)
  const layer = useNextLayer()

  const result = view.results.find((one) => one.stage === chosen) ?? view.results.at(-1)
  const review = view.reviews.find((one) => one.stage === result?.stage)
  const open = key === undefined ? null : readPieceKey(key)
  const inDesk = open === null ? undefined : view.reviews.find((one) => one.stage === open.stage)
  const supervisor = roles.includes('supervisor')
  const chief = roles.includes('chiefJudge')
  const show = (next: string | null, replace = false) =>
    void navigate({
      to: '/contests/$contestId/review',
      params: { contestId: id },
      search: next === null ? {} : { piece: next },
      replace,
    })
  const toFirstOpen = () => {
    const at = review === undefined ? null : nextOpen(review.pieces, -1)
    if (review !== undefined && at !== null) show(pieceKey(review.stage, review.pieces[at]!))
  }

  /** By the missing thing's act: what this person can do about it here. */
  const can: Record<string, { label: string; run: () => void }> = {
    ...(supervisor || chief ? { drawReview: { label: w.draw, run: () => setDrawing(true) } } : {}),
    ...(supervisor
      ? {
          recordFinding: {
            label: review?.pieces.every(({ finding }) => finding === null) ? w.start : w.goOn,
            run: toFirstOpen,
          },
        }
      : {}),
    ...(layer.mine
      ? { unseal: { label: seal.openMine, run: () => setOpening({ officer: layer.officer!, withKey: false }) } }
      : {}),
  }
  const missing = view.steps.find((step) => step.id === 'review')!.missing
  const next = missing.map((one) => can[one.act ?? '']).find((one) => one !== undefined)
  // What waits for this person comes before the list that it came from.
  const waitsForMe = chief && (review?.pieces.some(({ finding }) => stateOf(finding) === 'waits') ?? false)
  const findings = review !== undefined && result !== undefined && (
    <Findings review={review} result={result} onCorrect={chief ? setCorrecting : null} />
  )
  const waiting = view.appeals.filter((appeal) => appeal.ruling === null && appeal.withdrawn === null).length

  return (
    <StepPage
      id="review"
      primary={next === undefined ? <></> : <Button onClick={next.run}>{next.label}</Button>}
      beside={
        result !== undefined && (
          <Button
            component="a"
            href={printUrl(id, 'review', { stage: result.stage })}
            target="_blank"
            variant="default"
          >
            {w.print}
          </Button>
        )
      }
    >
      {view.results.length > 1 && (
        <StagePicker
          label={w.stages}
          value={result?.stage ?? ''}
          onChange={choose}
          data={view.results.map(({ stage }) => ({
            value: stage,
            label: text(book?.stages.find((one) => one.id === stage)?.title ?? { zh: stage, en: stage }),
          }))}
        />
      )}
      {waitsForMe && findings}
      <Sample review={review} rule={book?.review} computed={result !== undefined}>
        {review !== undefined && (
          <PieceList review={review} result={result} onOpen={(one) => show(pieceKey(review.stage, one))} />
        )}
      </Sample>
      {!waitsForMe && findings}
      {result !== undefined && (chief || result.corrections.length > 0) && (
        <Corrections result={result} onCorrect={chief ? setCorrecting : null} />
      )}
      {view.layers > 0 && <Unseal onOpen={setOpening} />}
      <Panel title={w.appeals}>
        <Group gap="md">
          <span>
            {view.appeals.length === 0
              ? w.appealsNone
              : waiting > 0
                ? fill(w.appealsOpen, { count: waiting })
                : fill(w.appealsCount, { count: view.appeals.length })}
          </span>
          {view.appeals.length > 0 && (
            <LinkButton
              to="/contests/$contestId/appeals"
              params={{ contestId: id }}
              size="xs"
              variant={waiting > 0 && roles.includes('arbiter') ? 'filled' : 'default'}
            >
              {w.toAppeals}
            </LinkButton>
          )}
        </Group>
      </Panel>

      {open !== null && inDesk !== undefined && (
        <PieceDesk
          review={inDesk}
          piece={open}
          shut={correcting !== null}
          onGo={(one) => show(pieceKey(open.stage, one), true)}
          onClose={() => show(null)}
          onCorrect={chief ? setCorrecting : null}
        />
      )}
      {drawing && result !== undefined && (
        <AskConfirm
          title={w.draw}
          what={w.drawWhat}
          confirm={w.draw}
          onClose={() => setDrawing(false)}
          onConfirm={() => act('drawReview', { stage: result.stage })}
        />
      )}
      {correcting !== null && <CorrectDialog correcting={correcting} onClose={() => setCorrecting(null)} />}
      {opening !== null && <OpenLayer opening={opening} onClose={() => setOpening(null)} />}
    </StepPage>
  )
}
