/** The way to the training, for those who are in one; for everybody else nothing. */
import { useWords } from '@leitai/design/language.ts'
import { IconBook2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { query } from '../session/api.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { trainingWords } from './words.ts'

export function TrainingLink({ contestId }: { contestId: string }) {
  const w = useWords(trainingWords)
  const mine = useQuery(query.training.mine.queryOptions({ input: { id: contestId }, staleTime: 60_000 }))
  if (mine.data === undefined) return null
  return (
    <LinkButton
      to="/training/$contestId"
      params={{ contestId }}
      variant="default"
      size="md"
      mt="md"
      leftSection={<IconBook2 size={20} aria-hidden />}
    >
      {w.title}
    </LinkButton>
  )
}
