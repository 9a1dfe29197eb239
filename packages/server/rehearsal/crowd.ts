/** People who do not exist: entrants from the shipped names, the same ones for the same seed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { chance, deriveSeed, type Chance } from '@leitai/core/seed.ts'
import { columnsOf } from '../contests/entrants/columns.ts'
import { writeSheet } from '../spreadsheets/write.ts'
import { contentFolder } from './packs.ts'

export interface Someone {
  number: string
  name: string
  gender: string
  birthDate: string
  delegation: string
  coach: string
  members: string[]
  phone: string
  extraTimePercent: number
  /** 0 … 1: how much this person gets right. */
  skill: number
}

interface Names {
  names: { name: string; gender: 'male' | 'female' }[]
  surnames: string[]
  givenNames: { male: string[]; female: string[] }
}

const cities = [
  '杭州',
  '宁波',
  '温州',
  '嘉兴',
  '湖州',
  '绍兴',
  '金华',
  '衢州',
  '舟山',
  '台州',
  '丽水',
  '苏州',
  '无锡',
  '常州',
  '南通',
  '扬州',
]

export interface CrowdOf {
  /** Teams of so many; 0: individuals. */
  teamSize?: number
  perDelegation?: number
}

/** Four to a delegation unless the rulebook allows fewer, one coach for each two; the first entrant has a quarter more time. */
export async function crowd(
  count: number,
  seed: string,
  { teamSize = 0, perDelegation = 4 }: CrowdOf = {},
): Promise<Someone[]> {
  const names = parse(await readFile(join(contentFolder, 'people', 'names.yaml'), 'utf8')) as Names
  const draw = chance(deriveSeed(seed, 'crowd'))
  const ready = draw.shuffle(names.names)
  const taken = new Set(ready.map(({ name }) => name))
  const someone = (): { name: string; gender: 'male' | 'female' } => {
    for (;;) {
      const gender = draw.below(2) === 0 ? 'male' : 'female'
      const given = names.givenNames[gender]
      const name = names.surnames[draw.below(names.surnames.length)]! + given[draw.below(given.length)]!
      if (taken.has(name)) continue
      taken.add(name)
      return { name, gender }
    }
  }
  const coaches = Array.from({ length: Math.ceil(count / 2) }, () => someone().name)
  const two = (value: number) => String(value).padStart(2, '0')
  return Array.from({ length: count }, (_, index) => {
    const { name, gender } = ready[index] ?? someone()
    const delegation = Math.floor(index / perDelegation)
    return {
      number: `C${String(index + 1).padStart(3, '0')}`,
      name,
      gender: gender === 'male' ? '男' : '女',
      birthDate: `${2007 + draw.below(3)}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`,
      delegation: `${cities[delegation % cities.length]!}代表队${delegation < cities.length ? '' : Math.floor(delegation / cities.length) + 1}`,
      coach: coaches[Math.floor(index / 2)]!,
      members: Array.from({ length: teamSize }, () => someone().name),
      phone: `1${6 + draw.below(2)}${String(draw.below(1_000_000_000)).padStart(9, '0')}`,
      extraTimePercent: index === 0 ? 25 : 0,
      skill: skillFrom(draw),
    }
  })
}

/** Most are in the middle, a few are very good or very poor. */
function skillFrom(draw: Chance): number {
  const sum = draw.below(1000) + draw.below(1000) + draw.below(1000)
  return 0.3 + (sum / 3000) * 0.68
}

export type Cells = Record<string, string>

export function cellsOf(one: Someone, rulebook: Rulebook): Cells {
  const fields = rulebook.entrants.fields.map(({ id }): [string, string] => [
    `fields.${id}`,
    /school/i.test(id) ? `${one.delegation.replace(/代表队\d*$/, '')}现代服务学校` : '客户信息服务',
  ])
  return {
    number: one.number,
    name: one.name,
    gender: one.gender,
    birthDate: one.birthDate,
    delegation: one.delegation,
    coaches: one.coach,
    members: one.members.join('、'),
    phone: one.phone,
    extraTimePercent: one.extraTimePercent === 0 ? '' : String(one.extraTimePercent),
    ...Object.fromEntries(fields),
  }
}

/** The entry list as an organiser would send it: the template's own columns. */
export async function entryList(rulebook: Rulebook, rows: readonly Cells[]): Promise<File> {
  const columns = columnsOf(rulebook)
  const content = await writeSheet(
    '参赛名单',
    columns.map(({ label }) => ({ header: label.zh, width: 16 })),
    rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
  )
  return new File([new Uint8Array(content)], '参赛名单.xlsx')
}

/** Rows with one wrong cell each, and the columns that must come back as wrong: those that this rulebook's list has. */
export function wrongRows(rows: readonly Cells[], rulebook: Rulebook): { rows: Cells[]; columns: string[] } {
  const [first, second, third] = rows
  if (first === undefined) return { rows: [], columns: [] }
  const known = new Set(columnsOf(rulebook).map(({ key }) => key))
  const wrong = [
    { column: 'birthDate', row: { ...first, number: 'X901', birthDate: '2007-13-45' } },
    { column: 'name', row: { ...(second ?? first), number: 'X902', name: '' } },
    { column: 'number', row: { ...(third ?? first), number: first['number']!, name: '重号' } },
    { column: 'extraTimePercent', row: { ...first, number: 'X904', extraTimePercent: '三成' } },
  ].filter(({ column }) => known.has(column))
  return { rows: [...rows, ...wrong.map(({ row }) => row)], columns: wrong.map(({ column }) => column) }
}
