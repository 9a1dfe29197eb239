/** What is mine to study, and as whom. */
import { useQuery } from '@tanstack/react-query'
import { query, type api } from '../session/api.ts'

export type Mine = Awaited<ReturnType<typeof api.training.mine>>
export type MyTraining = Mine['trainings'][number]
export type MyMaterial = MyTraining['materials'][number]
export type MyProgress = MyTraining['progress'][number]

/** One person who studies: a member of a team, or an individual. */
export interface Student {
  key: string
  entrantId: string
  member: string
  label: string
}

export function useMine(contestId: string) {
  return useQuery(query.training.mine.queryOptions({ input: { id: contestId }, staleTime: 0, refetchInterval: 30_000 }))
}

export function studentsOf(trainings: readonly MyTraining[]): Student[] {
  const all = trainings.flatMap(({ people }) =>
    people.flatMap(({ entrantId, name, members }) =>
      (members.length === 0 ? [''] : members).map((member) => ({
        key: studentKey({ entrantId, member }),
        entrantId,
        member,
        label: member === '' ? name : `${member} · ${name}`,
      })),
    ),
  )
  return [...new Map(all.map((one) => [one.key, one])).values()]
}

export const studentKey = ({ entrantId, member }: { entrantId: string; member: string }): string =>
  member === '' ? entrantId : `${entrantId} ${member}`

export function progressOf(training: MyTraining, material: string, student: Student): MyProgress | undefined {
  return training.progress.find(
    (one) => one.material === material && one.entrantId === student.entrantId && one.member === student.member,
  )
}

/** Who studied here last, on this device. */
const lastKey = (contestId: string) => `leitai.student.${contestId}`

export function lastStudent(contestId: string): string | null {
  return localStorage.getItem(lastKey(contestId))
}

export function rememberStudent(contestId: string, key: string): void {
  localStorage.setItem(lastKey(contestId), key)
}
