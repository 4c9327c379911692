import type { Context } from '#cli/command.ts'
import { run } from '#cli/run.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { forAnAnswer, forWork } from '#store/bounds.ts'
import { stepsIn } from '#store/steps.ts'
import { askingAt } from './ask.ts'
import { notEmbedded } from './backup/not-embedded.ts'
import { restore } from './backup/restore.ts'
import type { Restored } from './backup/settle-erasures.ts'
import { editionNamed } from './editions/edition-named.ts'
import { checkedLandlord, landlordEdition } from './editions/landlord.ts'
import { leftWithout } from './editions/left-without.ts'
import { renderNotice } from './editions/render.ts'
import { hasBegun } from './has-begun.ts'
import { migrationsOf, projectHome, softwareOf } from './home.ts'
import { progressBar } from './progress.ts'
import { renewSecret } from './renew-secret.ts'
import { serve } from './serve.ts'
import { hasDatabase, settingsFrom } from './settings/settings.ts'
import { openSystem, type Running } from './system.ts'

const home = projectHome(import.meta.dirname)
const clock = () => Temporal.Now.instant()
let opened: Promise<Running> | undefined

function contextFor(data: string | undefined): Context {
  const settings = settingsFrom(process.env, home, data)
  const today = () => dateIn(clock())
  const system = (bounds = forWork) => (opened ??= openSystem(settings, home, clock, undefined, bounds))
  const progress = progressBar(process.stderr)
  // No database is made for a comparison: an empty one would release the folder.
  const released = async () => (hasDatabase(settings) ? (await system()).editions() : [])
  return {
    system: () => system(),
    checkedLandlord: () => checkedLandlord(settings.landlord, today()),
    leftWithout: (edition) => leftWithout(edition, clock),
    edition: () => landlordEdition(settings.landlord, today()),
    proposal: async () => ((await hasBegun(settings)) ? (await system()).proposal() : null),
    editionNamed: (name) => editionNamed({ folder: settings.landlord, today: today(), released }, name),
    render: async (out) => renderNotice(await landlordEdition(settings.landlord, today()), out, home, clock),
    serve: async () => serve(await system(forAnAnswer), settings, home, clock),
    backUp: async (out) => {
      if (settings.databaseUrl !== null) throw notEmbedded()
      return (await system()).backUp(out, (done, total) => progress('copying', done, total))
    },
    restore: async (from, { replace }) => {
      if (settings.databaseUrl !== null) throw notEmbedded()
      const open = (restored: Restored) => (opened ??= openSystem(settings, home, clock, restored))
      const own = { steps: await stepsIn(migrationsOf(home)), software: await softwareOf(home) }
      return restore({ settings, from, replace, own, now: clock(), open, progress: (done, total) => progress('putting back', done, total) })
    },
    renewSecret: (name) => renewSecret(settings, name, system),
    home,
    version: async () => (await softwareOf(home)).version,
    now: clock,
    progress,
    ask: askingAt(process.stdin, process.stderr),
    tell: (line) => process.stderr.write(`${line}\n`),
  }
}

const { exit, out, err } = await run(process.argv.slice(2), contextFor)
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = exit
try {
  await (await opened?.catch(() => undefined))?.close()
} catch (error) {
  // The command's work is done and committed; the operator is told that its evidence is not sealed yet.
  process.stderr.write(
    `assured: the command did not end well: ${error instanceof Fault ? error.message : 'something that has no name yet'}\n`,
  )
  process.exitCode = 1
}
