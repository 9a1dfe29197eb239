/**
 * Text in cells that a spreadsheet would take for a formula gets an apostrophe before it, as a person would type it; when
 * such a file comes back, the apostrophe goes again. Everything that people typed is written as text, never as a formula.
 */
const formulaStart = /^[=+\-@\t\r]/

export const safeCell = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

export const readCell = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** `A`, `B` … `AA`, from 0. */
export function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26)
}
