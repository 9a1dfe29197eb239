/** What the demo prints: who can sign in where, and with what. */

export interface DemoSeats {
  title: string
  slug: string
  /** Where nothing is sealed, contestants sign in with their candidate number. */
  sealed: boolean
  /** By layer, from 1. */
  passphrases: readonly string[]
  slips: readonly { code: string; seat: string; pin: string; name: string }[]
}

/** A match that is on, for whoever wants to try it alone with a few windows. */
export interface DemoMatch extends DemoSeats {
  contestId: string
  /** The session that is on, and one of other teams that may be opened beside it. */
  session: string
  beside: { session: string; slips: DemoSeats['slips'] }
}

export interface DemoPerson {
  name: string
  username: string
  password: string
}

const roles: Record<string, string> = {
  demo: '组织者 organiser',
  'demo.staff': '工作人员 staff',
  'demo.chief': '裁判长 chief judge',
  'demo.supervisor': '监督 supervisor',
  'demo.arbiter': '仲裁 arbiter',
  'demo.host': '主持人 host',
  'demo.judge1': '裁判 judge',
  'demo.judge2': '裁判 judge',
  'demo.judge3': '裁判 judge',
  'demo.judge4': '裁判 judge',
  'demo.judge5': '裁判 judge',
  'demo.seal1': '加密一 sealing, layer 1',
  'demo.seal2': '加密二 sealing, layer 2',
}

export function demoAccounts(
  people: readonly DemoPerson[],
  waiting: DemoSeats,
  running: DemoSeats,
  live: DemoMatch,
  judged: string,
  finished: string,
): string {
  return [
    '演示账号 Demo accounts',
    '',
    ...people.map(
      ({ username, password, name }) =>
        `  ${username.padEnd(16)} ${password.padEnd(18)} ${roles[username] ?? ''}（${name}）`,
    ),
    '',
    `评分中，裁判可打开评分台 Being judged: ${judged}`,
    `已结束，可看成绩与归档 Over, with results and archive: ${finished}`,
    '',
    ...seatLines('即将开始 About to start', waiting),
    '',
    ...seatLines('进行中 On now', running),
    '',
    ...matchLines(live),
  ].join('\n')
}

function matchLines(match: DemoMatch): string[] {
  const { contestId, slug, session, beside } = match
  const pages: [string, string, string][] = [
    ['主持台 host’s desk', `/host/${contestId}?session=${session}`, 'demo.host'],
    ['裁判台 judges’ desk', `/judge/${contestId}/match?session=${session}`, 'demo.judge1'],
    ['大屏 hall screen', `/screen/${contestId}/stage?session=${session}`, '任何人 anybody'],
    ['直播叠加 overlay', `/screen/${contestId}/overlay?session=${session}`, '任何人 anybody'],
    ['观众 spectators', `/e/${slug}/live`, '任何人 anybody'],
  ]
  return [
    ...seatLines('抢答进行中，各开一个窗口 A quiz is on, one window each', match),
    ...pages.map(([page, path, who]) => `  ${page.padEnd(22)} ${path}   ${who}`),
    `  工作人员可同时开始知识库查询 the staff may open a lookup race beside it: /staff/${contestId}，?session=${beside.session}`,
    ...beside.slips.map(({ code, pin, name }) => `  ${code.padEnd(8)} ${pin}   ${name}`),
  ]
}

function seatLines(state: string, { title, slug, sealed, passphrases, slips }: DemoSeats): string[] {
  return [
    `${state}: ${title}    /c/${slug}`,
    ...passphrases.map(
      (passphrase, index) => `  第 ${index + 1} 层口令 passphrase of layer ${index + 1}: ${passphrase}`,
    ),
    `  ${sealed ? '赛位号 code' : '参赛号 number'} / PIN`,
    ...slips.map(({ code, pin, seat, name }) => `  ${code.padEnd(8)} ${pin}   ${sealed ? `座位 seat ${seat}` : name}`),
  ]
}
