/** What people do on screens, in the words that stand there. */
import type { Page } from 'playwright-core'
import { homeWords } from '../packages/web/organiser/home/words.ts'
import { peopleWords } from '../packages/web/organiser/people/words.ts'
import { sessionWords } from '../packages/web/session/words.ts'
import { rulebookWords } from '../packages/web/spectator/rulebook/words.ts'
import { floorWords } from '../packages/web/staff/words.ts'
import type { Role } from '@leitai/core/run.ts'

const session = sessionWords.zh
const people = peopleWords.zh
const floor = floorWords.zh

/** Until `ask` says so; the time that it takes is nobody's business. */
export async function until(ask: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 45_000; Date.now() < end;) {
    if (await ask()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never: ${what}`)
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** A field by its name; the star of a required one is no part of it. */
export const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
export const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').last().getByRole('button', { name, exact: true })
export const dialogGone = (page: Page) => page.getByRole('dialog').first().waitFor({ state: 'detached' })

/** Presses the dialog's last word, and waits until the record has it. */
export async function confirm(page: Page, name: string): Promise<void> {
  await inDialog(page, name).click()
  await dialogGone(page)
}

/** A reason is picked from those that stand there. */
export async function confirmWithReason(page: Page, reason: string, name: string): Promise<void> {
  await page.getByRole('dialog').last().getByText(reason, { exact: true }).click()
  await confirm(page, name)
}

export async function firstOrganiser(page: Page, setupUrl: string, name: string): Promise<void> {
  await page.goto(setupUrl)
  await field(page, session.setup.name).fill(name)
  await field(page, session.setup.username).fill('organiser')
  await page.getByLabel(session.setup.password, { exact: true }).fill('correct horse battery')
  await button(page, session.setup.submit).click()
  await page.getByRole('heading', { name: homeWords.zh.title }).waitFor()
}

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await field(page, session.signIn.username).fill(username)
  await page.getByLabel(session.signIn.password, { exact: true }).fill(password)
  await button(page, session.signIn.submit).click()
  await page.getByRole('heading', { name: homeWords.zh.title }).waitFor()
}

/** The new person's password, which is shown this once. */
export async function addPerson(page: Page, name: string, username: string, roles: readonly Role[]): Promise<string> {
  await button(page, people.add).click()
  await field(page, people.name).fill(name)
  await field(page, people.username).fill(username)
  for (const role of roles)
    await page.getByRole('checkbox', { name: rulebookWords.zh.roles[role], exact: true }).check()
  await inDialog(page, people.save).click()
  const password = await page.locator('output').textContent()
  await confirm(page, people.done)
  return password ?? ''
}

/** An officer alone at the screen: the passphrase twice, then the recovery key is put away. */
export async function setPassphrase(page: Page, passphrase: string): Promise<string> {
  await button(page, floor.officers.enrol).click()
  await page.getByLabel(floor.officers.passphrase, { exact: true }).fill(passphrase)
  await page.getByLabel(floor.officers.again, { exact: true }).fill(passphrase)
  await inDialog(page, floor.officers.set).click()
  const key = (await page.locator('output').textContent()) ?? ''
  await page.getByRole('checkbox', { name: floor.officers.kept }).check()
  await confirm(page, floor.room.done)
  return key
}

/** Hands a file to whatever opens a file dialog. */
export async function handOver(
  page: Page,
  press: () => Promise<void>,
  files: string | string[] | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()])
  await chooser.setFiles(files)
}
