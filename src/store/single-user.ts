import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { type Cluster, clusterRenewed, clusterWithoutPassword, isRunning, runs } from './cluster.ts'
import { scramVerifier } from './scram-verifier.ts'

/**
 * PostgreSQL in single-user mode on a cluster's folder, without a socket: it replays the log of changes, takes the cluster's password, and runs the
 * questions, each of one line. Answers what it printed.
 */
export async function alone(cluster: Cluster, folder: string, questions: readonly string[] = []): Promise<string> {
  const args = ['--single', '-D', folder, '-c', 'exit_on_error=true', '-c', 'log_min_messages=fatal', 'postgres']
  const lines = [`alter role postgres password '${await scramVerifier(cluster.password)}'`, ...questions]
  return ran(cluster, args, `${lines.join('\n')}\n`)
}

/** The output of PostgreSQL's own program. */
export function ran(cluster: Cluster, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(join(cluster.programs, 'postgres'), [...args], runs(cluster.account), (error, out) =>
      error === null ? resolve(out) : reject(error),
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

/** Gives the database of a data folder a fresh password, where the former one is lost. Nothing may use it meanwhile. */
export async function renewPassword(data: string): Promise<void> {
  const found = await clusterWithoutPassword(data)
  if (await isRunning(found)) throw new Fault('database-in-use', 'the database of the data folder is running: stop it first')
  if (!existsSync(join(found.folder, 'PG_VERSION'))) throw new Fault('no-database', 'there is no database in the data folder')
  const cluster = await clusterRenewed(data)
  await alone(cluster, cluster.folder).catch(() => {
    throw new Fault('password-not-renewed', 'PostgreSQL did not take the fresh password: see that nothing uses its folder, and try again')
  })
}
