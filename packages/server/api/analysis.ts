import type { Role } from '@leitai/core/run.ts'
import { analyseStage } from '../contests/analysis/analyse-stage.ts'
import { analysisWorkbook } from '../contests/analysis/workbook.ts'
import { xlsxFile } from '../spreadsheets/write.ts'
import { inContest, orRefuse, os } from './context.ts'

/** Not the judges: it compares them by name. */
const officials: readonly Role[] = ['organiser', 'chiefJudge', 'supervisor', 'arbiter']

export const analysis = {
  of: os.analysis.of.handler(async ({ context, input: { id, stage } }) => {
    inContest(context, id, officials)
    return orRefuse(await analyseStage(context.parts, id, stage))
  }),

  export: os.analysis.export.handler(async ({ context, input: { id, stage } }) => {
    inContest(context, id, officials)
    return xlsxFile('评分分析.xlsx', await analysisWorkbook(orRefuse(await analyseStage(context.parts, id, stage))))
  }),
}
