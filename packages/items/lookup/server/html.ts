/** One HTML page as an article: its content as Markdown; scripts, frames and whatever else is no text stay outside (A11). */
import { createRequire } from 'node:module'
import TurndownService from 'turndown'

// Its types speak of a module of another name.
const { createDocument } = createRequire(import.meta.url)('@mixmark-io/domino') as {
  createDocument(html: string): Document
}

export interface Page {
  title: string
  category: string[]
  tags: string[]
  updated: string | null
  body: string
  /** Pictures that it shows, as it names them. */
  images: string[]
}

const noText =
  'script,style,noscript,template,iframe,object,embed,svg,canvas,nav,form,button,input,select,textarea,dialog'

export function readHtml(html: string): Page {
  const document = createDocument(html)
  const meta = (...names: string[]): string =>
    names
      .map((name) => document.querySelector(`meta[name="${name}"],meta[property="${name}"]`)?.getAttribute('content'))
      .find((content) => content) ?? ''
  const updated = dateIn(
    meta('updated', 'article:modified_time', 'last-modified', 'dcterms.modified', 'article:published_time', 'date'),
  )
  for (const element of Array.from(document.querySelectorAll(noText))) element.remove()
  const root =
    document.querySelector('article') ??
    document.querySelector('main') ??
    document.querySelector('[role=main],#content,.content,#main-content') ??
    document.body
  for (const element of Array.from(root.querySelectorAll('header,footer,aside')))
    if (!element.querySelector('h1')) element.remove()
  const heading = root.querySelector('h1')
  const title = (heading?.textContent || document.title || '').replaceAll(/\s+/g, ' ').trim()
  heading?.remove()
  for (const link of Array.from(root.querySelectorAll('a[href]'))) {
    const url = link.getAttribute('href') ?? ''
    if (!isOwn(url) && !/^(https?|mailto|tel):/i.test(url)) link.removeAttribute('href')
  }
  const images = Array.from(root.querySelectorAll('img[src]'), (image) => image.getAttribute('src') ?? '').filter(isOwn)
  const text = root.textContent ?? ''
  return {
    title,
    category: meta('category', 'article:section')
      .split(/\s*[/>／＞]\s*/)
      .filter((name) => name !== ''),
    tags: meta('keywords', 'tags')
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    updated: updated ?? dateIn(/更新[^\d]{0,8}(\d{4}\D\d{1,2}\D\d{1,2})/.exec(text)?.[1] ?? ''),
    body: turndown()
      .turndown(root as never)
      .trim(),
    images,
  }
}

/** In the same folder: neither another site's nor written into the page. */
export const isOwn = (url: string): boolean => url !== '' && !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url)

export function dateIn(text: string): string | null {
  const found = /(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(text)
  if (found === null) return null
  const [, year, month, day] = found
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
}

function turndown(): TurndownService {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' })
  service.addRule('table', { filter: 'table', replacement: (_content, node) => tableOf(node as never, service) })
  return service
}

interface Element {
  querySelectorAll(selector: string): ArrayLike<Element>
  innerHTML: string
}

/** The first row is the head, as Markdown wants one. */
function tableOf(table: Element, service: TurndownService): string {
  const rows = Array.from(table.querySelectorAll('tr'), (row) =>
    Array.from(row.querySelectorAll('th,td'), ({ innerHTML }) =>
      service
        .turndown(innerHTML)
        .replaceAll(/\s*\n+\s*/g, '；')
        .replaceAll('|', '\\|')
        .trim(),
    ),
  )
  const columns = Math.max(0, ...rows.map((row) => row.length))
  if (columns === 0) return ''
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: columns }, (_, i) => cells[i] ?? '').join(' | ')} |`
  const [head, ...body] = rows
  return `\n\n${[line(head!), line(Array.from({ length: columns }, () => '---')), ...body.map(line)].join('\n')}\n\n`
}
