import { join } from 'node:path'
import { titleBeside } from '#duties/subject-access/beside.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import { type WrittenPack, writePack } from '#exchange/pack/write.ts'
import { knownIds } from '#gate/known-ids.ts'
import { person as personType } from '#records/person/person.ts'
import { isUuid } from '#shared/uuid.ts'
import { BadUsage, type Command, needed, type Outcome } from '../command.ts'
import { refusalText } from '../refusal-text.ts'
import type { System } from '../system.ts'

export const sarCommand: Command = {
  usage: 'sar PERSON --out DIR',
  summary: 'gather all that is held about a person into a pack (JSON and PDF)',
  words: ['PERSON'],
  options: { out: { type: 'string' } },
  async run(context, given) {
    const [person = ''] = given.words
    if (!isUuid(person)) throw new BadUsage('`PERSON` is a person’s id, such as 3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c')
    const out = needed(given, 'out')
    const system = await context.system()
    const titleOf = (type: string) => system.types.find((known) => known.name === type)?.title.many ?? titleBeside(type) ?? type
    const pack = await writePack(
      (taker) => system.gatherPack(person.toLowerCase(), taker),
      wordingOf(system.released(), titleOf),
      out,
      join(context.home, 'src/exchange/pack'),
    )
    if (!pack.ok) {
      if (!(await isOnFile(system, person.toLowerCase())))
        return { exit: 3, json: { person, refused: ['no-such-person'] }, text: 'no such person is held' }
      return { exit: 3, json: { person, refused: pack.refusal.reasons.map((reason) => reason.code) }, text: refusalText(pack.refusal) }
    }
    return outcomeOf(pack, out)
  },
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
