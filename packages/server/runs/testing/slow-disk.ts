import type pg from 'pg'

/** A pool whose journal waits before it writes, as a disk does that is slow to say that something is on it. */
export function slowDisk(pool: pg.Pool, wait: () => Promise<void>): pg.Pool {
  return through(pool, {
    connect: async () => {
      const client = await pool.connect()
      return through(client, {
        query: async (query: pg.QueryConfig) => {
          if (query.name === 'journal') await wait()
          return client.query(query)
        },
      })
    },
  })
}

/** The same, but for these. */
function through<T extends object>(real: T, instead: Record<string, unknown>): T {
  return new Proxy(real, {
    get(target, name) {
      if (typeof name === 'string' && name in instead) return instead[name]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
