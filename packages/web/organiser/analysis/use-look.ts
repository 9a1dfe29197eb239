import { useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import { lookOfPage, type Look } from './chart-look.ts'

export function useLook(): { look: Look; narrow: boolean } {
  const look = useMemo(() => lookOfPage(), [])
  return { look, narrow: useMediaQuery('(max-width: 640px)') ?? false }
}
