const zh = {
  tab: '对阵',
  draw: '抽取对阵',
  drawTitle: '抽取「{stage}」对阵',
  what: '对阵抽出后，按对阵安排场次：每组（每场）各赛项一个场次。',
  confirm: {
    draw: '按公开种子抽签分组。种子会记录在案，任何人都可以据此重抽核对。',
    rank: '按上一阶段名次编排；名次相同者由公开种子抽签，任何人都可以据此核对。',
  },
  how: {
    'groups-draw': '抽签分组',
    'groups-rank': '按名次蛇形分组',
    'knockout-draw': '两两对阵，抽签',
    'knockout-rank': '两两对阵，按名次',
  },
  drawnGroups: '{time} 抽出，{count} 组',
  drawnPairs: '{time} 抽出，{count} 场',
  seed: '种子',
  firstSeed: '本轮由上一轮胜负得出；首轮种子',
  print: '打印',
  undo: '撤销对阵',
  undoTitle: '撤销「{stage}」对阵',
  undoWhat: '撤销后可重新抽取。已安排的场次保留时间，重抽后按新的对阵进行；撤销与原因记录在案。',
  reasons: ['晋级名单有误', '有队退赛', '抽取操作有误'],
  later: '「{stage}」的参赛者确定后在这里抽取对阵。',
}
const en: typeof zh = {
  tab: 'Matches',
  draw: 'Draw the matches',
  drawTitle: 'Draw the matches of “{stage}”',
  what: 'After the draw, sessions are planned by it: one a match and item.',
  confirm: {
    draw: 'Groups are drawn from a public seed. It is recorded, and anybody can draw again from it.',
    rank: 'By the ranks of the stage before; equals by lot, from a public seed that anybody can check.',
  },
  how: {
    'groups-draw': 'groups by lot',
    'groups-rank': 'groups in a snake by rank',
    'knockout-draw': 'pairs by lot',
    'knockout-rank': 'pairs by rank',
  },
  drawnGroups: 'drawn {time}, {count} groups',
  drawnPairs: 'drawn {time}, {count} matches',
  seed: 'Seed',
  firstSeed: 'This round follows from who won the last; seed of the first round',
  print: 'Print',
  undo: 'Take back',
  undoTitle: 'Take back the matches of “{stage}”',
  undoWhat:
    'They can then be drawn again. Planned sessions keep their times and follow the new matches; the reason is recorded.',
  reasons: ['Wrong list of who goes on', 'A team withdrew', 'Drawn by mistake'],
  later: 'Matches are drawn here once it is known who competes in “{stage}”.',
}
export const matchesWords = { zh, en }
