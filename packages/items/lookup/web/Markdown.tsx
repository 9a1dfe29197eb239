/**
 * Markdown as elements. No HTML passes (A11): what is HTML in a text is shown as the text it is, and a link leads to another
 * article or to a file of this one, or nowhere.
 */
import { Lexer, type Token, type Tokens } from 'marked'
import { createElement, Fragment, memo, useMemo, type ReactNode } from 'react'
import type { Attachment } from '../types.ts'
import style from './markdown.module.css'

interface Props {
  text: string
  attachments?: readonly Attachment[]
  fileUrl?(hash: string): string
  /** Without it links between articles are words. */
  onOpen?: ((article: string) => void) | undefined
}

export interface Heading {
  id: string
  text: string
  depth: number
}

const lex = (text: string): Token[] => new Lexer({ gfm: true }).lex(text)

/** For a table of contents; ids are those that `Markdown` gives its headings. */
export function headingsOf(text: string): Heading[] {
  return lex(text)
    .filter((token): token is Tokens.Heading => token.type === 'heading')
    .map(({ text: heading, depth }, i) => ({ id: `h-${i}`, text: plain(heading), depth }))
}

const plain = (text: string): string => text.replaceAll(/[*_`~]/g, '')

export const Markdown = memo(function Markdown({ text, attachments = [], fileUrl, onOpen }: Props) {
  const tokens = useMemo(() => lex(text), [text])
  let heading = 0
  const context: Context = { attachments, fileUrl, onOpen, nextHeading: () => `h-${heading++}` }
  return <div className={style.text}>{blocks(tokens, context)}</div>
})

interface Context extends Omit<Props, 'text'> {
  nextHeading(): string
}

function blocks(tokens: readonly Token[], context: Context): ReactNode[] {
  return tokens.map((token, i) => <Fragment key={i}>{block(token, context)}</Fragment>)
}

function block(token: Token, context: Context): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      // the article's own title is the first level
      return createElement(
        `h${Math.min(6, depth + 1)}`,
        { id: context.nextHeading(), 'data-heading': true },
        ...inlines(tokens, context),
      )
    }
    case 'paragraph':
      return <p>{inlines((token as Tokens.Paragraph).tokens, context)}</p>
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens === undefined ? decoded(text) : inlines(tokens, context)
    }
    case 'list': {
      const { ordered, start, items } = token as Tokens.List
      const rows = items.map((item, i) => <li key={i}>{listItem(item, context)}</li>)
      return ordered ? <ol start={start === '' ? 1 : start}>{rows}</ol> : <ul>{rows}</ul>
    }
    case 'table': {
      const { header, rows, align } = token as Tokens.Table
      const cell = (Tag: 'th' | 'td', { tokens }: Tokens.TableCell, i: number) => (
        <Tag key={i} style={align[i] == null ? undefined : { textAlign: align[i] }}>
          {inlines(tokens, context)}
        </Tag>
      )
      return (
        <div className={style.table}>
          <table>
            <thead>
              <tr>{header.map((one, i) => cell('th', one, i))}</tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={i}>{row.map((one, j) => cell('td', one, j))}</tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    }
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens, context)}</blockquote>
    case 'code':
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'hr':
      return <hr />
    default:
      // HTML among it: the text that it is
      return <p>{token.raw}</p>
  }
}

function listItem({ tokens, task, checked }: Tokens.ListItem, context: Context): ReactNode {
  const rest = blocks(
    tokens.filter(({ type }) => type !== 'checkbox'),
    context,
  )
  return task ? [checked ? '☑ ' : '☐ ', ...rest] : rest
}

function inlines(tokens: readonly Token[], context: Context): ReactNode[] {
  return tokens.map((token, i) => <Fragment key={i}>{inline(token, context)}</Fragment>)
}

function inline(token: Token, context: Context): ReactNode {
  switch (token.type) {
    case 'text':
    case 'escape': {
      const { tokens, text } = token as Tokens.Text
      return tokens === undefined ? decoded(text) : inlines(tokens, context)
    }
    case 'strong':
      return <strong>{inlines((token as Tokens.Strong).tokens, context)}</strong>
    case 'em':
      return <em>{inlines((token as Tokens.Em).tokens, context)}</em>
    case 'del':
      return <del>{inlines((token as Tokens.Del).tokens, context)}</del>
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'link':
      return link(token as Tokens.Link, context)
    case 'image':
      return picture(token as Tokens.Image, context)
    default:
      return token.raw
  }
}

/** Leaving the platform in a contest is nobody's wish: other addresses are words. */
function link({ href, tokens }: Tokens.Link, context: Context): ReactNode {
  const words = inlines(tokens, context)
  const article = after('article:', href)
  if (article !== null && context.onOpen !== undefined) {
    const open = context.onOpen
    return (
      <button type="button" className={style.link} onClick={() => open(article)}>
        {words}
      </button>
    )
  }
  const file = fileOf(href, context)
  if (file !== undefined)
    return (
      <a href={context.fileUrl!(file.hash)} target="_blank" rel="noopener noreferrer">
        {words}
      </a>
    )
  return <span>{words}</span>
}

function picture({ href, text }: Tokens.Image, context: Context): ReactNode {
  const file = fileOf(href, context)
  return file !== undefined && file.mime.startsWith('image/') ? (
    <img src={context.fileUrl!(file.hash)} alt={text} />
  ) : (
    <span>{text}</span>
  )
}

function fileOf(href: string, { attachments, fileUrl }: Context): Attachment | undefined {
  const name = after('attachment:', href)
  return fileUrl === undefined ? undefined : attachments?.find((one) => one.name === name)
}

function after(scheme: string, href: string): string | null {
  if (!href.startsWith(scheme)) return null
  try {
    return decodeURIComponent(href.slice(scheme.length))
  } catch {
    return null
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

function decoded(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name]!)
}
