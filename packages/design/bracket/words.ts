const zh = {
  bye: '轮空',
  won: '胜',
  thirdPlace: '季军赛',
  group: '第 {n} 组',
  goesOn: '晋级',
}
const en: typeof zh = {
  bye: 'no opponent',
  won: 'won',
  thirdPlace: 'Third place',
  group: 'Group {n}',
  goesOn: 'goes on',
}
export const bracketWords = { zh, en }
