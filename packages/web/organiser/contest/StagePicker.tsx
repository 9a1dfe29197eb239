/** Which stage a page is about: side by side while they fit, a list where rounds make many of them. */
import { SegmentedControl, Select } from '@mantine/core'

interface Props {
  label: string
  value: string
  onChange(stage: string): void
  data: { value: string; label: string }[]
}

const mostSideBySide = 4

export function StagePicker({ label, value, onChange, data }: Props) {
  return data.length <= mostSideBySide ? (
    <SegmentedControl mb="md" aria-label={label} value={value} onChange={onChange} data={data} />
  ) : (
    <Select
      mb="md"
      maw={320}
      aria-label={label}
      allowDeselect={false}
      value={value}
      onChange={(stage) => stage !== null && onChange(stage)}
      data={data}
    />
  )
}
