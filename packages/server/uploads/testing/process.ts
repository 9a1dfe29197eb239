/** A whole server in a process of its own, to be killed in the middle of an upload. Its setup is JSON in the first argument. */
import { startServer } from '../../server.ts'
import { connectDatabase } from '../../store/database.ts'
import type { PostgresConnection } from '../../store/embedded-postgres.ts'

const setup = JSON.parse(process.argv[2]!) as { connection: PostgresConnection; home: string; port: number }
const { connection, home, port } = setup
const connected = await connectDatabase(connection, { log: () => {}, connections: 4 })
const database = { ...connected, connection, onRestart: () => {} }
const server = await startServer({ home, port, database, httpsPort: 0, listenOn: '127.0.0.1' })
process.on('disconnect', () => process.exit(0))
process.send!({ url: server.url })
