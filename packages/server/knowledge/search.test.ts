import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KnowledgeArticle, KnowledgeFilters, Marked } from '@leitai/core/knowledge.ts'
import { sha256Hex } from '@leitai/core/seed.ts'
import type { ItemServer } from '@leitai/items/plug.ts'
import type { Database } from '../store/database.ts'
import { freshDatabase } from '../store/testing.ts'
import { openCollections, type Collections } from './collections.ts'
import { overviewOf, search } from './search.ts'

let database: Database
let collections: Collections
beforeAll(async () => {
  database = await freshDatabase()
  collections = open()
})
afterAll(async () => {
  await collections?.stop()
  await database?.close()
})

const shelfServer: Pick<ItemServer, 'knowledge'> = { knowledge: (body) => body as KnowledgeArticle[] }

/** What the material of the type `shelf` holds is searched as it is. */
const open = () =>
  openCollections({
    database,
    items: {
      serverOf: (type) => (type === 'shelf' ? (shelfServer as ItemServer) : undefined),
    },
  })

const article = (id: string, title: string, body = '', more: Partial<KnowledgeArticle> = {}): KnowledgeArticle => ({
  id,
  title,
  body,
  category: ['移动业务'],
  tags: [],
  updated: '2026-03-01',
  pinned: false,
  attachments: [],
  ...more,
})

let kept = 0
/** A collection of these under a hash of its own. */
async function shelf(articles: readonly KnowledgeArticle[], keep: unknown = articles): Promise<string> {
  kept += 1
  const sha256 = sha256Hex(`shelf ${kept}`)
  await database.db
    .insertInto('material_copy')
    .values({ sha256, type: 'shelf', body: JSON.stringify(keep) })
    .execute()
  await collections.ensure(sha256, articles)
  return sha256
}

const find = async (sha256: string, query: string, filters: KnowledgeFilters & { page?: number } = {}) =>
  search(collections, (await collections.directory(sha256))!, { query, ...filters })
const idsOf = async (...asked: Parameters<typeof find>) => (await find(...asked)).hits.map(({ id }) => id)
const markedOf = ({ text, ranges }: Marked) => ranges.map(([from, to]) => text.slice(from, to))

describe('what is found, and in which order', () => {
  let all: string
  beforeAll(async () => {
    all = await shelf([
      article('body', '生效时间与限制', '办理套餐变更的客户须知。'),
      article('title', '套餐变更流程说明', '先核对身份。'),
      article('whole', '套餐变更', '短。'),
      article('tag', '次月办理', '先核对身份。', { tags: ['套餐变更'] }),
      article('sim', '补换 eSIM 卡', 'VoLTE 高清通话随卡开通。资费 58元。', { category: ['移动业务', '号卡'] }),
      article('five', '５G 畅享包', '网速最高 1000M。', { category: ['移动业务', '套餐'] }),
      article('home', '宽带移机', '重庆分公司受理。网络电视随迁。', { category: ['家庭业务', '宽带'], tags: ['移机'] }),
      article('bank', '重庆银行代扣', '签约后次月起扣。', { category: ['缴费'] }),
    ])
  })

  test('a title before a tag, that before a body; the more of the title it is, the earlier', async () => {
    const { hits, total, near } = await find(all, '套餐变更')
    expect(hits.map(({ id }) => id)).toEqual(['whole', 'title', 'tag', 'body'])
    expect([total, near]).toEqual([4, false])
  })

  test.each([
    ['one character', '网', ['five', 'home']],
    ['two characters', '移机', ['home']],
    ['many', '办理套餐变更的客户须知', ['body']],
    ['two words, both of which must be there', '套餐 核对', ['title', 'tag']],
    ['two words in any order', '核对　套餐变更', ['title', 'tag']],
    ['initials', 'tcbg', ['whole', 'title', 'tag']],
    ['initials from the middle', 'bglc', ['title']],
    ['initials of a word with two readings', 'cqyh', ['bank']],
    ['capital initials', 'TCBG', ['whole', 'title', 'tag']],
    ['whole sounds', 'taocanbiangeng', ['whole', 'title', 'tag']],
    ['sounds whose last is only begun', 'kuandaiyij', ['home']],
    ['initials and a word', 'kd 重庆', ['home']],
    ['Latin in any case', 'esim', ['sim']],
    ['Latin in the body', 'volte', ['sim']],
    ['a number', '58', ['sim']],
    ['a number and its unit', '58元', ['sim']],
    ['full width', '５ｇ', ['five']],
    ['mixed without a space', '5G畅享', ['five']],
    ['with the marks of a sentence', '“套餐变更流程”？', ['title']],
    ['a category', '宽带', ['home']],
  ])('%s', async (_, query, ids) => {
    const found = await find(all, query)
    expect(found.hits.map(({ id }) => id)).toEqual(ids)
    expect(found.near).toBe(false)
  })

  test.each([
    ['a character mistaken for one of the same sound', '套餐便更', 'whole'],
    ['a character mistyped', '宽代移机', 'home'],
    ['letters turned round', 'esmi', 'sim'],
    ['words typed as one', '网络电视迁', 'home'],
  ])('where nothing holds it, what is near: %s', async (_, query, first) => {
    const found = await find(all, query)
    expect([found.near, found.hits[0]?.id]).toEqual([true, first])
  })

  test('nothing that is far', async () => {
    for (const query of ['航天飞机', 'zzzz', '股', 'x y z', '%%%'])
      expect(await find(all, query)).toMatchObject({ hits: [], total: 0, near: false })
  })

  test('an empty question lists pinned first, then the newest', async () => {
    const some = await shelf([
      article('old', '甲', '', { updated: '2024-01-01' }),
      article('new', '乙', '', { updated: '2026-05-01' }),
      article('pinned', '丙', '', { updated: '2023-01-01', pinned: true }),
    ])
    expect(await idsOf(some, '')).toEqual(['pinned', 'new', 'old'])
    expect(await idsOf(some, '  ')).toEqual(['pinned', 'new', 'old'])
  })
})

