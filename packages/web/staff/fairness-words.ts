const zh = {
  title: '赛场公平性检测表',
  about: '请各赛位打开“赛前检测”。单位毫秒；抢答以按下的时刻为准，两人相差小于双方误差时判为同时。',
  counts: '已检测 {measured} / {all} · 合格 {good}',
  network: '建议网络档位：{network}',
  print: '打印检测表',
  filter: { all: '全部', attention: '需留意', none: '未检测' },
  seat: '座位',
  code: '赛位号',
  verdict: '结论',
  notMeasured: '未检测',
  at: '检测时间',
  nobody: '没有这样的赛位',
  empty: '还没有赛位',
  emptyHelp: '抽签后，各赛位的检测结果出现在这里。',
}
const en: typeof zh = {
  title: 'Fairness of the room',
  about:
    'Each seat opens “Test before the match”. Milliseconds; a press counts when it was made, and closer than both errors is a dead heat.',
  counts: '{measured} of {all} tested · {good} good',
  network: 'network setting: {network}',
  print: 'Print the sheet',
  filter: { all: 'All', attention: 'To be seen to', none: 'Not tested' },
  seat: 'Seat',
  code: 'Code',
  verdict: 'Verdict',
  notMeasured: 'Not tested',
  at: 'Tested at',
  nobody: 'No such seats',
  empty: 'No seats yet',
  emptyHelp: 'Once the draw is done the seats’ tests appear here.',
}
export const fairnessWords = { zh, en }
