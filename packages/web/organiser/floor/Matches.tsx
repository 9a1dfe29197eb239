/** 对阵: who meets whom in each stage that is held in groups or pairs, drawn here and taken back here. */
import type { MatchesView } from '@leitai/core/contest/view.ts'
import type { Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import { clockTime } from '@leitai/core/words.ts'
import { Bracket } from '@leitai/design/bracket/Bracket.tsx'
import { GroupTables } from '@leitai/design/bracket/GroupTables.tsx'
import { bracketOf } from '@leitai/core/contest/bracket.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Code, Group, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useContest } from '../../staff/contest.tsx'
import { AskConfirm, AskReason } from '../../staff/dialogs.tsx'
import { Panel } from '../../staff/Panel.tsx'
import { useRoles } from '../contest/row.tsx'
import { printUrl } from '../results/prints.ts'
import style from './matches.module.css'
import { matchesWords } from './matches-words.ts'

/** Whether the contest's rulebook has matches at all. */
export function hasMatches(rulebook: Rulebook | null): boolean {
  return rulebook?.stages.some(({ matches }) => matches !== undefined) ?? false
}

/** The stage under way stands on top, then what was drawn before it, the latest first. */
export function Matches({ rulebook }: { rulebook: Rulebook }) {
  const { view } = useContest()
  const inMatches = rulebook.stages.filter(({ matches }) => matches !== undefined)
  const drawn = new Map(view.matches.map((one) => [one.stage, one]))
  const latest = new Set(
    view.matches
      .filter(({ by, of }, place) => by === 'groups' || !view.matches.slice(place + 1).some((later) => later.of === of))
      .map(({ stage }) => stage),
  )
  // Of a knockout the latest round stands for all: its bracket shows those before it.
  const shown = inMatches
    .filter(({ id }) => latest.has(id) || (!drawn.has(id) && id === view.currentStage))
    .toReversed()
  const next = inMatches.find(({ id }) => !drawn.has(id) && id !== view.currentStage)
  const w = useWords(matchesWords)
  const text = useText()
  return (
    <>
      {shown.map((stage) => (
        <StageMatches key={stage.id} stage={stage} drawn={drawn.get(stage.id)} />
      ))}
      {shown.length === 0 && next !== undefined && <Text c="dimmed">{fill(w.later, { stage: text(next.title) })}</Text>}
    </>
  )
}

function StageMatches({ stage, drawn }: { stage: Stage; drawn: MatchesView | undefined }) {
  const w = useWords(matchesWords)
  const text = useText()
  const { id, view, act } = useContest()
  const roles = useRoles()
  const [asking, setAsking] = useState<'draw' | 'void' | null>(null)
  const begun = view.sessions.some(({ stage: of, phase }) => of === stage.id && phase !== 'planned')
  const mayVoid = roles.some((role) => role === 'organiser' || role === 'chiefJudge')
  const played = drawn?.groups.filter(({ codes }) => codes.length > 1).length ?? 0
  return (
    <Panel
      title={text(stage.title)}
      aside={
        drawn === undefined
          ? w.how[`${stage.matches!.by}-${stage.matches!.seeding}`]
          : fill(drawn.by === 'groups' ? w.drawnGroups : w.drawnPairs, {
              time: clockTime(drawn.at),
              count: drawn.by === 'groups' ? drawn.groups.length : played,
            })
      }
      action={
        drawn === undefined ? (
          <Button size="xs" onClick={() => setAsking('draw')}>
            {w.draw}
          </Button>
        ) : (
          <Group gap="xs">
            <Button
              component="a"
              href={printUrl(id, 'matches', { stage: stage.id })}
              target="_blank"
              variant="default"
              size="xs"
              leftSection={<IconPrinter size={16} />}
            >
              {w.print}
            </Button>
            {!begun && mayVoid && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => setAsking('void')}>
                {w.undo}
              </Button>
            )}
          </Group>
        )
      }
    >
      {drawn === undefined ? <Text c="dimmed">{w.what}</Text> : <Drawn drawn={drawn} all={view.matches} />}
      {asking === 'draw' && (
        <AskConfirm
          title={fill(w.drawTitle, { stage: text(stage.title) })}
          what={w.confirm[stage.matches!.seeding]}
          confirm={w.draw}
          onClose={() => setAsking(null)}
          onConfirm={() => act('drawMatches', { stage: stage.id })}
        />
      )}
      {asking === 'void' && (
        <AskReason
          title={fill(w.undoTitle, { stage: text(stage.title) })}
          what={w.undoWhat}
          confirm={w.undo}
          danger
          suggestions={w.reasons}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => act('voidMatches', { stage: stage.id, reason })}
        />
      )}
    </Panel>
  )
}

function Drawn({ drawn, all }: { drawn: MatchesView; all: readonly MatchesView[] }) {
  const w = useWords(matchesWords)
  const bracket = drawn.by === 'knockout' ? bracketOf(all, drawn.of) : null
  // A knockout is drawn once; its later rounds follow from who won.
  const seed = drawn.by === 'knockout' ? (all.find(({ of }) => of === drawn.of)?.seed ?? null) : drawn.seed
  return (
    <div className={style.drawn}>
      {drawn.by === 'groups' && <GroupTables matches={drawn} withCodes />}
      {bracket !== null && <Bracket data={bracket} />}
      {seed !== null && (
        <Text className={style.seed}>
          {drawn.seed === null ? w.firstSeed : w.seed} <Code>{seed}</Code>
        </Text>
      )}
    </div>
  )
}
