// Writes one number after another, each in its own transaction, and says each once the database has acknowledged it.
import { newClient } from '../../src/store/client.ts'
import { startServer } from '../../src/store/server.ts'

const server = await startServer(process.argv[2] ?? '')
const client = newClient(server.admin)
await client.connect()
await client.query('create table if not exists written (n int primary key)')
const { rows } = await client.query<{ next: number }>('select coalesce(max(n) + 1, 0)::int as next from written')
for (let n = rows[0]?.next ?? 0; ; n += 1) {
  await client.query('insert into written values ($1)', [n])
  process.stdout.write(`${n}\n`)
}
