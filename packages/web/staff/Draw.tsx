/**
 * 抽签与加密: the order of groups in public, then seats for those who are checked in. The seat draw makes codes and PINs
 * and seals them in one act; the slips come once, by a link that opens once.
 */
import { clockTime } from '@leitai/core/words.ts'
import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconExternalLink, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { fill, useWords } from '@leitai/design/language.ts'
import { api } from '../session/api.ts'
import { useCall } from './call.ts'
import { useContest } from './contest.tsx'
import { AskConfirm, AskReason } from './dialogs.tsx'
import { Panel } from './Panel.tsx'
import style from './floor.module.css'
import { floorWords } from './words.ts'

export function Order() {
  const w = useWords(floorWords)
  const { view, id, act } = useContest()
  const [asking, setAsking] = useState(false)
  const present = view.entrants.filter((one) => one.absent === null).length
  const fits = view.room.seats.length > 0 && present <= view.room.seats.length
  const drawnSeats = view.draws.some((draw) => draw.voided === null)
  return (
    <Panel
      title={w.order.title}
      {...(view.order === null
        ? {}
        : { aside: fill(w.order.done, { time: clockTime(view.order.at), groups: view.order.groups.length }) })}
      action={
        <Group gap="xs">
          <Button
            component="a"
            href={`/screen/${id}/draw`}
            target="_blank"
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconExternalLink size={16} />}
          >
            {w.order.screen}
          </Button>
          {!drawnSeats && view.room.seats.length > 0 && (!fits || view.order !== null) && (
            <Button size="xs" variant={view.order === null ? 'filled' : 'default'} onClick={() => setAsking(true)}>
              {view.order === null ? w.order.draw : w.order.again}
            </Button>
          )}
        </Group>
      }
    >
      {view.order === null ? (
        <Text className={style.muted}>{fits ? w.order.notNeeded : w.order.what}</Text>
      ) : (
        <Seed label={w.order.seed} value={view.order.seed} />
      )}
      {asking && (
        <AskConfirm
          title={view.order === null ? w.order.draw : w.order.again}
          what={w.order.confirm}
          confirm={view.order === null ? w.order.draw : w.order.again}
          onClose={() => setAsking(false)}
          onConfirm={() => act('drawOrder', {})}
        />
      )}
    </Panel>
  )
}

function Seed({ label, value }: { label: string; value: string }) {
  return (
    <Text className={style.seed}>
      {label} <Code>{value}</Code>
    </Text>
  )
}

interface Slips {
  batch: number
  token: string
}

export function SeatDraw({ mayVoid }: { mayVoid: boolean }) {
  const w = useWords(floorWords)
  const { view, id, act } = useContest()
  const call = useCall()
  const [drawing, setDrawing] = useState(false)
  const [voiding, setVoiding] = useState<{ batch: number; codes: number } | null>(null)
  const [slips, setSlips] = useState<Slips | null>(null)
  const waiting = view.entrants.filter((one) => one.checkedInAt !== null && !one.drawn).length
  const sealed = view.layers > 0
  const button = sealed ? w.draw.button : w.draw.buttonOpen
  const draw = async () => {
    const drawn = await call(api.draw.seats({ id }))
    if (drawn !== null) setSlips({ batch: drawn.batch, token: drawn.slipsToken })
    return drawn !== null
  }
  return (
    <Panel
      title={w.draw.title}
      action={
        <Button size="xs" disabled={waiting === 0} onClick={() => setDrawing(true)}>
          {button}
        </Button>
      }
    >
      {sealed && waiting === 1 && <Text c="var(--amber-ink)">{w.draw.alone}</Text>}
      <Text className={style.muted}>
        {waiting === 0 ? w.draw.nobody : fill(sealed ? w.draw.what : w.draw.whatOpen, { count: waiting })}
      </Text>
      {slips !== null && (
        <div className={style.slips}>
          <Button
            component="a"
            href={`/api/contests/${id}/print/slips.pdf?token=${encodeURIComponent(slips.token)}`}
            target="_blank"
            leftSection={<IconPrinter size={18} />}
          >
            {w.draw.slips}
          </Button>
          <Text size="sm">{w.draw.slipsWhat}</Text>
        </div>
      )}
      <Stack gap={0} mt="sm">
        {view.draws.toReversed().map((one) => (
          <div key={one.batch} className={style.batch} data-void={one.voided !== null || undefined}>
            <Group justify="space-between" gap="sm">
              <Text fw={500}>
                {fill(w.draw.batch, { batch: one.batch })}
                <span className={style.aside}>
                  {fill(w.draw.batchLine, { time: clockTime(one.at), codes: one.codes })}
                </span>
                <span className={style.aside}>
                  {one.voided === null
                    ? one.sealed
                      ? w.draw.sealed
                      : w.draw.notSealed
                    : fill(w.draw.voided, { reason: one.voided })}
                </span>
              </Text>
              {mayVoid && one.voided === null && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  onClick={() => setVoiding({ batch: one.batch, codes: one.codes })}
                >
                  {w.draw.void}
                </Button>
              )}
            </Group>
            {one.commitment !== null && <Seed label={w.draw.commitment} value={one.commitment} />}
            {one.seed !== null && <Seed label={w.draw.openSeed} value={one.seed} />}
          </div>
        ))}
      </Stack>
      {view.draws.length > 0 && (
        <Anchor href={`/screen/${id}/draw`} target="_blank" size="sm">
          {w.order.screen}
        </Anchor>
      )}
      {drawing && (
        <AskConfirm
          title={button}
          what={`${fill(sealed ? w.draw.what : w.draw.whatOpen, { count: waiting })}${w.draw.confirm}`}
          confirm={button}
          onClose={() => setDrawing(false)}
          onConfirm={draw}
        />
      )}
      {voiding !== null && (
        <AskReason
          danger
          title={w.draw.void}
          what={fill(w.draw.voidWhat, voiding)}
          confirm={w.draw.void}
          suggestions={w.reasons.voidDraw}
          onClose={() => setVoiding(null)}
          onConfirm={(reason) => act('voidDraw', { batch: voiding.batch, reason })}
        />
      )}
    </Panel>
  )
}
