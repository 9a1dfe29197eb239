import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '@leitai/core/run.ts'
import { writeWorkbook } from '@leitai/items/formats/spreadsheet.ts'
import { utf8 } from '@leitai/items/formats/text.ts'
import { writeZip } from '@leitai/items/formats/zip.ts'
import { server } from './server.ts'
import type { LookupMaterial } from './types.ts'

const stored = new Map<string, Uint8Array>()
const store = (content: Uint8Array, mime: string) => {
  const hash = createHash('sha256').update(content).digest('hex')
  stored.set(hash, content)
  return Promise.resolve({ hash, bytes: content.byteLength, mime })
}
const fetch = (hash: string) => Promise.resolve(stored.get(hash)!)
const read = (format: string, content: Uint8Array | string, filename = '知识库.zip') =>
  server.imports
    .find((one) => one.format === format)!
    .read(typeof content === 'string' ? utf8(content) : content, { filename, store })
const write = async (format: string, body: LookupMaterial) =>
  (await server.exports.find((one) => one.format === format)!.write(body, '知识库', fetch)).content
const zip = (files: Record<string, string>) =>
  writeZip(Object.entries(files).map(([name, text]) => [name, utf8(text)] as const))
const bodyOf = async (reading: ReturnType<typeof read>) => (await reading).body as LookupMaterial

const one = await store(utf8('a,b\n1,2'), 'text/csv')
const other = await store(utf8('c,d\n3,4'), 'text/csv')
const material: LookupMaterial = {
  company: '极川通信',
  about: '虚构的运营商。\n仅供比赛。',
  articles: [
    {
      id: 'plan-59',
      title: '=套餐 “59”',
      category: ['移动业务', '套餐', '个人'],
      tags: ['套餐', '5G'],
      updated: '2026-03-01',
      pinned: true,
      body: '月费 **59 元**。\n\n| 项 | 价 |\n| --- | --- |\n| 流量 | 5 元/GB |\n\n---\n\n见 [过户](article:transfer)',
      attachments: [{ name: '清单.csv', ...one }],
    },
    {
      id: 'transfer',
      title: '过户',
      category: ['宽带/固话'],
      tags: [],
      updated: '2025-12-31',
      pinned: false,
      body: '- 一\n- 二',
      attachments: [{ name: '清单.csv', ...other }],
    },
  ],
  questions: [
    {
      id: 'q1',
      text: '多少钱？\n（元）',
      answers: ['59 元', '59；整'],
      evidence: ['plan-59', 'transfer'],
      level: 'hard',
      explanation: '表中第一行',
    },
  ],
}
const withoutFiles: LookupMaterial = {
  ...material,
  articles: material.articles.map((article) => ({ ...article, attachments: [] })),
}

describe('what is written can be read again', () => {
  it.each([
    ['folder', material],
    ['yaml', material],
    ['excel', withoutFiles],
  ])('%s', async (format, body) => {
    const result = await read(format, await write(format, body))
    expect(result.problems).toEqual([])
    expect(result).toMatchObject({ good: 3, bad: 0, body })
  })

  it('a text that is longer than a cell', async () => {
    const body = `${'长 句子'.repeat(14_000)}尾`
    const [article] = withoutFiles.articles
    const long = { ...withoutFiles, articles: [{ ...article!, body }], questions: [] }
    const again = await bodyOf(read('excel', await write('excel', long)))
    expect(again.articles[0]!.body).toBe(body.trim())
  })

  it('the template, as it is', async () => {
    const template = (await server.template('excel'))!
    expect(await read('excel', template.content)).toMatchObject({ good: 3, bad: 0, problems: [] })
    expect(await server.template('folder')).toBeNull()
  })
})

