import { refuse, type Refusal } from '@leitai/core/run.ts'

export const noTraining = (): Refusal =>
  refuse(
    'noTraining',
    '规程中没有这项训练，或规程尚未发布。',
    'The rulebook has no such training, or it is not published yet.',
  )

export const readingShut = (): Refusal =>
  refuse(
    'readingShut',
    '比赛进行中，学习资料暂停开放。',
    'The stage is being played; the reading list is shut for now.',
  )
