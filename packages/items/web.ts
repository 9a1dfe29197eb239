/** Every item type's screens, loaded when they are needed. A new type is one line here. */
import { lazy } from 'react'
import type { ItemWeb } from './web-plug.ts'

export const itemsWeb: readonly ItemWeb[] = [
  {
    type: 'exam',
    unit: { zh: '题', en: 'questions' },
    Contestant: lazy(() => import('./exam/web/Contestant.tsx')),
    Inspection: lazy(() => import('./exam/web/Inspection.tsx')),
    Editor: lazy(() => import('./exam/web/Editor.tsx')),
    Piece: lazy(() => import('./exam/web/Piece.tsx')),
  },
  {
    type: 'dictation',
    unit: { zh: '条', en: 'records' },
    Contestant: lazy(() => import('./dictation/web/Contestant.tsx')),
    Inspection: lazy(() => import('./dictation/web/Inspection.tsx')),
    Editor: lazy(() => import('./dictation/web/Editor.tsx')),
  },
  {
    type: 'typing',
    unit: { zh: '字', en: 'characters' },
    Contestant: lazy(() => import('./typing/web/Contestant.tsx')),
    Inspection: lazy(() => import('./typing/web/Inspection.tsx')),
    Editor: lazy(() => import('./typing/web/Editor.tsx')),
  },
  {
    type: 'roleplay',
    unit: { zh: '个环节', en: 'parts' },
    Contestant: lazy(() => import('./roleplay/web/Contestant.tsx')),
    Inspection: lazy(() => import('./roleplay/web/Inspection.tsx')),
    Editor: lazy(() => import('./roleplay/web/Editor.tsx')),
    Piece: lazy(() => import('./roleplay/web/Piece.tsx')),
    Stage: lazy(() => import('./roleplay/web/Stage.tsx')),
    Conduct: lazy(() => import('./roleplay/web/Conduct.tsx')),
    Afterwards: lazy(() => import('./roleplay/web/Afterwards.tsx')),
  },
  {
    type: 'submission',
    unit: { zh: '个部分', en: 'parts' },
    Contestant: lazy(() => import('./submission/web/Contestant.tsx')),
    Inspection: lazy(() => import('./submission/web/Inspection.tsx')),
    Editor: lazy(() => import('./submission/web/Editor.tsx')),
    Piece: lazy(() => import('./submission/web/Piece.tsx')),
  },
  {
    type: 'lookup',
    unit: { zh: '题', en: 'questions' },
    Contestant: lazy(() => import('./lookup/web/Contestant.tsx')),
    Inspection: lazy(() => import('./lookup/web/Inspection.tsx')),
    Editor: lazy(() => import('./lookup/web/Editor.tsx')),
    MatchHost: lazy(() => import('./lookup/web/MatchHost.tsx')),
    MatchJudge: lazy(() => import('./lookup/web/MatchJudge.tsx')),
    MatchScreen: lazy(() => import('./lookup/web/MatchScreen.tsx')),
  },
  {
    type: 'quiz',
    unit: { zh: '题', en: 'questions' },
    Contestant: lazy(() => import('./quiz/web/Contestant.tsx')),
    Inspection: lazy(() => import('./quiz/web/Inspection.tsx')),
    Editor: lazy(() => import('./quiz/web/Editor.tsx')),
    MatchHost: lazy(() => import('./quiz/web/MatchHost.tsx')),
    MatchJudge: lazy(() => import('./quiz/web/MatchJudge.tsx')),
    MatchScreen: lazy(() => import('./quiz/web/MatchScreen.tsx')),
    MatchRehearsal: lazy(() => import('./quiz/web/MatchRehearsal.tsx')),
  },
]

/** Null: this version has no screens for the type. */
export function itemWeb(type: string): ItemWeb | null {
  return itemsWeb.find((item) => item.type === type) ?? null
}
