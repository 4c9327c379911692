import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { home } from './places.ts'

export type Said = { readonly exit: number; readonly out: string; readonly err: string }

/** A command line as somebody would type it, and the exit code that it ends with; 0 where none is given. */
export type Run = { readonly line: string; readonly exit?: number; readonly says?: string }

/** Where the runs find and leave their files. */
export type Places = {
  readonly data: string
  readonly folder: string
  readonly hackney: string
  readonly people: string
  /** Somebody whom `hackney` imports. */
  readonly person: string
}

/** The built program, in a process of its own. */
export function assured(line: string, environment: Readonly<Record<string, string>> = {}): Promise<Said> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(home, 'dist/assured.mjs'), ...line.split(' ')],
      { cwd: home, env: { ...process.env, ...environment } },
      (error, out, err) => {
        resolve({ exit: typeof error?.code === 'number' ? error.code : 0, out, err })
      },
    )
  })
}

const asked = 'decide --act share --activity support-signposting --category support-needs'

/** What needs no database. */
export const withoutData = ({ folder }: Places): readonly Run[] => [
  { line: 'help sweep', says: '--dry-run' },
  { line: 'sweep --help', says: '--dry-run' },
  { line: 'version --json' },
  { line: '--version' },
  { line: 'decide --role repairs-planner --act view --activity repairs --category repairs,contact-details --json' },
  { line: `${asked} --recipient support-agency --relationship tenant --circumstance consent --json` },
  { line: 'ask how long do you keep my calls --json', says: '"clause": "TC3"' },
  { line: 'ask can I keep a dog', says: 'The notice does not say.' },
  { line: 'notice check --json' },
  { line: 'notice check --review --json', says: 'unmetGrounds' },
  { line: 'notice to-confirm --json' },
  { line: `notice render --out ${folder}/pages --json` },
  { line: 'scenarios tests/scenarios/colleagues.json tests/scenarios/sharing.json --json' },
]

/** What runs while everything runs: one group after another, and the runs of a group at once. */
export const whileUp = ({ data, folder, hackney, people, person }: Places): readonly (readonly Run[])[] => {
  const groups: readonly (readonly Run[])[] = [
    [{ line: `import hackney ${hackney} --dry-run --json` }, { line: `import csv ${people} --dry-run --json` }],
    [{ line: `import hackney ${hackney} --json` }, { line: `import csv ${people} --take-back --json` }],
    [{ line: `import hackney ${hackney} --take-back` }, { line: 'example --people 2 --seed 3 --json' }],
    [
      { line: 'sweep --dry-run --json' },
      { line: 'evidence explain --seal 1 --json', exit: 1 },
      { line: 'evidence explain --seal 1 --confirm --json', exit: 1 },
      { line: 'notice publish --confirm --json' },
      { line: 'notice compare 2023-02 landlords/livewest --json', says: '"differences": []' },
      { line: 'sar 3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c --out nowhere --json', exit: 3, says: 'no-such-person' },
      { line: `sar ${person} --out ${folder}/pack --json` },
      { line: 'sar --visitor Nobody --day 2026-11-20 --registration AB12CDE --out nowhere --json', exit: 3, says: 'no-such-visit' },
    ],
    [{ line: 'sweep --json' }, { line: 'keys rotate --json' }],
    [
      { line: 'sweep --confirm 172 --json', exit: 1, says: 'nothing-waits' },
      { line: `evidence show --person ${person} --most 5 --json` },
      { line: 'evidence verify --json' },
      { line: 'evidence verify --witness --json', exit: 1, says: '"witnesses": []' },
      { line: 'evidence verify --heads no-such-file --json', exit: 1 },
      { line: 'promises --json' },
      { line: 'promises --witness --json', says: '"witnesses": []' },
      { line: 'promises --markdown', says: '| Clause |' },
      { line: 'doctor --json' },
    ],
    // Alone: a command that starts while the secret is being made anew finds it missing, and says so.
    [{ line: 'keys renew cookies --json' }],
    [{ line: `backup --out ${folder}/monday --json` }],
  ]
  return groups.map((group) => group.map((run) => onData(run, data)))
}

/** What runs while nothing runs, in this order. */
export const whileDown = ({ data, folder }: Places): readonly Run[] =>
  [
    { line: `restore ${folder}/monday --json`, exit: 1 },
    { line: `restore ${folder}/monday --replace --json` },
    { line: 'keys renew postgres.password --json' },
  ].map((run) => onData(run, data))

function onData(run: Run, data: string): Run {
  return { ...run, line: `${run.line} --data ${data}` }
}

/** A landlord's folder of one's own, to be edited. */
export async function ownFolder(folder: string) {
  const landlord = join(folder, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const edit = async (from: string, to: string) => {
    const file = join(landlord, 'edition.yaml')
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(from, () => to),
    )
  }
  return { landlord, edit }
}
