/** 知识库查询: the host reveals a question, every team searches the platform, the first right answer takes the points. */
import { match } from '@leitai/core/match/match.ts'
import { lookupCommands, lookupHands, type LookupCommand } from './commands.ts'
import { decide, due, wakesAt } from './decide.ts'
import { prepare } from './draw.ts'
import { settles, undoable, type LookupEvent } from './events.ts'
import { evolve, resume, shift } from './evolve.ts'
import { lookupMaterial } from './material.ts'
import { lookupOptions } from './options.ts'
import { countOf, isDone, isOver, type Play } from './play.ts'
import { points, score } from './points.ts'
import type { LookupInspection, LookupMaterial, LookupOptions } from './types.ts'
import { inspect, view } from './views.ts'

export const rules = match<LookupOptions, LookupMaterial, Play, LookupCommand, LookupEvent, LookupInspection>({
  type: 'lookup',
  stateVersion: 1,
  options: lookupOptions,
  material: lookupMaterial,
  commands: lookupCommands,
  hands: lookupHands,
  serverRecords: ['searched', 'opened'],
  prepare,
  // All sit at seats of their own; the hall's screen has room for them up to a point, the rules have no end.
  mostTeams: () => null,
  decide,
  evolve,
  due,
  wakesAt,
  shift,
  undoable,
  settles,
  resume,
  // Who plays no more answers no more; nothing else depends on it.
  withdraw: (play) => play,
  drawn: ({ coming, spares, asked }) =>
    [...asked.map(({ question }) => question), ...coming.map(({ question }) => question), ...spares].map(
      ({ id }) => id,
    ),
  isOver,
  view,
  inspect,
  progress: (play) => ({
    done: play.asked.filter((one) => one.voided === null && isDone(one)).length,
    total: countOf(play),
  }),
  points,
  score,
  files: (play, seer) => (seer.as === 'screen' ? [] : play.files),
  // From the opening on, so that teams can learn their way about; it is recorded like everything else. Never on a screen.
  knowledge: (_play, seer) => seer.as !== 'screen',
})
