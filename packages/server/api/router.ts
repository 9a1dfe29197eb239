/** The contract, namespace by namespace; each in a file of its name. */
import { analysis } from './analysis.ts'
import { appeals } from './appeals.ts'
import { archive } from './archive.ts'
import { contests } from './contests.ts'
import { draw } from './draw.ts'
import { entrants } from './entrants.ts'
import { floor } from './floor.ts'
import { knowledge } from './knowledge.ts'
import { marking } from './marking.ts'
import { materials } from './materials.ts'
import { me } from './me.ts'
import { people } from './people.ts'
import { results } from './results.ts'
import { rulebooks } from './rulebooks.ts'
import { seal } from './seal.ts'
import { seat } from './seat.ts'
import { setup } from './setup.ts'
import { training } from './training.ts'

export const router = {
  me,
  setup,
  seat,
  rulebooks,
  contests,
  people,
  entrants,
  materials,
  draw,
  seal,
  marking,
  appeals,
  results,
  analysis,
  training,
  archive,
  knowledge,
  floor,
}
