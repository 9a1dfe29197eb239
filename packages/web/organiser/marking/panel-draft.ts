/** A panel while it is being made: whom it starts from, what has changed, and who would have to refuse whom. */
import type { EntrantLine, PanelLine } from '@leitai/core/contest/view.ts'

/** The judges of a group's own panel, or of the one for all groups. */
export function judgesOn(line: Pick<PanelLine, 'panels'>, group: number | null): string[] {
  const own = line.panels.find((panel) => panel.group === group) ?? line.panels.find((panel) => panel.group === null)
  return (own?.judges ?? []).map(({ personId }) => personId)
}

/** Whether there is something to save: another order counts, for it says who stands in. */
export function isChanged(line: Pick<PanelLine, 'panels'>, group: number | null, judges: readonly string[]): boolean {
  const stands = line.panels.find((panel) => panel.group === group)
  return stands === undefined
    ? judges.length > 0
    : stands.judges.map(({ personId }) => personId).join() !== judges.join()
}

/** How many entrants come from the judge's own delegation: those this judge may not mark. */
export function ownEntrants(entrants: readonly Pick<EntrantLine, 'delegation'>[], delegation: string): number {
  return delegation === '' ? 0 : entrants.filter((entrant) => entrant.delegation === delegation).length
}
