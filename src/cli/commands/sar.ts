import { join } from 'node:path'
import { titleBeside } from '#duties/subject-access/beside.ts'
import { packDocument } from '#exchange/pack/document.ts'
import { writePack } from '#exchange/pack/write.ts'
import { knownIds } from '#gate/known-ids.ts'
import { person as personType } from '#records/person/person.ts'
import { isUuid } from '#shared/uuid.ts'
import { BadUsage, type Command, needed } from '../command.ts'
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
    const pack = await system.gatherPack(person.toLowerCase())
    if ('permitted' in pack) {
      if (!(await isHeld(system, person.toLowerCase())))
        return { exit: 3, json: { person, refused: ['no-such-person'] }, text: 'no such person is held' }
      return { exit: 3, json: { person, refused: pack.refusal.reasons.map((reason) => reason.code) }, text: refusalText(pack.refusal) }
    }
    const titleOf = (type: string) => system.types.find((known) => known.name === type)?.title.many ?? titleBeside(type) ?? type
    const files = await writePack(pack, packDocument(pack, system.released(), titleOf), out, join(context.home, 'src/exchange/pack'))
    const { items } = pack
    const withheld = pack.withheld.map(({ type, reason, times }) => ({ type, reason, ...(times === undefined ? {} : { times }) }))
    const total = Object.values(items).reduce((sum, each) => sum + each, 0)
    return {
      exit: 0,
      json: { person: pack.person, items, withheld, files: files.map((file) => join(out, file)) },
      text: `gave ${total} items, left out ${withheld.length} kinds with their reason; wrote ${files.join(' and ')}`,
    }
  },
}

/** Asked after the refusal, so that who looked for whom is on record all the same. */
async function isHeld({ parts }: System, person: string): Promise<boolean> {
  return (await knownIds(parts, personType, [person])).size > 0
}
