/** How roles are called over a signature line. */
import type { Role } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'

export const roleTitles: Record<Role, Text> = {
  organiser: { zh: '组织者', en: 'Organiser' },
  staff: { zh: '工作人员', en: 'Staff' },
  judge: { zh: '裁判', en: 'Judge' },
  chiefJudge: { zh: '裁判长', en: 'Chief judge' },
  supervisor: { zh: '监督', en: 'Supervisor' },
  arbiter: { zh: '仲裁', en: 'Arbiter' },
  sealingOfficer: { zh: '加密裁判', en: 'Sealing officer' },
  host: { zh: '主持人', en: 'Host' },
  leader: { zh: '领队', en: 'Team leader' },
}