test('A11 marks of searches and of SQL are characters like others', async () => {
  const marks = await shelf([
    article('percent', '折扣', '九折即 90% 的价格'),
    article('underscore', '字段', '`user_name` 一栏'),
    article('backslash', '路径', '放在 `C:\\temp` 下'),
    article('quote', '引号', "输入 O'Neil"),
    article('none', '别的', '什么都没有'),
  ])
  expect(await idsOf(marks, '%')).toEqual(['percent'])
  expect(await idsOf(marks, '90%')).toEqual(['percent'])
  expect(await idsOf(marks, '_')).toEqual(['underscore'])
  expect(await idsOf(marks, '\\')).toEqual(['backslash'])
  expect(await idsOf(marks, "'")).toEqual(['quote'])
  expect((await find(marks, "'; drop table knowledge_article; --")).total).toBe(0)
  expect((await find(marks, '\0\ud800')).total).toBe(5)
})

test('A11 a script in an article comes back as the text that it is', async () => {
  const script = '<script>alert("58")</script>'
  const some = await shelf([article('x', `${script}标题`, `先看 ${script} 再办理`, { tags: [script] })])
  const { hits } = await find(some, 'script')
  expect(hits[0]).toMatchObject({ title: { text: `${script}标题` }, tags: [script] })
  expect(hits[0]!.snippet.text).toContain(script)
  expect(markedOf(hits[0]!.snippet)).toEqual(['script', 'script'])
})

describe('filters and counts', () => {
  let all: string
  beforeAll(async () => {
    all = await shelf([
      article('a', '套餐资费', '', { category: ['移动业务', '套餐'], tags: ['资费'], updated: '2026-01-01' }),
      article('b', '套餐变更', '', { category: ['移动业务', '套餐'], tags: ['变更'], updated: '2026-02-01' }),
      article('c', '副卡套餐', '', { category: ['移动业务', '号卡'], tags: ['变更'], updated: '2026-03-01' }),
      article('d', '宽带套餐', '', { category: ['家庭业务'], tags: ['资费', '变更'], updated: '2026-04-01' }),
      article('e', '移动业务说明', '', { category: ['移动业务'], updated: '2026-05-01' }),
    ])
  })

  test.each<[string, string, KnowledgeFilters, string[]]>([
    ['a category with all below it', '', { category: ['移动业务'] }, ['a', 'b', 'c', 'e']],
    ['a category below', '套餐', { category: ['移动业务', '套餐'] }, ['a', 'b']],
    ['a category that is not there', '套餐', { category: ['套餐'] }, []],
    ['a tag', '套餐', { tag: '变更' }, ['b', 'c', 'd']],
    ['a tag that is not there', '套餐', { tag: '变' }, []],
    ['a day', '套餐', { since: '2026-03-01' }, ['c', 'd']],
    ['all of them', '', { category: ['移动业务'], tag: '变更', since: '2026-03-01' }, ['c']],
  ])('%s', async (_, query, filters, ids) => {
    const found = await find(all, query, filters)
    expect(found.hits.map(({ id }) => id).toSorted()).toEqual(ids)
    expect(found.total).toBe(ids.length)
  })

  test('counts by category at every level, also of those that the category leaves out', async () => {
    const { total, categories } = await find(all, '套餐', { category: ['家庭业务'], tag: '变更' })
    expect(total).toBe(1)
    expect(categories).toEqual([
      { category: ['家庭业务'], count: 1 },
      { category: ['移动业务'], count: 2 },
      { category: ['移动业务', '号卡'], count: 1 },
      { category: ['移动业务', '套餐'], count: 1 },
    ])
  })

  test('the tree and the tags', async () => {
    expect(overviewOf((await collections.directory(all))!)).toEqual({
      articles: 5,
      categories: [
        { category: ['家庭业务'], count: 1 },
        { category: ['移动业务'], count: 4 },
        { category: ['移动业务', '号卡'], count: 1 },
        { category: ['移动业务', '套餐'], count: 2 },
      ],
      tags: [
        { tag: '变更', count: 3 },
        { tag: '资费', count: 2 },
      ],
    })
  })

  test('pages go on where the last one ended', async () => {
    const many = await shelf(
      Array.from({ length: 45 }, (_, i) => article(`n${i}`, i % 3 === 0 ? `账单 ${i}` : `说明 ${i}`, '账单的查法')),
    )
    const pages = await Promise.all([0, 1, 2, 3].map((page) => idsOf(many, '账单', { page })))
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 5, 0])
    expect(new Set(pages.flat()).size).toBe(45)
    expect((await find(many, '账单', { page: 2 })).total).toBe(45)
    expect(pages[0]!.slice(0, 15).every((id) => Number(id.slice(1)) % 3 === 0)).toBe(true)
  })
})

