/** 获奖证书, one a page: for entrants, and for coaches where the award is theirs too. Numbers follow the awards' order and stay. */
import { resultView } from '@leitai/core/contest/results.ts'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Printed, PrintData } from '../printer.ts'
import { dateOf, monthOf, writtenDate } from '../dates.ts'
import { contestData, stageAsked, type Subject } from '../subject.ts'

export interface CertificatesAsked {
  award?: string | undefined
  entrantId?: string | undefined
  kind?: 'entrant' | 'coach' | undefined
}

export function certificates(subject: Subject, asked: CertificatesAsked = {}): Printed | Refusal {
  const { state, contest } = subject
  const stage = stageAsked(state, undefined)
  if (isRefusal(stage)) return stage
  const published = state.results[stage.id]?.published ?? null
  const view = resultView(state, stage.id, 'officials')
  if (published === null || view === null)
    return refuse('notPublished', '成绩公布后才能打印证书。', 'Certificates are printed after publication.')

  const all = view.awards.flatMap((award) =>
    award.lines.flatMap((line) => {
      const entry = state.roster[line.entrantId]
      const common = { award: award.title.zh, prize: award.prize?.zh ?? null }
      const own = {
        asked: { award: award.id, entrantId: line.entrantId, kind: 'entrant' as const },
        certificate: {
          ...common,
          heading: '获奖证书',
          headingEn: 'Certificate of award',
          name: line.name,
          delegation: line.delegation,
          coached: null,
          members: (entry?.members ?? []).join('、'),
          coaches: (entry?.coaches ?? []).join('、'),
        },
      }
      const coaches = line.coaches.map((coach) => ({
        asked: { award: award.id, entrantId: line.entrantId, kind: 'coach' as const },
        certificate: {
          ...common,
          heading: '指导教师证书',
          headingEn: 'Certificate for the coach',
          name: coach,
          delegation: line.delegation,
          coached: line.name,
          members: '',
          coaches: '',
        },
      }))
      return [own, ...coaches]
    }),
  )
  const numbered = all.map(({ asked, certificate }, index) => ({
    asked,
    certificate: {
      ...certificate,
      number: `${contest.slug.toUpperCase()}-${String(index + 1).padStart(3, '0')}`,
    } satisfies PrintData,
  }))
  const wanted = numbered.filter(
    (one) =>
      (asked.award ?? one.asked.award) === one.asked.award &&
      (asked.entrantId ?? one.asked.entrantId) === one.asked.entrantId &&
      (asked.kind ?? one.asked.kind) === one.asked.kind,
  )
  if (wanted.length === 0) return refuse('noAwards', '没有符合条件的获奖者。', 'Nobody won what was asked for.')
  return {
    template: 'certificates',
    data: {
      ...contestData(subject),
      organiser: '大赛组委会',
      dateChinese: writtenDate(dateOf(published)),
      dateSentence: `${monthOf(contest.starts_on ?? dateOf(published))}`,
      certificates: wanted.map(({ certificate }) => certificate),
    },
  }
}
