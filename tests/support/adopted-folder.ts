import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { home } from './places.ts'

/** LiveWest's folder with every assessment adopted, as the landlord would write it: for a system that runs without the invented example. */
export async function adoptedFolder(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'assured-adopted-')), 'livewest')
  await cp(join(home, 'landlords/livewest'), folder, { recursive: true })
  const file = join(folder, 'assessments.yaml')
  const line = '  adopted: { by: The board, on: 2026-11-02, outcome: passed, reviewBy: 2027-11-02 }'
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replaceAll(/^ {2}owner: .*$/gm, (owner) => `${owner}\n${line}`),
  )
  return folder
}
