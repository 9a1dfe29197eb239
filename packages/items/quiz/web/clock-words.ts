/** Apart from the stage's other words: seats load these alone. */
const zh = {
  press: '抢答时间',
  answer: '答题时间',
  still: '限时',
  rapid: '剩余时间',
  last: '最后 10 秒',
  up: '时间到',
}
const en: typeof zh = {
  press: 'To press',
  answer: 'To answer',
  still: 'Time',
  rapid: 'Time left',
  last: 'Last 10 seconds',
  up: 'Time is up',
}
export const clockWords = { zh, en }
