/** Papers in tests: what a reader reads of them. */
import { isRefusal, type Refusal } from '@leitai/core/run.ts'
import type { Printed } from './printer.ts'
import { compile, compiler } from './typesetter.ts'

/** Without spaces: the text of every run of glyphs. */
export function read(printed: Printed | Refusal): { text: string; pages: number } {
  if (isRefusal(printed)) throw new Error(printed.en)
  const document = compile(printed.template, printed.data)
  const text = [...compiler.svg(document).matchAll(/<h5:div[^>]*>([^<]*)/g)].map(([, run]) => run!).join('')
  return {
    text: bare(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')),
    pages: document.numOfPages,
  }
}

export const bare = (text: string) => text.replace(/\s/g, '')
