/** A contestant, by keyboard alone: not one function here uses a mouse. */
import type { Page, Response } from 'playwright-core'
import type { Question } from '@leitai/items/exam/types.ts'
import { dictationFields, type DictationField } from '@leitai/items/dictation/types.ts'
import { dictationWords } from '../packages/items/dictation/web/words.ts'
import { examWords } from '../packages/items/exam/web/words.ts'
import { contestantWords } from '../packages/web/contestant/words.ts'
import { until } from './people.ts'

const w = contestantWords.zh
const letters = 'ABCDEFGH'

/** As the QR code of the slip opens it: the code is there, the PIN is typed. */
export async function signInSeat(page: Page, slug: string, code: string, pin: string): Promise<void> {
  await page.goto(`/c/${slug}?code=${code}`)
  await page.locator('input[inputmode=numeric]:focus').waitFor()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/seat')
}

/** Tab by tab to the button with this name, and Enter. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().waitFor()
  const here = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText?.trim() ?? '')
  for (let step = 0; step < 60; step += 1) {
    if ((await here()) === name) return page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`"${name}" cannot be reached with the Tab key`)
}

/** The save state of the bar says that all is with the server. */
export async function allSaved(page: Page): Promise<void> {
  await page.locator('header output[data-state=saved]').waitFor()
}

interface Shown {
  number: string
  stem: string
  options: string[]
}

function shownQuestion(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const article = document.querySelector('[data-current] article')!
    return {
      number: article.querySelector('header span')!.textContent ?? '',
      stem: article.querySelector('p[id^=stem-]')!.textContent ?? '',
      options: [...article.querySelectorAll('[role=radio], [role=checkbox]')].map(
        (one) => one.lastElementChild!.textContent ?? '',
      ),
    }
  })
}

/** The letters under which this page shows the right answer, and those of a wrong one. */
function lettersOf(shown: Shown, question: Question): { right: string; wrong: string } {
  switch (question.kind) {
    case 'trueFalse':
      return question.key ? { right: 'A', wrong: 'B' } : { right: 'B', wrong: 'A' }
    case 'single':
    case 'multiple': {
      const keys = [...question.key].map((letter) => question.options[letters.indexOf(letter)]!)
      const right = letters
        .slice(0, shown.options.length)
        .split('')
        .filter((_, index) => keys.includes(shown.options[index]!))
      const others = letters
        .slice(0, shown.options.length)
        .split('')
        .filter((letter) => !right.includes(letter))
      return { right: right.join(''), wrong: others[0] ?? right[0]! }
    }
    case 'fillIn':
    case 'shortAnswer':
      throw new Error(`a ${question.kind} is not answered with letters`)
  }
}

/**
 * Answers the question that is on the page, right or wrong, with its letter keys; false where a wrong answer was given
 * again. Gives the points that it is worth.
 */
export async function answerByLetters(page: Page, bank: readonly Question[], right: boolean): Promise<Question> {
  const shown = await shownQuestion(page)
  const question = bank.find(({ stem }) => stem.replaceAll(/\s/g, '') === shown.stem.replaceAll(/\s/g, ''))
  if (question === undefined) throw new Error(`not in the bank: ${shown.stem}`)
  const keys = lettersOf(shown, question)
  for (const letter of right ? keys.right : keys.wrong) await page.keyboard.press(letter)
  return question
}

/** Right arrow, until the next question is there. */
export async function nextQuestion(page: Page): Promise<void> {
  const { number } = await shownQuestion(page)
  await page.keyboard.press('ArrowRight')
  await until(async () => (await shownQuestion(page)).number !== number, 'the next question')
}

/** "已答 7 / 16" on the answer card. */
export async function answeredCount(page: Page): Promise<string> {
  return (
    (await page.getByRole('navigation', { name: examWords.zh.overview }).locator('strong').first().textContent()) ?? ''
  )
}

export async function submit(page: Page): Promise<string> {
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: w.confirmTitle }).waitFor()
  await page.keyboard.press('Enter')
  return receipt(page)
}

export async function receipt(page: Page): Promise<string> {
  return (await page.getByLabel(w.receipt, { exact: true }).textContent()) ?? ''
}

/** Presses play at record `n` and listens: gives the name of the recording that really runs, which is its content's SHA-256. */
export async function listen(page: Page, n: number): Promise<string> {
  await page.getByRole('heading', { name: dictationWords.zh.record.replace('{n}', String(n)) }).waitFor()
  const arrives = page.waitForResponse((response: Response) => response.url().includes('/files/') && response.ok())
  await page.keyboard.press('F2')
  const { pathname } = new URL((await arrives).url())
  const bar = page.getByRole('progressbar', { name: dictationWords.zh.playing })
  // the share is the audio element's currentTime ÷ duration
  await until(async () => Number(await bar.getAttribute('aria-valuenow')) > 0, 'the recording moves on')
  return pathname.split('/').at(-1)!
}

/** Field by field with Enter between them; the last Enter goes to the next record. */
export async function typeRecord(page: Page, entries: Partial<Record<DictationField, string>>): Promise<void> {
  for (const field of dictationFields) {
    await page.locator(`input[name=dictation-${field}]:focus`).waitFor()
    await page.keyboard.insertText(entries[field] ?? '')
    await page.keyboard.press('Enter')
  }
}
