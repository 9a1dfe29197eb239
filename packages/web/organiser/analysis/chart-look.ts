/** The look that all charts share, from the page's tokens. */
export interface Look {
  /** Texts are measured before they are drawn, and `inherit` measures as something else. */
  font: string
  ink: string
  muted: string
  line: string
  paper: string
  indigo: string
  amber: string
  vermilion: string
  jade: string
}

export function lookOfPage(): Look {
  const page = getComputedStyle(document.documentElement)
  const token = (name: string) => page.getPropertyValue(`--${name}`).trim()
  return {
    font: getComputedStyle(document.body).fontFamily,
    ink: token('ink'),
    muted: token('muted'),
    line: token('line'),
    paper: token('surface'),
    indigo: token('indigo'),
    amber: token('amber'),
    vermilion: token('vermilion'),
    jade: token('jade'),
  }
}

export function textStyle({ muted, font }: Look) {
  return { color: muted, fontFamily: font, fontSize: 12 }
}

export function tooltipOf(look: Look, formatter: (at: number) => string) {
  return {
    trigger: 'item' as const,
    confine: true,
    backgroundColor: look.paper,
    borderColor: look.line,
    borderWidth: 1,
    padding: [6, 10],
    extraCssText: 'box-shadow: none; border-radius: 6px',
    textStyle: { color: look.ink, fontFamily: look.font, fontSize: 13 },
    formatter: (point: { dataIndex: number }) => escaped(formatter(point.dataIndex)),
  }
}

/** The tooltip is HTML, and people's names are theirs to choose. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Room for the names at the left: a Chinese character is about as wide as the type is high (13 px). */
export function roomFor(names: readonly string[], most: number): number {
  const width = (name: string) => [...name].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 13 : 7.5), 0)
  return Math.min(most, Math.max(40, ...names.map(width)) + 16)
}
