import { join } from 'node:path'
import { titleInPack } from '#duties/subject-access/title-in-pack.ts'
import type { Visitor } from '#duties/subject-access/visitor.ts'
import { templateIn } from '#exchange/pack/answer-tools.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import { type WrittenPack, writePack } from '#exchange/pack/write.ts'
import { knownIds } from '#gate/find/known-ids.ts'
import { person as personType } from '#records/person/person.ts'
import { isUuid } from '#shared/uuid.ts'
import { type Arguments, BadUsage, type Command, type Context, needed, type Outcome, text } from '../command.ts'
import { refusalText } from '../refusal-text.ts'
import type { System } from '../system.ts'

export const sarCommand: Command = {
  usage: 'sar PERSON --out DIR, or sar --visitor NAME [--day YYYY-MM-DD] [--registration R] --out DIR',
  summary: 'gather all that is held about a person, or a visitor’s visits, into a pack (JSON and PDF)',
  words: { oneOrNone: 'PERSON' },
  options: { out: { type: 'string' }, visitor: { type: 'string' }, day: { type: 'string' }, registration: { type: 'string' } },
  async run(context, given) {
    const visitor = visitorIn(given)
    if (visitor !== null) return ofVisitor(context, visitor, needed(given, 'out'))
    const [person = ''] = given.words
    if (!isUuid(person)) throw new BadUsage('`PERSON` is a person’s id, such as 3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c')
    return ofPerson(context, person.toLowerCase(), needed(given, 'out'))
  },
}

async function ofPerson(context: Context, person: string, out: string): Promise<Outcome> {
  const system = await context.system()
  const pack = await writePack((taker) => system.gatherPack(person, taker), wordsOf(system), out, templateIn(context.home))
  if (pack.ok) return outcomeOf(pack, out)
  if (!(await isOnFile(system, person))) return { exit: 3, json: { person, refused: ['no-such-person'] }, text: 'no such person is held' }
  return { exit: 3, json: { person, refused: pack.refusal.reasons.map((reason) => reason.code) }, text: refusalText(pack.refusal) }
}

async function ofVisitor(context: Context, visitor: Visitor, out: string): Promise<Outcome> {
  const system = await context.system()
  const pack = await writePack((taker) => system.gatherVisits(visitor, taker), wordsOf(system), out, templateIn(context.home))
  if (pack.ok) return outcomeOf(pack, out)
  // What was asked for is somebody's name, and is not said again.
  const person = 'visitor'
  if (pack.why === 'none') return { exit: 3, json: { person, refused: ['no-such-visit'] }, text: 'no such visit is held' }
  if (pack.why === 'several')
    return {
      exit: 3,
      json: { person, refused: ['several-visitors'] },
      text: 'the visits that fit may be several people’s, so none is given: give the name in full, with both `--day` and `--registration`',
    }
  return { exit: 3, json: { person, refused: pack.refusal.reasons.map((reason) => reason.code) }, text: refusalText(pack.refusal) }
}

/** Null where a person is asked for. A name alone would find everybody of that name. */
function visitorIn(given: Arguments): Visitor | null {
  const [name, day, registration] = [text(given, 'visitor'), text(given, 'day'), text(given, 'registration')]
  if (name === undefined && day === undefined && registration === undefined) return null
  if (given.words.length > 0) throw new BadUsage('a pack is of `PERSON` or of `--visitor`, and not of both')
  if (name === undefined || !/\p{L}/u.test(name)) throw new BadUsage('`--visitor` takes the name that was given at reception')
  if (day === undefined && registration === undefined)
    throw new BadUsage('`--day` or `--registration` is needed with `--visitor`, because several people can have one name')
  if (registration !== undefined && !/[\p{L}\p{N}]/u.test(registration))
    throw new BadUsage('`--registration` takes the registration of a car')
  return { name, day: day === undefined ? null : dayOf(day), registration: registration ?? null }
}

function dayOf(day: string): Temporal.PlainDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new BadUsage('`--day` takes a day, such as 2026-03-31')
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' })
  } catch {
    throw new BadUsage('`--day` takes a day that there is, such as 2026-03-31')
  }
}

function wordsOf(system: System) {
  return wordingOf(system.released(), titleInPack)
}

function outcomeOf({ person, items, withheld: left, notSearched, files, pdf }: WrittenPack, out: string): Outcome {
  const withheld = left.map(({ type, count, reason, times }) => ({ type, count, reason, ...(times === undefined ? {} : { times }) }))
  const total = Object.values(items).reduce((sum, each) => sum + each, 0)
  const gave = `gave ${total} items, left out ${withheld.length} kinds with their reason`
  const written = { person, items, withheld, notSearched, files: files.map((file) => join(out, file)) }
  if (pdf === null)
    return { exit: 1, json: { ...written, failed: ['pdf'] }, text: `${gave}; wrote ${files.join(' and ')}, and the PDF could not be made` }
  const marked = pdf.notShown.length === 0 ? '' : `; shows ${pdf.notShown.length} characters as marks, which the JSON has`
  return {
    exit: 0,
    json: { ...written, pages: pdf.pages, notShown: pdf.notShown },
    text: `${gave}; wrote ${files.length > 3 ? `${files.length} files, ${files[0]} first` : files.join(' and ')}${marked}`,
  }
}

/** Checked only after the refusal, so that the attempt is on record in any case. */
async function isOnFile({ deps }: System, person: string): Promise<boolean> {
  return (await knownIds(deps, personType, [person])).size > 0
}
