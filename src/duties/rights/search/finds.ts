import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import { mostDocumentWords, type PreparedDocument, preparedDocument, type ReadsPdf } from '#media/document.ts'
import { inTurn } from '#media/in-turn.ts'
import { rightsFind, rightsFinds } from '#records/rights-find/rights-find.ts'
import { rightsRequests } from '#records/rights-request/rights-request.ts'
import { rightsSearches } from '#records/rights-search/rights-search.ts'
import { dateIn } from '#shared/clock.ts'
import { settled } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { isByName, isSystem } from './places.ts'

/** What a colleague says of a document. `says`: the words of what no text can be read from, such as a picture of paper. */
export type FindFacts = { readonly called: string; readonly says: string | null }
/** `wordless`: of part of it no words can be read, and nobody typed them. `long`: more words than are read as one text. */
export type AddFindAnswer = Answer<{ readonly id: string }, 'gone' | 'wordless' | 'long'>

/** Where the document lies as it came, and how a PDF is read. */
export type CameAs = { readonly path: string; readonly readsPdf: ReadsPdf }

/** Decoding a picture can take hundreds of megabytes, so no two documents are prepared at once. */
const documentInTurn = inTurn(20)

/** The documents that came for a request, while it is open: from systems outside, or of what was found by a name. */
export function findsOf(deps: RightsDeps) {
  const { gate } = deps

  async function current(colleague: Colleague, id: string) {
    const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: id })
    if (!opened.ok) return goneIfUnknown(opened)
    const found = theOne(await opened.read(rightsRequests, id))
    if (!found.ok) return found
    const request = settled(found.item)
    return request === null ? ({ ok: false, why: 'gone' } as const) : ({ ok: true, opened, request } as const)
  }

  return {
    /** Those of one place; of all of them where none is named. */
    async of(colleague: Colleague, id: string, place?: string) {
      const found = await current(colleague, id)
      if (!found.ok) return found
      const read = await found.opened.read(rightsFinds)
      if (!read.ok) return read
      const ofRequest = read.rows.filter(({ rightsRequestId }) => rightsRequestId === id)
      return { ok: true, finds: place === undefined ? ofRequest : ofRequest.filter((row) => row.place === place) } as const
    },

    /**
     * Keeps a document with its words, sealed, or nothing of it. Its kind is told by its contents; faults `media-*` where it is none that is taken.
     * What can be read of it is never replaced by what is typed: that is added to it.
     */
    async add(colleague: Colleague, id: string, item: string, { called, says }: FindFacts, came: CameAs): Promise<AddFindAnswer> {
      const found = await current(colleague, id)
      if (!found.ok) return found
      const asked = theOne(await found.opened.read(rightsSearches, item))
      if (!asked.ok) return asked
      const { place, rightsRequestId } = asked.item
      if (!(isSystem(place) || isByName(place)) || rightsRequestId !== id) return { ok: false, why: 'gone' }
      const document = await documentInTurn(() => preparedDocument(came.path, came.readsPdf))
      const words = wordsOf(document, says)
      if (words === null) return { ok: false, why: 'wordless' }
      if (words.length > mostDocumentWords) return { ok: false, why: 'long' }
      const at = deps.clock()
      const about = { rightsRequestId: id, place, called, words, addedOn: dateIn(at).toString(), addedBy: colleague.name }
      const find = { id: randomUUID(), values: about, source: 'own-systems', collectedAt: at, clockFrom: null } as const
      const media = { bytes: Readable.from([document.whole]), type: () => document.type }
      const stored = await found.opened.collectMedia(rightsFind, find, media)
      return stored.ok ? { ok: true, id: find.id } : stored
    },

    /** Removes what does not belong there, such as a document about somebody else. */
    async remove(
      colleague: Colleague,
      id: string,
      { find, version }: { readonly find: string; readonly version: string },
    ): Promise<Answer<unknown, 'gone' | 'stale' | 'held'>> {
      const found = await current(colleague, id)
      return found.ok ? found.opened.erase(rightsFind, find, version) : found
    },
  }
}

function wordsOf({ words, isAllRead }: PreparedDocument, says: string | null): string | null {
  if (!isAllRead && says === null) return null
  return [words, says].filter((each) => each !== null && each !== '').join('\n\n')
}
