/** What this contest's rulebook says otherwise than the shipped one. */
import { DataTable } from '@leitai/design/DataTable.tsx'
import { useWords } from '@leitai/design/language.ts'
import { Text } from '@mantine/core'
import type { Difference } from './difference-paths.ts'
import { rulebookPageWords } from './words.ts'

export function Differences({ differences, maxHeight }: { differences: readonly Difference[]; maxHeight?: string }) {
  const w = useWords(rulebookPageWords)
  if (differences.length === 0) return <Text c="dimmed">{w.noDifferences}</Text>
  return (
    <DataTable
      label={w.tabs.differences}
      rows={differences}
      rowKey={(one) => one.path}
      {...(maxHeight === undefined ? {} : { maxHeight })}
      columns={[
        { key: 'clause', head: w.where, width: '130px', cell: (one) => one.clause },
        {
          key: 'path',
          head: w.what,
          cell: (one) => (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {one.path}
            </Text>
          ),
        },
        { key: 'before', head: w.before, cell: (one) => <del>{one.before ?? w.absent}</del> },
        { key: 'after', head: w.after, cell: (one) => <strong>{one.after ?? w.removed}</strong> },
      ]}
    />
  )
}
