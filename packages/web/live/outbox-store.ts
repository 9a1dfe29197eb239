/** Where unacknowledged commands outlive a reload or a power cut: IndexedDB, one record a command, in the order of typing. */

export interface Pending {
  /** Order of acting on this computer. */
  seq: number
  runId: string
  commandId: string
  name: string
  payload: unknown
  replaces?: string | undefined
  /** The server's time when it was done, as this browser knew it. */
  editedAt: number
  /** Refused because the time was over; may be handed in late. */
  late?: boolean
}

export interface OutboxStore {
  load(): Promise<Pending[]>
  put(pending: Pending): void
  remove(seq: number): void
  /** Resolves when all that was put and removed before is on disk. */
  settled(): Promise<void>
}

const storeName = 'pending'

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(storeName, { keyPath: 'commandId' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB did not open')))
  })
}

/** Where IndexedDB is not to be had (a private window of an old browser), memory must do, and the page says so. */
export function browserOutbox(name = 'leitai.outbox', onFailure: () => void = () => {}): OutboxStore {
  const database = open(name)
  database.catch(onFailure)
  let last: Promise<void> = Promise.resolve()
  const ids = new Map<number, string>()

  function write(change: (store: IDBObjectStore) => void): void {
    last = last
      .then(async () => {
        const transaction = (await database).transaction(storeName, 'readwrite', { durability: 'strict' })
        change(transaction.objectStore(storeName))
        // at once, not when the page comes to rest: a reload may come before
        transaction.commit()
        await new Promise<void>((resolve, reject) => {
          transaction.addEventListener('complete', () => resolve())
          transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not written')))
        })
      })
      .catch(onFailure)
  }

  return {
    async load() {
      try {
        const opened = await database
        const all = await new Promise<Pending[]>((resolve, reject) => {
          const request = opened.transaction(storeName).objectStore(storeName).getAll()
          request.addEventListener('success', () => resolve(request.result as Pending[]))
          request.addEventListener('error', () => reject(request.error ?? new Error('not read')))
        })
        for (const pending of all) ids.set(pending.seq, pending.commandId)
        return all.toSorted((a, b) => a.seq - b.seq)
      } catch {
        onFailure()
        return []
      }
    },
    put(pending) {
      ids.set(pending.seq, pending.commandId)
      write((store) => store.put(pending))
    },
    remove(seq) {
      const id = ids.get(seq)
      ids.delete(seq)
      if (id !== undefined) write((store) => store.delete(id))
    },
    settled: () => last,
  }
}
