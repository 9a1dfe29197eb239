import type { Role } from '@leitai/core/run.ts'
import { contestRun } from '../contests/contests.ts'
import { closeMarking, reopenMarking } from '../contests/marking/close-marking.ts'
import { correct, previewCorrection } from '../contests/marking/correct.ts'
import { appointPanel } from '../contests/marking/panel.ts'
import { judgesQueue, panelProgress } from '../contests/marking/queue.ts'
import { signTie, tiesToSign } from '../contests/marking/ties.ts'
import { inContest, ok, orRefuse, os } from './context.ts'

const officials: readonly Role[] = ['organiser', 'chiefJudge']
const readers: readonly Role[] = ['organiser', 'chiefJudge', 'supervisor', 'arbiter']

export const marking = {
  queue: os.marking.queue.handler(async ({ context, input: { id } }) => {
    const judge = inContest(context, id, ['judge'])
    return judgesQueue(context.parts, await contestRun(context.parts, id), judge.id)
  }),

  progress: os.marking.progress.handler(async ({ context, input: { id, stage } }) => {
    inContest(context, id, readers)
    return panelProgress(context.parts, await contestRun(context.parts, id), stage)
  }),

  appointPanel: os.marking.appointPanel.handler(async ({ context, input: { id, ...input } }) => {
    const person = inContest(context, id, officials)
    orRefuse(await appointPanel(context.parts, id, person.id, input))
    return ok
  }),

  close: os.marking.close.handler(async ({ context, input: { id, stage } }) => {
    const person = inContest(context, id, officials)
    orRefuse(await closeMarking(context.parts, id, stage, person.id))
    return ok
  }),

  reopen: os.marking.reopen.handler(async ({ context, input: { id, stage, reason } }) => {
    const person = inContest(context, id, ['chiefJudge'])
    orRefuse(await reopenMarking(context.parts, id, stage, reason, person.id))
    return ok
  }),

  previewCorrection: os.marking.previewCorrection.handler(async ({ context, input: { id, ...correction } }) => {
    inContest(context, id, ['chiefJudge'])
    return orRefuse(await previewCorrection(context.parts, id, correction))
  }),

  correct: os.marking.correct.handler(async ({ context, input }) => {
    const { id, reason, cause, appeal, password, ...correction } = input
    const person = inContest(context, id, ['chiefJudge'])
    orRefuse(await correct(context.parts, id, person, correction, { reason, cause, appeal, password }))
    return ok
  }),

  signTie: os.marking.signTie.handler(async ({ context, input: { id, ...input } }) => {
    const judge = inContest(context, id, ['judge'])
    orRefuse(await signTie(context.parts, id, judge, input))
    return ok
  }),

  ties: os.marking.ties.handler(async ({ context, input: { id } }) => {
    const judge = inContest(context, id, ['judge'])
    return tiesToSign(await contestRun(context.parts, id), judge.id)
  }),
}
