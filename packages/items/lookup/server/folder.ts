/**
 * A platform as files: one Markdown or HTML file an article, alone or a whole folder in a zip, as wikis and help centres export
 * them. `company.yaml`, `questions.yaml` or a spreadsheet may lie beside; what articles name lies in `attachments`.
 */
import { utf8, plainText } from '@leitai/items/formats/text.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { isZip, openZip, UnfitZip, writeZip, type ZippedFile } from '@leitai/items/formats/zip.ts'
import type { ReadContext } from '@leitai/items/plug.ts'
import { writeYaml } from '@leitai/items/formats/yaml.ts'
import type { Attachment, LookupMaterial } from '../types.ts'
import { Attachments, baseName, endingOf, resolvePath } from './attachments.ts'
import { Draft, inFile, type Place } from './draft.ts'
import { readWorkbookInto } from './excel.ts'
import { isOwn, readHtml } from './html.ts'
import { readMarkdown, titleOf, writeMarkdown } from './markdown.ts'
import { readPlatformYaml } from './yaml.ts'

const limits = { entries: 250_000, fileBytes: 30_000_000, bytes: 1_000_000_000 }

export async function readFolder(content: Uint8Array, { filename, store }: ReadContext, today: string): Promise<Draft> {
  const draft = new Draft()
  if (!isZip(content)) {
    await readFiles([{ name: baseName(filename), read: () => Promise.resolve(content) }], draft, store, today)
    return draft
  }
  try {
    const { files, close } = await openZip(content, limits)
    try {
      await readFiles(withoutCommonFolder(files), draft, store, today)
    } finally {
      close()
    }
  } catch (error) {
    if (!(error instanceof UnfitZip)) throw error
    draft.say(
      unreadable(
        error.reason === 'tooBig'
          ? {
              zh: '压缩包过大：最多 25 万个文件，每个不超过 30 MB，共不超过 1 GB',
              en: 'The zip is too large: at most 250,000 files, 30 MB each, 1 GB together',
            }
          : { zh: '不是可读取的 zip 压缩包', en: 'Not a zip that can be read' },
      ),
    )
  }
  return draft
}

/** A folder that was zipped as a whole, and what systems leave behind. */
function withoutCommonFolder(files: readonly ZippedFile[]): ZippedFile[] {
  const real = files.filter(({ name }) => !/(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/i.test(name))
  const [first] = real
  const folder = first?.name.includes('/') ? first.name.slice(0, first.name.indexOf('/') + 1) : ''
  const common =
    folder !== '' &&
    !/^(articles|attachments|文章|附件)\/$/.test(folder) &&
    real.every(({ name }) => name.startsWith(folder))
  return common ? real.map((file) => ({ ...file, name: file.name.slice(folder.length) })) : real
}

const beside = /(^|\/)(attachments|附件|files|images|assets)\//

async function readFiles(
  files: readonly ZippedFile[],
  draft: Draft,
  store: ReadContext['store'],
  today: string,
): Promise<void> {
  const attachments = new Attachments(files, store)
  const pages: { file: ZippedFile; given: Given }[] = []
  for (const file of files) {
    if (beside.test(file.name)) continue
    switch (endingOf(file.name)) {
      case 'yaml':
      case 'yml':
        readPlatformYaml(await file.read(), draft, file.name)
        break
      case 'xlsx':
      case 'ods':
        await readWorkbookInto(await file.read(), draft, {
          file: file.name,
          today,
          attachment: (name) => attachments.take(name, file.name),
        })
        break
      case 'md':
      case 'markdown':
      case 'html':
      case 'htm': {
        const given = await readArticle(file, draft)
        if (given !== null) pages.push({ file, given })
        break
      }
    }
  }
  // Ids first: links between pages become links between articles.
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const { file, given } of pages) {
    const id = given.id ?? freeId(draft, taken, nameOf(file.name))
    taken.add(id)
    ids.set(file.name, id)
  }
  for (const { file, given } of pages) {
    const { named, place, ...article } = given
    const found: Attachment[] = []
    for (const name of named) {
      const attachment = await attachments.take(name, file.name)
      if (attachment === null) draft.say(place(['attachments'], missing(name)))
      else if (!found.some(({ name: known }) => known === attachment.name)) found.push(attachment)
    }
    draft.addArticle(
      {
        ...article,
        id: ids.get(file.name),
        updated: article.updated ?? today,
        body: linked(article.body, file.name, ids, found),
        attachments: found.slice(0, 20),
      },
      place,
    )
  }
}

