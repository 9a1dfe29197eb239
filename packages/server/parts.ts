/** The running server's parts, as the API and the contest's effects use them. */
import type { RunHost, Clock } from './runs/contract.ts'
import type { Sockets } from './runs/sockets.ts'
import type { Database } from './store/database.ts'
import type { Accounts } from './people/auth.ts'
import type { Identities } from './people/identity.ts'
import type { Seats } from './people/seats.ts'
import type { ItemTypes } from './contests/item-types.ts'
import type { Files } from './materials/files.ts'
import type { Archivist } from './archive/write-archive.ts'
import type { SlipBox } from './contests/draw/slip-box.ts'
import type { SealDesk } from './contests/seal/officers.ts'
import type { SessionEffects } from './contests/sessions/effects.ts'
import type { MarkingDesk } from './contests/marking/marking-desk.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import type { LastSaves } from './contests/sessions/room.ts'
import type { Printer } from './print/printer.ts'

export interface Parts {
  database: Database
  clock: Clock
  host: RunHost
  accounts: Accounts
  seats: Seats
  identities: Identities
  items: ItemTypes
  files: Files
  sockets: Sockets
  /** Drawn slips that wait for the printer, in memory only. */
  slipBox: SlipBox
  sealDesk: SealDesk
  sessionEffects: SessionEffects
  markingDesk: MarkingDesk
  lastSaves: LastSaves
  printer: Printer
  archivist: Archivist
  knowledge: Knowledge
  /** Shipped rulebooks are read from here. */
  rulebooksFolder: string
  log(line: string): void
}
