// `pack-memory.ts [ITEMS]`: the memory that `./assured sar` needs for one person with this many items (200,000 by default). Measured for the command's
// own process, as the most that Linux says it ever had resident (VmHWM); the typesetter is another process, and is reported by itself.
import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'

const items = Number(process.argv[2] ?? 200_000)
const home = join(import.meta.dirname, '..')
const folder = await mkdtemp(join(tmpdir(), 'assured-pack-memory-'))
const data = join(folder, 'data')
const out = join(folder, 'pack')
const assured = join(home, 'assured')
try {
  await promisify(execFile)(assured, ['example', '--people', '1', '--data', data])
  const person = await fill()
  const { own, typesetter, seconds } = await measured([assured, 'sar', person, '--out', out, '--data', data, '--json'])
  const pack: { items: Record<string, number> } = JSON.parse(await readFile(join(out, 'your-information.json'), 'utf8'))
  const files = (await readdir(out)).filter((name) => name.endsWith('.pdf'))
  const bytes = (await Promise.all((await readdir(out)).map((name) => stat(join(out, name))))).reduce((sum, { size }) => sum + size, 0)
  console.log(
    JSON.stringify({
      items: pack.items['rent-entry'],
      parts: files.length,
      megabytes: Math.round(bytes / 1e6),
      seconds,
      own,
      typesetter,
      unit: 'MB at the most',
    }),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** A person with a home and the requested number of payments. */
async function fill(): Promise<string> {
  const server = await startServer(data)
  const target = await targetOf(server.admin, 'livewest', data)
  const ids = { person: randomUUID(), tenure: randomUUID(), account: randomUUID() }
  await asAdmin(target, async (admin) => {
    await admin.query(`set search_path to livewest`)
    const came = `'rent-collection', 'own-systems', '2020-01-05T09:00:00Z', 'bench'`
    const columns = 'id, activity, source, collected_at, edition'
    await admin.query(`insert into person (${columns}, first_name, last_name) values ($1, ${came}, 'Amina', 'Test')`, [ids.person])
    await admin.query(`insert into tenure (${columns}, tenure_type, started_on) values ($1, ${came}, 'Secure', '2010-04-01')`, [ids.tenure])
    const member = `insert into household_member (${columns}, person_id, tenure_id, full_name, is_responsible) values ($1, ${came}, $2, $3, 'Amina Test', true)`
    await admin.query(member, [randomUUID(), ids.person, ids.tenure])
    await admin.query(`insert into rent_account (${columns}, tenure_id, reference) values ($1, ${came}, $2, 'A1')`, [
      ids.account,
      ids.tenure,
    ])
    await admin.query(
      `insert into rent_entry (${columns}, tenure_id, rent_account_id, posted_on, kind, pence, words)
        select gen_random_uuid(), 'rent-collection', 'own-systems', timestamptz '2020-01-05' + n * interval '1 minute', 'bench', $1, $2,
          date '2020-01-05' + (n / 1440), 'payment', -n, case when n % 2 = 0 then 'Rent, four weeks' else 'Paid by somebody ' || n end
        from generate_series(1, ${items}) n`,
      [ids.tenure, ids.account],
    )
  })
  if (!server.joined) await server.stop()
  return ids.person
}

/** The most memory that the command's own process, and the one it starts, ever had. */
async function measured([command = '', ...args]: readonly string[]) {
  const began = performance.now()
  const running = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let [own, typesetter] = [0, 0]
  const looking = setInterval(async () => {
    own = Math.max(own, await mostOf(running.pid))
    typesetter = Math.max(typesetter, await mostOf(await typesetterOf(running.pid)))
  }, 100)
  const [exit] = await once(running, 'exit')
  clearInterval(looking)
  if (exit !== 0) throw new Error(`the command ended with ${exit}`)
  return { own, typesetter, seconds: Math.round((performance.now() - began) / 1000) }
}

async function mostOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000)
}

async function typesetterOf(pid: number | undefined): Promise<number | undefined> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).trim().split(' ').filter(Boolean)
  for (const child of children)
    if ((await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).includes('set-parts')) return Number(child)
  return undefined
}