describe('Excel', () => {
  it('names what is wrong by sheet, row and column, and keeps the rest', async () => {
    const columns = (...headers: string[]) => headers.map((header) => ({ header, width: 10 }))
    const content = await writeWorkbook([
      {
        name: '文章',
        columns: columns('编号', '标题', '分类', '更新日期', '正文', '附件'),
        rows: [
          ['a', '甲', '业务 / 套餐', '2026/3/1', '正文', ''],
          ['a', '乙', '业务', '2026-03-01', '正文', ''],
          ['b', '丙', '业务', '去年', '正文', ''],
          ['c', '丁', '业务', '', '正文', 'x.pdf'],
        ],
      },
      {
        name: '题目',
        columns: columns('题目', '答案', '依据文章', '难度'),
        rows: [
          ['甲？', '1|一', 'a', '易'],
          ['乙？', '1', 'nowhere', '中'],
          ['丙？', '', 'a', '极难'],
        ],
      },
    ])
    const { body, problems, bad } = await read('excel', content)
    const { articles, questions } = body as LookupMaterial
    expect(articles.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(articles[0]).toMatchObject({ category: ['业务', '套餐'], updated: '2026-03-01' })
    expect(questions).toMatchObject([{ answers: ['1', '一'], level: 'easy' }])
    expect(problems.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
      ['文章', 3, 'A 编号'],
      ['文章', 4, 'D 更新日期'],
      ['文章', 5, 'F 附件'],
      ['题目', 4, 'B 答案'],
      ['题目', 4, 'D 难度'],
      ['题目', 3, 'C 依据文章'],
    ])
    expect(bad).toBe(5)
  })

  it('a sheet without the headings', async () => {
    const content = await writeWorkbook([{ name: '文章', columns: [{ header: '题目', width: 9 }], rows: [['x']] }])
    expect(await read('excel', content)).toMatchObject({ body: null, problems: [{ row: 1, column: '标题' }, {}, {}] })
  })
})

describe('folders of Markdown', () => {
  it('front matter, or what can be told without it', async () => {
    const { body, problems } = await read(
      'folder',
      await zip({
        'wiki/company.yaml': 'company: 极川\nabout: 虚构',
        'wiki/articles/移动/plan.md':
          '---\nid: p\ntitle: 套餐\ncategory: [移动, 套餐]\nupdated: 2026-01-02\ntags: [5, 资费]\nattachments: [form.csv]\n---\n\n正文 [过户](../账户/transfer.md#x) ![图](../../attachments/p.png)\n',
        'wiki/articles/账户/transfer.md': '# 过户规则\n\n要点',
        'wiki/attachments/form.csv': 'a,b',
        'wiki/attachments/p.png': 'PNG',
        'wiki/attachments/notes.md': '这不是文章',
        '__MACOSX/wiki/._x.md': 'x',
        'wiki/questions.yaml': 'questions:\n  - {id: q, text: 多少, answers: [60], evidence: [p]}',
      }),
    )
    expect(problems).toEqual([])
    expect(body).toMatchObject({
      company: '极川',
      articles: [
        {
          id: 'p',
          tags: ['5', '资费'],
          attachments: [
            { name: 'form.csv', mime: 'text/csv' },
            { name: 'p.png', mime: 'image/png' },
          ],
          body: '正文 [过户](article:transfer) ![图](attachment:p.png)',
        },
        { id: 'transfer', title: '过户规则', category: ['账户'], body: '要点' },
      ],
      questions: [{ answers: ['60'], level: 'medium' }],
    })
  })

  it('names file and line of what is wrong', async () => {
    const { problems } = await read(
      'folder',
      await zip({
        'a.md': '---\nid: a\ntitle: 甲\nupdated: gestern\n---\n正文',
        'b.md': '---\nid: [b\n---\n正文',
        'c.md': '---\ntitle: 丙\nattachments: [没有.pdf]\n---\n正文',
        'questions.yaml': 'questions:\n  - {id: q, text: 问, answers: [], evidence: [c]}',
      }),
    )
    expect(problems.map(({ sheet, row, column }) => [sheet, row, column])).toEqual(
      expect.arrayContaining([
        ['a.md', 4, 'updated'],
        ['c.md', 3, 'attachments'],
        ['questions.yaml', 2, 'questions.0.answers'],
      ]),
    )
    expect(problems.some(({ sheet }) => sheet === 'b.md')).toBe(true)
  })

  it('no zip, nothing in it, too much of it', async () => {
    expect(await read('folder', 'PK\u0003\u0004 broken')).toMatchObject({ body: null, problems: [{ row: 0 }] })
    expect(await read('folder', await zip({ 'x.bin': 'x' }))).toMatchObject({ body: null, problems: [{ row: 0 }] })
  })
})

