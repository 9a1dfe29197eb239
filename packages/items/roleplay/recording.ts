/** The recording of a performance: who may bring it, and how long. */
import { refuse, type Instant, type Refusal, type Viewer } from '@leitai/core/run.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'
import { mostUploadMegabytes, type Attached, type UploadSlot } from '@leitai/core/uploads.ts'
import { clockTime } from '@leitai/core/words.ts'
import type { RoleplayEvent, RoleplayState } from './state.ts'
import type { RecordingBox } from './types.ts'

const mostRecordings = 20
const bringers: readonly Viewer['as'][] = ['host', 'staff', 'organiser']
/** The camera's file comes a while after the end. */
const recordingWindowMs = 30 * 60_000

const title = { zh: '录音录像', en: 'Recording' }
const recordingSlot: Record<string, UploadSlot> = {
  recording: {
    label: { zh: '现场录音或录像', en: 'Recording of the performance' },
    accept: ['audio', 'video'],
    mostBytes: mostUploadMegabytes * 2 ** 20,
  },
}
const noSlot: Record<string, UploadSlot> = {}

export function attach(state: RoleplayState, { slot, ...file }: Attached, now: Instant): RoleplayEvent[] | Refusal {
  if (slot !== 'recording' || state.options.recording === 'none')
    return refuse('noRecording', '该赛项不收录音录像', 'This item takes no recording')
  if (!/^(audio|video)\//.test(file.mime))
    return refuse('notARecording', '只接受录音或录像文件', 'Only audio and video files are taken')
  if (!takesRecording(state)) return refuse('notPerformed', '表演尚未开始', 'The performance has not begun')
  const until = untilOf(state)
  if (until !== null && now > until)
    return refuse(
      'tooLate',
      `录音录像已于 ${clockTime(until)} 截止上传`,
      `Recordings were taken until ${clockTime(until)}`,
      { until },
    )
  if (state.recordings.some(({ hash }) => hash === file.hash)) return []
  if (state.recordings.length >= mostRecordings)
    return refuse('tooMany', '上传的录音录像过多', 'Too many recordings were uploaded')
  return [{ name: 'recordingAttached', payload: { ...file, seconds: file.seconds ?? null } }]
}

function untilOf({ closed }: RoleplayState): Instant | null {
  return closed === null ? null : closed.at + recordingWindowMs
}

function takesRecording({ options, stage, performance }: RoleplayState): boolean {
  if (options.recording === 'none') return false
  return stage === 'performing' || (stage === 'over' && performance.spentMs > 0)
}

export function uploads(state: RoleplayState, viewer: Viewer): Record<string, UploadSlot> {
  const may =
    viewer.as === 'contestant' ? viewer.code === state.setup.code : bringers.some((role) => role === viewer.as)
  return may && takesRecording(state) ? recordingSlot : noSlot
}

/** What screens say of it. */
export function recordingBox(state: RoleplayState, viewer: Viewer): RecordingBox {
  const last = state.recordings.at(-1)
  return {
    wanted: state.options.recording,
    name: last?.name ?? null,
    seconds: last?.seconds ?? null,
    takes: 'recording' in uploads(state, viewer),
    until: untilOf(state),
  }
}

/** Once it is over: whether one may still come, and whether it must. */
export function afterwards(state: RoleplayState): Pick<SittingView<unknown, unknown>, 'afterwards'> {
  if (state.stage !== 'over' || !takesRecording(state)) return {}
  return { afterwards: { title, owed: state.options.recording === 'required' && state.recordings.length === 0 } }
}

/** Judges get the last one that came, officials all. */
export function files({ recordings }: RoleplayState, viewer: Viewer): readonly string[] {
  switch (viewer.as) {
    case 'judge':
      return recordings.slice(-1).map(({ hash }) => hash)
    case 'official':
    case 'organiser':
      return recordings.map(({ hash }) => hash)
    default:
      return []
  }
}
