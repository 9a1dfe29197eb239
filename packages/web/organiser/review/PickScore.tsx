/** Which score is to be corrected, where neither a finding nor a ruling names it. */
import type { ResultView } from '@leitai/core/contest/view.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { itemTitle, nameOf } from './naming.ts'
import { useRulebookRead } from './use-rulebook.ts'
import { reviewWords } from './words.ts'

interface Props {
  result: ResultView
  onPick(code: string, item: string): void
  onClose(): void
}

export function PickScore({ result, onPick, onClose }: Props) {
  const w = useWords(reviewWords)
  const text = useText()
  const book = useRulebookRead()
  const [code, setCode] = useState<string | null>(null)
  const items = Object.keys(result.lines.find((line) => line.code === code)?.items ?? {})
  const [chosen, setItem] = useState<string | null>(null)
  const item = chosen !== null && items.includes(chosen) ? chosen : items.length === 1 ? items[0]! : null
  return (
    <Modal opened onClose={onClose} title={w.correctOne}>
      <Stack gap="md">
        <Text c="dimmed">{w.correctOneWhat}</Text>
        <Select
          label={w.entrant}
          placeholder={w.choose}
          searchable
          data-autofocus
          data={result.lines
            .filter((line) => line.code !== '')
            .map((line) => ({ value: line.code, label: nameOf(result, line.code) }))}
          value={code}
          onChange={setCode}
        />
        <Select
          label={w.item}
          placeholder={w.choose}
          disabled={code === null}
          data={items.map((id) => ({
            value: id,
            label: `${text(itemTitle(book, result.stage, id))} · ${result.lines.find((line) => line.code === code)?.items[id]}`,
          }))}
          value={item}
          onChange={setItem}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button disabled={code === null || item === null} onClick={() => onPick(code!, item!)}>
            {w.onwards}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
