/** Why a file is not taken, in sentences that say what to do. */
import { refuse, type Refusal } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import type { UploadClass, UploadSlot } from '@leitai/core/uploads.ts'

const classes: Record<UploadClass, Text> = {
  audio: { zh: '音频（mp3、m4a、wav、ogg、webm）', en: 'audio (mp3, m4a, wav, ogg, webm)' },
  video: { zh: '视频（mp4、mov、webm、mkv）', en: 'video (mp4, mov, webm, mkv)' },
  image: { zh: '图片（jpg、png、webp）', en: 'a picture (jpg, png, webp)' },
  pdf: { zh: 'PDF', en: 'PDF' },
  slides: { zh: '幻灯片（pptx）', en: 'slides (pptx)' },
  document: { zh: '文档（docx）', en: 'a document (docx)' },
  spreadsheet: { zh: '表格（xlsx）', en: 'a spreadsheet (xlsx)' },
}

const taken = ({ accept }: UploadSlot): Text => ({
  zh: accept.map((one) => classes[one].zh).join('、'),
  en: accept.map((one) => classes[one].en).join(', '),
})

export function wrongType(slot: UploadSlot, ending?: string): Refusal {
  const { zh, en } = taken(slot)
  const [isZh, isEn] =
    ending === undefined
      ? ['这个文件的类型无法识别', 'what this file is cannot be told']
      : [`这个文件实际是 ${ending}`, `by its content this is ${ending}`]
  return refuse('wrongType', `“${slot.label.zh}”接收：${zh}；${isZh}。`, `${slot.label.en} takes ${en}; ${isEn}.`, {
    ending: ending ?? null,
  })
}

export function tooLarge(slot: UploadSlot, bytes: number): Refusal {
  const most = megabytes(slot.mostBytes)
  return refuse(
    'tooLarge',
    `文件 ${megabytes(bytes)}，“${slot.label.zh}”最大 ${most}，请压缩后再上传。`,
    `The file has ${megabytes(bytes)}; ${slot.label.en} takes at most ${most}. Make it smaller and try again.`,
    { bytes, most: slot.mostBytes },
  )
}

export function tooLong(slot: UploadSlot, seconds: number): Refusal {
  const most = slot.mostSeconds!
  return refuse(
    'tooLongRecording',
    `录制时长 ${clock(seconds)}，“${slot.label.zh}”不超过 ${clock(most)}，请剪短后再上传。`,
    `It lasts ${clock(seconds)}; ${slot.label.en} takes at most ${clock(most)}. Cut it and try again.`,
    { seconds, most },
  )
}

export function noDuration({ label }: UploadSlot): Refusal {
  return refuse(
    'noDuration',
    `“${label.zh}”限制时长，而这个文件读不出时长，请转成 mp4 或 mp3 后再上传。`,
    `${label.en} has a time limit, and how long this file lasts cannot be read. Convert it to mp4 or mp3.`,
  )
}

export function damaged(): Refusal {
  return refuse(
    'damaged',
    '文件已损坏、加密，或含有无法去除作者信息的内容。请重新导出（文档可另存为 PDF）后再上传。',
    'The file is damaged, encrypted, or holds what cannot be freed of its author’s name. Export it again (a document as PDF) and try once more.',
  )
}

export function hugePicture(): Refusal {
  return refuse(
    'hugePicture',
    '图片尺寸过大（超过 1.2 亿像素或单边 3 万像素），请缩小后再上传。',
    'The picture is too large (over 120 million pixels, or 30,000 on one side). Scale it down and try again.',
  )
}

export function noRoom(): Refusal {
  return refuse(
    'diskFull',
    '服务器磁盘空间不足，暂时不能上传，已告知工作人员。',
    'The server’s disk is nearly full; nothing can be uploaded now. The staff were told.',
  )
}

export function notNow(): Refusal {
  return refuse(
    'notNow',
    '现在不能上传到这里：尚未开始、已经结束，或文件数已满。',
    'Nothing can be uploaded here now: not begun, over, or already full.',
  )
}

export function tooManyAtOnce(): Refusal {
  return refuse(
    'tooManyAtOnce',
    '同时上传的文件过多，请等其中一个完成。',
    'Too many files at once; wait until one of them is done.',
  )
}

export function checkFailed(): Refusal {
  return refuse(
    'checkFailed',
    '服务器检查文件时出错，已记录。请再上传一次。',
    'The server failed while checking the file; it was logged. Upload it once more.',
  )
}

const megabytes = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(2)} GB` : `${(bytes / 2 ** 20).toFixed(1)} MB`

const clock = (seconds: number): string =>
  `${Math.floor(Math.ceil(seconds) / 60)}:${String(Math.ceil(seconds) % 60).padStart(2, '0')}`
