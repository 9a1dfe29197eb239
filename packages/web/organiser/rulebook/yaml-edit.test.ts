import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { removeAt, setText, setValue } from './yaml-edit.ts'

const plan = `# 市赛规程
id: C18
title: 客户信息服务
checkIn: { required: true, opensMinutesBefore: 30 } # 开赛前
stages:
  - id: final
    items:
      - { id: dictation, title: { zh: 听打录入, en: Dictation }, points: 20, minutes: 20 }
      - id: data # 数据
        title: "数据分析"
        points: '15'
        minutes: 60
about: |
  第一行
  第二行
`

describe('one value of the rulebook is edited and every other character stays', () => {
  test.each([
    [['stages', 0, 'items', 0, 'points'], 25, 'points: 20, minutes', 'points: 25, minutes'],
    [['stages', 0, 'items', 1, 'points'], '17.5', "points: '15'", 'points: "17.5"'],
    [['checkIn', 'opensMinutesBefore'], 45, 'opensMinutesBefore: 30 }', 'opensMinutesBefore: 45 }'],
    [['title'], '客户信息服务：市赛, 决赛', 'title: 客户信息服务\n', 'title: "客户信息服务：市赛, 决赛"\n'],
  ] as const)('%j', (path, value, before, after) => {
    expect(setValue(plan, path, value)).toBe(plan.replace(before, after))
  })

  test('a default that was not written is added, and comments stay', () => {
    const edited = setValue(plan, ['checkIn', 'drawMinutesBefore'], 20)
    expect(parse(edited).checkIn).toEqual({ required: true, opensMinutesBefore: 30, drawMinutesBefore: 20 })
    expect(edited).toContain('# 市赛规程')
    expect(edited).toContain('# 数据')
  })

  test('a text block keeps its lines', () => {
    expect(parse(setValue(plan, ['about'], '甲\n乙\n')).about).toBe('甲\n乙\n')
  })
})

describe('texts in two languages', () => {
  test('both languages of a written pair', () => {
    const edited = setText(plan, ['stages', 0, 'items', 0, 'title'], { zh: '听打', en: 'Listening' })
    expect(parse(edited).stages[0].items[0].title).toEqual({ zh: '听打', en: 'Listening' })
  })
  test('a single text becomes a pair only when the languages differ', () => {
    expect(parse(setText(plan, ['title'], { zh: '新名', en: '新名' })).title).toBe('新名')
    expect(parse(setText(plan, ['title'], { zh: '新名', en: 'New name' })).title).toEqual({
      zh: '新名',
      en: 'New name',
    })
  })
})

test('an item is left out', () => {
  const edited = removeAt(plan, ['stages', 0, 'items', 0])
  expect(parse(edited).stages[0].items.map((item: { id: string }) => item.id)).toEqual(['data'])
})

test('what is not YAML is left alone', () => {
  const broken = 'a: [1,\nb: 2'
  expect(setValue(broken, ['b'], 3)).toBe(broken)
  expect(removeAt(broken, ['b'])).toBe(broken)
})
