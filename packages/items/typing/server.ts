/** Texts to type in and out: plain text, YAML. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { unreadable } from '@leitai/items/formats/table.ts'
import { fileName, plainText, utf8 } from '@leitai/items/formats/text.ts'
import { readYaml, schemaText, writeYaml } from '@leitai/items/formats/yaml.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { typingMaterial, typingText } from './material.ts'
import { typingOptions } from './options.ts'
import { whatIsMissing } from './rules.ts'
import type { TypingText } from './types.ts'

function result(texts: TypingText[], problems: CellProblem[], bad: number): ReadResult {
  const said =
    texts.length === 0 && problems.length === 0
      ? [unreadable({ zh: '文件中没有文本', en: 'There is no text in the file' })]
      : problems
  return { body: texts.length > 0 ? { texts } : null, problems: said, good: texts.length, bad }
}

/** One text a file; its name is the title. */
function readPlain(content: Uint8Array, filename: string): ReadResult {
  const text = plainText(content)
  if (text === null)
    return result([], [unreadable({ zh: '不是文本文件，或文件过大', en: 'Not a text file, or too large' })], 0)
  const title =
    filename
      .replace(/^.*[\\/]/, '')
      .replace(/\.[^.]*$/, '')
      .trim()
      .slice(0, 120) || '打字文本'
  const parsed = typingText.safeParse({ id: 'text-1', title, text })
  if (parsed.success) return result([parsed.data], [], 0)
  return result([], [unreadable({ zh: '文本须为 1 至 10,000 字', en: 'A text has 1 to 10,000 characters' })], 1)
}

/** `{id, title, text}`, `texts` of those, or a list, one or more documents a file. */
function readTexts(content: Uint8Array): ReadResult {
  const { documents, problems } = readYaml(content)
  const texts: TypingText[] = []
  let bad = problems.length
  for (const { value, problem } of documents) {
    for (const { given, path } of listed(value)) {
      const parsed = typingText.safeParse(given)
      const wrong = parsed.success
        ? texts.some(({ id }) => id === parsed.data.id)
          ? [
              problem([...path, 'id'], {
                zh: `编号 ${parsed.data.id} 重复`,
                en: `The id ${parsed.data.id} is there twice`,
              }),
            ]
          : []
        : parsed.error.issues.map((issue) =>
            problem(
              [...path, ...issue.path.map((key) => (typeof key === 'symbol' ? '' : key))],
              schemaText(issue.message),
            ),
          )
      if (parsed.success && wrong.length === 0) texts.push(parsed.data)
      else bad += 1
      problems.push(...wrong)
    }
  }
  return result(texts, problems, bad)
}

function listed(value: unknown): { given: unknown; path: (string | number)[] }[] {
  if (Array.isArray(value)) return value.map((given, i) => ({ given, path: [i] }))
  if (typeof value === 'object' && value !== null && 'texts' in value && Array.isArray(value.texts))
    return value.texts.map((given, i) => ({ given, path: ['texts', i] }))
  return [{ given: value, path: [] }]
}

const title = { zh: '打字文本', en: 'Typing texts' }

export const server: ItemServer = {
  type: 'typing',
  title,
  imports: [
    {
      format: 'text',
      label: { zh: '纯文本（一个文件一篇）', en: 'Plain text (one a file)' },
      accept: '.txt',
      read: async (content, { filename }) => readPlain(content, filename),
    },
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      accept: '.yaml,.yml',
      read: async (content) => readTexts(content),
    },
  ],
  exports: [
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, title) => ({
        filename: fileName(title, 'yaml'),
        mime: 'application/yaml',
        content: utf8(writeYaml(typingMaterial.parse(body))),
      }),
    },
  ],
  template: async () => null,
  size: (body) => `${typingMaterial.parse(body).texts.length} 篇`,
  files: () => [],
  material: fitting({ title, material: typingMaterial, options: typingOptions, whatIsMissing }),
}