describe('HTML', () => {
  it('A11: a page becomes Markdown; scripts and frames stay outside', async () => {
    const page = `<!doctype html><html><head><title>站点 - 资费</title><meta name="keywords" content="资费,5G">
      <meta name="article:modified_time" content="2026-02-03T10:00:00Z"><style>p{}</style></head><body>
      <nav><a href="/">首页</a></nav><article><h1>5G 资费</h1><p onclick="steal()">月费 <b>59</b> 元<script>steal()</script></p>
      <table><tr><th>项</th><th>价</th></tr><tr><td>流量</td><td>5<br>元</td></tr></table>
      <p><a href="javascript:steal()">点我</a> <a href="../账户/other.html">另一篇</a></p><img src="a.png" alt="图">
      <iframe src="https://evil.example"></iframe></article><footer>版权</footer></body></html>`
    const body = await bodyOf(
      read(
        'folder',
        await zip({ '移动/fee.html': page, '账户/other.html': '<h1>另一篇</h1><p>文</p>', '移动/a.png': 'PNG' }),
      ),
    )
    const [fee, another] = body.articles
    expect(fee).toMatchObject({
      id: 'fee',
      title: '5G 资费',
      category: ['移动'],
      tags: ['资费', '5G'],
      updated: '2026-02-03',
      attachments: [{ name: 'a.png' }],
    })
    expect(fee!.body).toContain('月费 **59** 元')
    expect(fee!.body).toContain('| 流量 | 5；元 |')
    expect(fee!.body).toContain('[另一篇](article:other)')
    expect(fee!.body).toContain('![图](attachment:a.png)')
    for (const gone of ['steal()</', 'iframe', 'onclick', 'javascript:', '首页', '版权', '<script', '# 5G'])
      expect(fee!.body).not.toContain(gone)
    expect(another).toMatchObject({ id: 'other', title: '另一篇', body: '文' })
  })

  it('a site whose pages are all called index', async () => {
    const { articles } = await bodyOf(
      read(
        'folder',
        await zip({ '移动/过户/index.html': '<h1>过户</h1>文', '移动/销户/index.html': '<h1>销户</h1>文' }),
      ),
    )
    expect(articles.map(({ id }) => id)).toEqual(['过户', '销户'])
  })

  it('one page alone, in GB 18030', async () => {
    const bytes = new Uint8Array([...utf8('<h1>'), 0xb9, 0xfd, 0xbb, 0xa7, ...utf8('</h1><p>x</p>')])
    expect(await bodyOf(read('folder', bytes, 'guohu.html'))).toMatchObject({
      company: 'guohu',
      articles: [{ id: 'guohu', title: '过户', category: ['未分类'] }],
    })
  })
})

it('the shipped platforms are whole', async () => {
  const root = join(import.meta.dirname, '..', '..', '..', 'content', 'knowledge')
  for (const company of ['jichuan']) {
    const files = readdirSync(join(root, company), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    const content = await writeZip(files.map((file) => [file.slice(root.length + 1), readFileSync(file)] as const))
    const { body, problems } = await read('folder', content)
    expect(problems).toEqual([])
    const fits = server.material(body, { questions: 10, seconds: 90, right: 10 })
    expect(isRefusal(fits) ? fits.en : 'fits').toBe('fits')
    expect(server.size(body)).toMatch(/^\d+ 篇文章，\d+ 道题$/)
    expect(server.files(body).every((hash) => stored.has(hash))).toBe(true)
    expect(server.knowledge!(body)).toHaveLength((body as LookupMaterial).articles.length)
  }
})