describe('marking', () => {
  test('what was looked for, in titles and around it in bodies', async () => {
    const filler = '先核对客户身份与证件。'.repeat(30)
    const some = await shelf([article('a', '套餐变更与套餐', `${filler}\n\n**套餐**变更次月生效。\n\n${filler}`)])
    const { title, snippet } = (await find(some, '套餐 次月')).hits[0] ?? {}
    // not in the title: found in the body
    expect(markedOf(title!)).toEqual(['套餐', '套餐'])
    expect(markedOf(snippet!)).toEqual(['套餐', '次月'])
    expect(snippet!.text).toMatch(/^….*套餐变更次月生效。.*…$/)
  })

  test('characters of two units, and those that fold to more or fewer', async () => {
    const some = await shelf([article('a', '😀𠮷祥套餐 ㎡ＡＢ', `${'😀'.repeat(30)}𠮷祥${'😀'.repeat(90)}`)])
    const { title, snippet } = (await find(some, '𠮷祥')).hits[0]!
    expect(markedOf(title)).toEqual(['𠮷祥'])
    expect(markedOf(snippet)).toEqual(['𠮷祥'])
    expect([title.text, snippet.text].every((text) => text.isWellFormed())).toBe(true)
    expect(markedOf((await find(some, 'm2ab')).hits[0]!.title)).toEqual(['㎡ＡＢ'])
    expect(markedOf((await find(some, '𠮷')).hits[0]!.title)).toEqual(['𠮷'])
  })

  test('what was found by its sounds', async () => {
    const some = await shelf([article('a', '𠮷5G：套餐变更（2026）')])
    expect(markedOf((await find(some, 'tcbg')).hits[0]!.title)).toEqual(['套餐变更'])
    expect(markedOf((await find(some, 'biangeng')).hits[0]!.title)).toEqual(['变更'])
    expect(markedOf((await find(some, '5gtc')).hits[0]!.title)).toEqual(['5G：套餐'])
  })
})

describe('collections', () => {
  test('two do not mix, and one material is searched once however often it is recorded', async () => {
    const [one, other] = [await shelf([article('a', '套餐')]), await shelf([article('b', '套餐')])]
    await collections.ensure(one)
    expect([await idsOf(one, '套餐'), await idsOf(other, '套餐')]).toEqual([['a'], ['b']])
    expect(await collections.article(other, 'a')).toBeNull()
    const { rows } = await database.pool.query('select 1 from knowledge_collection where sha256 = $1', [one])
    expect(rows).toHaveLength(1)
  })

  test('missing or made in another form, it is made again from the copy', async () => {
    const sha256 = await shelf([article('a', '套餐')])
    for (const lose of [
      'delete from knowledge_collection where sha256 = $1',
      'update knowledge_collection set form = 0 where sha256 = $1',
    ]) {
      await database.pool.query(lose, [sha256])
      const again = open()
      // asked by several at once, it is made once
      const found = await Promise.all([1, 2, 3].map(() => again.directory(sha256)))
      expect(found.map((directory) => directory?.titles)).toEqual([['套餐'], ['套餐'], ['套餐']])
      await again.stop()
    }
    expect(await collections.directory('f'.repeat(64))).toBeNull()
  })

  test('an article comes back whole, with its attachments; what texts cannot hold is left out', async () => {
    const attachments = [{ name: '资费表.xlsx', hash: 'a'.repeat(64), bytes: 10, mime: 'application/octet-stream' }]
    const whole = article('a', '资费 😀', '# 资费\n\n| 月费 | 流量 |\n| --- | --- |\n| 58 | 30G |', {
      attachments,
      tags: ['资费', '5G'],
      category: ['移动业务', '套餐'],
      pinned: true,
    })
    const sha256 = await shelf([whole, article('b', '零\0半\ud83d', '半\ud83d')])
    expect(await collections.article(sha256, 'a')).toEqual(whole)
    expect((await collections.article(sha256, 'b'))?.title).toBe('零半\ufffd')
    expect(await idsOf(sha256, '月费 30g')).toEqual(['a'])
  })
})
