/**
 * Two languages, Chinese first. Every feature area has a `words.ts` of `const zh = {…}; const en: typeof zh = {…}`, so a
 * missing word fails the type check. The choice is remembered on this computer.
 */
import type { Text } from '@leitai/core/score.ts'
import { useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'

const key = 'leitai.language'
const listeners = new Set<() => void>()
let current: Language = read()
mark()

function read(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'zh'
  } catch {
    // storage is blocked: the choice holds until the page is left
    return 'zh'
  }
}

function mark(): void {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}

export function language(): Language {
  return current
}

export function setLanguage(next: Language): void {
  current = next
  try {
    localStorage.setItem(key, next)
  } catch {
    // as above
  }
  mark()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language)
}

/** The area's words in the chosen language. */
export function useWords<W>(words: { zh: W; en: W }): W {
  return words[useLanguage()]
}

/** Shows a text that came with data; English falls back to Chinese where a contest has none. */
export function useText(): (text: Text) => string {
  return inLanguage[useLanguage()]
}

const inLanguage: Record<Language, (text: Text) => string> = {
  zh: (text) => text.zh,
  en: (text) => (text.en === '' ? text.zh : text.en),
}

/** `fill('还有 {n} 题', { n: 3 })`. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}
