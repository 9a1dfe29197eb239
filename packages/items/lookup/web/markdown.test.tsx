import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { headingsOf, Markdown } from './Markdown.tsx'

const attachments = [
  { name: '图 1.png', hash: 'a'.repeat(64), bytes: 9, mime: 'image/png' },
  { name: '表.csv', hash: 'b'.repeat(64), bytes: 9, mime: 'text/csv' },
]
const html = (text: string) =>
  renderToStaticMarkup(
    <Markdown text={text} attachments={attachments} fileUrl={(hash) => `/files/${hash}`} onOpen={() => undefined} />,
  )

describe('A11: no HTML passes', () => {
  it.each([
    '<script>alert(1)</script>',
    '正文 <img src=x onerror=alert(1)> 之后',
    '<iframe src="https://evil.example"></iframe>',
    '[点](javascript:alert(1))',
    '![x](javascript:alert(1))',
    '![x](data:text/html;base64,PHNjcmlwdD4=)',
    '[点](https://evil.example)',
    '<a href="javascript:alert(1)">点</a>',
    '| a |\n| --- |\n| <b onclick=alert(1)>x</b> |',
    '- [ ] <svg onload=alert(1)>',
    '[点](<javascript:alert(1)>)',
    '`<script>`',
    '```\n<script>alert(1)</script>\n```',
    '[x](attachment:javascript%3Aalert)',
  ])('%s', (text) => {
    const shown = html(text)
    expect(shown).not.toMatch(/<(script|iframe|svg|img|a)\b/)
    expect(shown).not.toMatch(/<[^>]*\son\w+=/)
    expect(shown).not.toMatch(/<[^>]*\s(href|src)=/)
  })
})

describe('what articles are written with', () => {
  it('tables, lists, emphasis, code', () => {
    const shown = html(
      '## 资费\n\n| 项 | 价 |\n| --- | ---: |\n| **流量** | `5` |\n\n1. 甲\n2. 乙 &amp; 丙\n\n> 注意\n',
    )
    expect(shown).toContain('<h3 id="h-0"')
    expect(shown).toContain('<td><strong>流量</strong></td>')
    expect(shown).toContain('<code>5</code>')
    expect(shown).toContain('<ol start="1"><li>甲</li><li>乙 &amp; 丙</li></ol>')
    expect(shown).toContain('<blockquote><p>注意</p></blockquote>')
  })

  it('links lead to articles and to the article’s own files', () => {
    expect(html('[过户](article:transfer-rule)')).toMatch(/<button[^>]*>过户<\/button>/)
    expect(html('![图](attachment:%E5%9B%BE%201.png)')).toContain(`<img src="/files/${'a'.repeat(64)}" alt="图"/>`)
    expect(html('[表](attachment:表.csv)')).toContain(`href="/files/${'b'.repeat(64)}"`)
    expect(html('![表](attachment:表.csv)')).not.toContain('<img')
  })

  it('headings have the ids that the table of contents names', () => {
    const text = '# 一\n\n## 二 **粗**\n\n文\n\n### 三'
    const shown = html(text)
    const headings = headingsOf(text)
    expect(headings.map((one) => one.text)).toEqual(['一', '二 粗', '三'])
    for (const { id } of headings) expect(shown).toContain(`id="${id}"`)
  })
})