/** Sites give each page a folder and call the page `index`. */
function nameOf(path: string): string {
  const name = baseName(path).replace(/\.[^.]*$/, '')
  return name === 'index' ? (path.split('/').at(-2) ?? name) : name
}

function freeId(draft: Draft, taken: ReadonlySet<string>, name: string): string {
  let id = draft.freeId(name)
  for (let n = 2; taken.has(id); n += 1) id = `${draft.freeId(name).slice(0, 36)}-${n}`
  return id
}

const missing = (name: string) => ({ zh: `文件中没有附件 ${name}`, en: `There is no attachment ${name}` })

interface Given {
  id: string | undefined
  title: unknown
  category: unknown
  tags: unknown
  updated: unknown
  pinned: unknown
  body: string
  /** Files that it names. */
  named: string[]
  place: Place
}

async function readArticle(file: ZippedFile, draft: Draft): Promise<Given | null> {
  const text = plainText(await file.read())
  if (text === null) {
    draft.say(inFile(file.name)([], { zh: '不是文本文件，或文件过大', en: 'Not a text file, or too large' }))
    return null
  }
  const folders = file.name
    .split('/')
    .slice(0, -1)
    .filter((name, i) => !(i === 0 && (name === 'articles' || name === '文章')))
    .slice(0, 4)
  const category = folders.length > 0 ? folders : ['未分类']
  if (endingOf(file.name).startsWith('htm')) {
    const { images, ...page } = readHtml(text)
    return {
      ...page,
      id: undefined,
      title: page.title || nameOf(file.name),
      category: page.category.length > 0 ? page.category : category,
      updated: page.updated ?? undefined,
      pinned: false,
      named: images,
      place: inFile(file.name),
    }
  }
  const { front, body, document, problems } = readMarkdown(text)
  if (problems.length > 0) {
    draft.say(...problems.map((problem) => ({ ...problem, sheet: file.name })))
    return null
  }
  const { title, rest } = front.title === undefined ? titleOf(body) : { title: front.title, rest: body }
  return {
    id: front.id === undefined ? undefined : String(front.id),
    title: title || nameOf(file.name),
    category:
      typeof front.category === 'string' ? front.category.split(/\s*[/>／＞]\s*/) : (front.category ?? category),
    tags: Array.isArray(front.tags) ? front.tags.map(String) : (front.tags ?? []),
    updated: front.updated,
    pinned: front.pinned ?? false,
    body: rest,
    named: [
      ...(Array.isArray(front.attachments) ? front.attachments.map(String) : []),
      ...[...rest.matchAll(/!\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)].map((found) => decoded(found[1]!)).filter(isOwn),
    ],
    place: (path, problem) =>
      document === null
        ? inFile(file.name)(path, problem)
        : { ...document.problem(path, problem), row: document.problem(path, problem).row + 1, sheet: file.name },
  }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/** Links to other pages of the folder become `article:id`, pictures of it `attachment:name`. */
function linked(
  body: string,
  from: string,
  ids: ReadonlyMap<string, string>,
  attachments: readonly Attachment[],
): string {
  return body.replaceAll(/\]\(([^()\s]+)((?:\s+"[^"]*")?)\)/g, (whole, url: string, title: string) => {
    if (!isOwn(url)) return whole
    const path = decoded(url).replace(/[?#].*$/, '')
    const id = ids.get(resolvePath(from, path))
    if (id !== undefined) return `](article:${encodeURIComponent(id)}${title})`
    const attachment = attachments.find(({ name }) => name === baseName(path))
    return attachment === undefined ? whole : `](attachment:${encodeURIComponent(attachment.name)}${title})`
  })
}

export async function writeFolder(
  { articles, questions, company, about }: LookupMaterial,
  fetch: (hash: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>()
  files.set('company.yaml', utf8(writeYaml({ company, about })))
  files.set('questions.yaml', utf8(writeYaml({ questions })))
  const paths = new Map<string, string>()
  for (const article of articles) {
    const names: string[] = []
    for (const { name, hash } of article.attachments) {
      // Two files of one name lie in folders of their own.
      const path = (paths.get(name) ?? hash) === hash ? name : `${hash.slice(0, 8)}/${name}`
      if (path === name) paths.set(name, hash)
      names.push(path)
      if (!files.has(`attachments/${path}`)) files.set(`attachments/${path}`, await fetch(hash))
    }
    files.set(`articles/${safe(article.category[0]!)}/${safe(article.id)}.md`, utf8(writeMarkdown(article, names)))
  }
  return writeZip(files)
}

/** Not the article's own: a folder or file of this name can be written anywhere. */
function safe(name: string): string {
  return name.replaceAll(/[\p{C}\\/:*?"<>|.]/gu, '_')
}
