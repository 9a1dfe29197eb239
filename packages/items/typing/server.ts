/** Texts to type in and out: plain text, YAML. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { readResult, titleFrom, yamlFile, yamlImport } from '@leitai/items/formats/exchange.ts'
import { fitting } from '@leitai/items/formats/fit.ts'
import { notText, unreadable } from '@leitai/items/formats/table.ts'
import { plainText } from '@leitai/items/formats/text.ts'
import { idTwice, readYaml, schemaProblems, writeYaml } from '@leitai/items/formats/yaml.ts'
import type { ItemServer, ReadResult } from '@leitai/items/plug.ts'
import { typingMaterial, typingText } from './material.ts'
import { typingOptions } from './options.ts'
import { whatIsMissing } from './rules.ts'
import type { TypingText } from './types.ts'

function result(texts: TypingText[], problems: CellProblem[], bad: number): ReadResult {
  const nothing = { zh: '文件中没有文本', en: 'There is no text in the file' }
  return readResult({ texts }, texts.length, { problems, bad }, nothing)
}

/** One text a file; its name is the title. */
function readPlain(content: Uint8Array, filename: string): ReadResult {
  const text = plainText(content)
  if (text === null) return result([], [notText], 0)
  const parsed = typingText.safeParse({ id: 'text-1', title: titleFrom(filename) || title.zh, text })
  if (parsed.success) return result([parsed.data], [], 0)
  return result([], [unreadable({ zh: '文本须为 1 至 10,000 字', en: 'A text has 1 to 10,000 characters' })], 1)
}

/** `{id, title, text}`, `texts` of those, or a list, one or more documents a file. */
function readTexts(content: Uint8Array): ReadResult {
  const { documents, problems } = readYaml(content)
  const texts: TypingText[] = []
  let bad = problems.length
  for (const document of documents) {
    for (const { given, path } of listed(document.value)) {
      const parsed = typingText.safeParse(given)
      const wrong = parsed.success
        ? texts.some(({ id }) => id === parsed.data.id)
          ? [idTwice(document, path, parsed.data.id)]
          : []
        : schemaProblems(document, path, parsed.error)
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
    yamlImport((content) => readTexts(content)),
  ],
  exports: [
    {
      format: 'yaml',
      label: { zh: 'YAML', en: 'YAML' },
      write: async (body, title) => yamlFile(title, writeYaml(typingMaterial.parse(body))),
    },
  ],
  template: async () => null,
  size: (body) => `${typingMaterial.parse(body).texts.length} 篇`,
  files: () => [],
  material: fitting({ title, material: typingMaterial, options: typingOptions, whatIsMissing }),
}
