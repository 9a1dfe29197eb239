/** Which material each item uses: the item's own type decides what can be chosen. */
import { withRounds, writtenItem } from '@leitai/core/rulebook/rounds.ts'
import type { Rulebook, Stage } from '@leitai/core/rulebook/schema.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Button, Group, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, query } from '../../session/api.ts'
import { rulebookWords } from '../../spectator/rulebook/words.ts'
import { useCall } from '../../staff/call.ts'
import { useContestRow, useReread, type Row } from '../contest/row.tsx'
import { rulebookPageWords } from './words.ts'
import type { YamlPath } from './yaml-edit.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

type Item = Row['items'][number]

export function ItemMaterials({
  rulebook,
  onRemove,
}: {
  rulebook: Rulebook | null
  onRemove: (path: YamlPath) => void
}) {
  const w = useWords(rulebookPageWords)
  const text = useText()
  const types = useWords(rulebookWords).types
  const { items } = useContestRow()
  // Items come as they are held, each round with its own; what is edited is the rulebook as it is written.
  const held = useMemo(() => (rulebook === null ? [] : withRounds(rulebook).stages), [rulebook])
  const several = held.length > 1
  const stageOf = (item: Item) => held.find((stage) => stage.id === item.stage)
  const removal = (item: Item): YamlPath | null => {
    const of = stageOf(item)
    const stage = rulebook?.stages.findIndex((one) => one.id === (of?.round?.of ?? item.stage)) ?? -1
    const id = of === undefined ? item.id : writtenItem(of, item.id)
    const at = rulebook?.stages[stage]?.items.findIndex((one) => one.id === id) ?? -1
    return at === -1 || rulebook!.stages[stage]!.items.length === 1 ? null : ['stages', stage, 'items', at]
  }
  return (
    <>
      <Group justify="space-between" mb="md">
        <Text c="dimmed">{w.materialsHelp}</Text>
        <LinkButton to="/materials" variant="default" size="xs">
          {w.manage}
        </LinkButton>
      </Group>
      <DataTable
        dense={false}
        label={w.tabs.materials}
        rows={items}
        rowKey={(item) => `${item.stage}/${item.id}`}
        columns={[
          {
            key: 'item',
            head: w.item,
            cell: (item) => {
              const stage = stageOf(item)
              return (
                <>
                  <strong>{text(item.title)}</strong>
                  {several && stage !== undefined && (
                    <Text size="xs" c="dimmed">
                      {text(stage.title)}
                    </Text>
                  )}
                </>
              )
            },
          },
          { key: 'type', head: w.type, width: '110px', cell: (item) => types[item.type] ?? item.type },
          { key: 'points', head: w.points, numeric: true, width: '70px', cell: (item) => item.points },
          { key: 'minutes', head: w.minutes, numeric: true, width: '70px', cell: (item) => item.minutes },
          {
            key: 'material',
            head: w.material,
            width: '46%',
            cell: (item) => {
              if (item.available) return <Choice item={item} rounds={roundsOf(item, items, held)} />
              const path = removal(item)
              return (
                <Group gap="sm">
                  <Text c="amber.7" size="sm">
                    {w.notAvailable}
                  </Text>
                  {path !== null && (
                    <Button size="compact-sm" variant="default" onClick={() => onRemove(path)}>
                      {w.remove}
                    </Button>
                  )}
                </Group>
              )
            },
          },
        ]}
      />
    </>
  )
}

/** The same written item in all the rounds of its stage, this one among them. */
function roundsOf(item: Item, items: readonly Item[], held: readonly Stage[]): Item[] {
  const stage = held.find(({ id }) => id === item.stage)
  if (stage?.round === undefined) return [item]
  const written = writtenItem(stage, item.id)
  return items.filter((other) => {
    const of = held.find(({ id }) => id === other.stage)
    return of?.round?.of === stage.round!.of && writtenItem(of, other.id) === written
  })
}

function Choice({ item, rounds }: { item: Item; rounds: readonly Item[] }) {
  const w = useWords(rulebookPageWords)
  const { id } = useContestRow()
  const reread = useReread()
  const call = useCall()
  const [busy, setBusy] = useState(false)
  const materials = useQuery(query.materials.list.queryOptions({ input: { type: item.type } }))
  const data = (materials.data ?? []).map((one) => ({ value: one.id, label: `${one.title} · ${one.size}` }))
  // A colleague's material may be assigned without being in one's own list.
  if (item.materialId !== null && !data.some((one) => one.value === item.materialId))
    data.push({ value: item.materialId, label: item.materialTitle ?? item.materialId })
  const assign = async (materialId: string | null, to: readonly Item[] = [item]) => {
    setBusy(true)
    // One after another: what is refused stops it, and says why.
    for (const one of to)
      if ((await call(api.contests.assignMaterial({ id, itemId: one.id, materialId }))) === null) break
    await reread()
    setBusy(false)
  }
  const others = rounds.filter((one) => one.materialId !== item.materialId)
  if (materials.isSuccess && data.length === 0)
    return (
      <Group gap="sm">
        <Text c="dimmed">{w.noneYet}</Text>
        <LinkButton
          to="/materials/$materialId"
          params={{ materialId: 'new' }}
          search={{ type: item.type }}
          size="compact-sm"
          variant="default"
        >
          {w.makeOne}
        </LinkButton>
      </Group>
    )
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={w.choose}
        placeholder={w.choose}
        size="xs"
        maw={380}
        flex={1}
        searchable
        clearable
        disabled={busy}
        data={data}
        value={item.materialId}
        onChange={(value) => void assign(value)}
      />
      {item.materialId !== null && others.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={busy}
          onClick={() => void assign(item.materialId, others)}
        >
          {fill(w.allRounds, { n: rounds.length })}
        </Button>
      )}
    </Group>
  )
}
