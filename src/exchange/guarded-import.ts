import { raiseConflictTasks } from '#duties/conflicts/raise.ts'
import { type MadeDue, madeDue } from '#duties/retention/made-due.ts'
import { type Counts, placeWait } from '#duties/retention/wait.ts'
import type { GateDeps } from '#gate/deps.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { roleName } from '#store/role-names.ts'
import type { ImportOptions, OnProgress, Report, Run } from './import-options.ts'
import type { DueReport, ImportReport } from './import-tally.ts'

/** An import that makes more than this share of its people due needs a confirmation: a wrong date has that effect. */
const believedShare = 0.01

/**
 * Goes through an import twice: once to see what would be due for deletion at once, which is reported before anything is stored, and once to store.
 * Where more of its people would be due than is believed, what it makes due waits until somebody confirms it. The wait is stored before the first
 * row.
 */
export async function guardedImport(
  deps: GateDeps,
  run: (deps: GateDeps, how: Run) => Promise<ImportReport>,
  onProgress: OnProgress,
  { takeBack = false, dryRun = false, onDue = () => {}, onRehearsal = () => {} }: ImportOptions,
): Promise<Report> {
  const rehearsal = await madeDue({ ...deps, types: everyRecordType }, (within, brought) =>
    run(within, { onProgress: onRehearsal, takeBack, brought }),
  )
  const due = reportOf(rehearsal.due)
  onDue(due)
  if (dryRun) return { ...rehearsal.answer, due }
  if (due.waits) await hold(deps, rehearsal.due)
  const report = await run(deps, { onProgress, takeBack }).catch(async (error: unknown) => {
    // What was stored before a failure stays, and its conflicts still need deciding. The sweep raises a task that cannot be raised now.
    await raiseConflictTasks(deps).catch(() => {})
    throw error
  })
  await raiseConflictTasks(deps)
  return { ...report, due }
}

function reportOf({ items, people, of }: MadeDue): DueReport {
  return { items, people, of, waits: people > of * believedShare }
}

async function hold(deps: GateDeps, { items, covers }: MadeDue): Promise<void> {
  const goes: Record<string, number> = {}
  for (const { type, items: count } of items) goes[type] = (goes[type] ?? 0) + count
  const wait = { cause: 'import', since: deps.clock(), goes: goes satisfies Counts, covers } as const
  const edition = deps.inForce().released.hash
  await deps.database.transaction(roleName(deps.database.schema, 'sweeper'), (session) => placeWait(session, wait, edition))
}
