/** The contests of a demo: who takes part, and what their organiser changed in the shipped rulebook. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, parseDocument } from 'yaml'
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import { crowd, type Someone } from '../rehearsal/crowd.ts'
import { contentFolder } from '../rehearsal/packs.ts'

export interface DemoContest {
  titleZh: string
  titleEn: string
  place: string
  rulebookId: string
  people: Someone[]
  edit(yaml: string): string
  /** A rulebook of its own, in the place of the shipped one. */
  ownYaml?: string
}

interface Roster {
  entrants: { id: string; name: string; gender: string; birthDate: string; delegation: string; coach: string }[]
}

/** The shipped list of twenty-four, with numbers and skills. */
export async function rosterPeople(seed: string): Promise<Someone[]> {
  const { entrants } = parse(await readFile(join(contentFolder, 'people', 'roster.yaml'), 'utf8')) as Roster
  const draw = chance(deriveSeed(seed, 'roster'))
  return entrants.map((one, index) => ({
    number: `2026${String(index + 1).padStart(3, '0')}`,
    name: one.name,
    gender: one.gender === 'female' ? '女' : '男',
    birthDate: one.birthDate,
    delegation: one.delegation,
    coach: one.coach,
    members: [],
    phone: `166${String(draw.below(100_000_000)).padStart(8, '0')}`,
    extraTimePercent: 0,
    skill: 0.45 + draw.below(500) / 1000,
  }))
}

/** C20 with the items that can be held, a typing test beside them, and its layers and minutes as asked. */
function edited(change: { layers: number; knowledgeMinutes?: number }): (yaml: string) => string {
  return (yaml) => {
    const document = parseDocument(yaml)
    document.setIn(['sealing', 'layers'], change.layers)
    if (change.knowledgeMinutes !== undefined)
      document.setIn(['stages', 0, 'items', 0, 'minutes'], change.knowledgeMinutes)
    document.addIn(
      ['stages', 0, 'items'],
      document.createNode({
        id: 'typing',
        type: 'typing',
        title: { zh: '汉字录入', en: 'Typing' },
        points: 20,
        minutes: 10,
        clause: 'C20.typing',
        options: {
          scale: [
            ['20', '0'],
            ['100', '20'],
          ],
        },
        marking: { by: 'system' },
      }),
    )
    return document.toString({ lineWidth: 0, flowCollectionPadding: true })
  }
}

const teamNames = [
  '湖畔声线队',
  '雁回热线队',
  '云上客服队',
  '临江一线队',
  '青禾应答队',
  '海棠服务队',
  '星桥座席队',
  '清和之声队',
]

const asShipped = (yaml: string) => yaml

/** Eight teams of three, each by the name under which it is called to the stage. */
async function teams(seed: string): Promise<Someone[]> {
  const made = await crowd(teamNames.length, `${seed}/teams`, { teamSize: 3, perDelegation: 1 })
  return made.map((one, index) => ({
    ...one,
    number: `T${index + 1}`,
    name: teamNames[index]!,
    gender: '',
    birthDate: '',
    extraTimePercent: 0,
  }))
}

export async function demoContests(
  seed: string,
): Promise<Record<'finished' | 'waiting' | 'running' | 'judged' | 'live', DemoContest>> {
  const others = await crowd(28, seed)
  const people = (from: number, to: number, prefix: string): Someone[] =>
    others
      .slice(from, to)
      .map((one, index) => ({ ...one, number: `${prefix}${String(index + 1).padStart(2, '0')}`, extraTimePercent: 0 }))
  return {
    finished: {
      titleZh: '市职业院校客户信息服务技能竞赛',
      titleEn: 'City contest in customer information service, vocational schools',
      place: '海州商贸学校 3 号机房',
      rulebookId: 'C20',
      people: await rosterPeople(seed),
      edit: edited({ layers: 2 }),
    },
    waiting: {
      titleZh: '客户信息服务精英邀请赛',
      titleEn: 'Invitational in customer information service',
      place: '海州商贸学校 1 号机房',
      rulebookId: 'C20',
      people: people(0, 8, 'Y'),
      edit: edited({ layers: 1 }),
    },
    running: {
      titleZh: '秋季客服技能选拔赛',
      titleEn: 'Autumn selection in customer service',
      place: '海州商贸学校 2 号机房',
      rulebookId: 'C20',
      people: people(8, 20, 'X'),
      edit: edited({ layers: 0, knowledgeMinutes: 60 }),
    },
    judged: {
      titleZh: '客服岗位技能比赛（评分中）',
      titleEn: 'Post skills in customer service, being judged',
      place: '海州市民服务中心',
      rulebookId: 'C08',
      people: people(20, 28, 'P'),
      edit: asShipped,
    },
    live: {
      titleZh: '卓越服务之星现场赛',
      titleEn: 'Stars of excellent service, live',
      place: '海州广播电视台演播厅',
      rulebookId: 'C01',
      people: await teams(seed),
      edit: asShipped,
      ownYaml: await readFile(join(import.meta.dirname, 'live.yaml'), 'utf8'),
    },
  }
}
