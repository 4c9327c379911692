import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { partsWithin } from '#records/every-part.ts'
import { footage } from '#records/footage/footage.ts'
import { isRecord } from '#shared/record.ts'
import { besideOf } from '../../subject-access/beside.ts'
import { gatherPack, openForCopy, type PackTaker } from '../../subject-access/gather.ts'
import { copiedFor } from '../copied.ts'
import { type Decided, itsMedia, type TextOfCopy, wholeItem } from '../decided.ts'
import { reachedBy, type SettledRequest } from '../identified.ts'
import { mediaText } from '../media-text.ts'
import type { RightsDeps } from '../requests.ts'

export type TextPlace = Pick<TextOfCopy, 'place' | 'itemId' | 'field'>

const nothing = async (): Promise<void> => {}
const letGo: PackTaker = { begin: nothing, section: nothing, items: nothing, end: nothing }

/** Tells texts of one copy apart. */
export function keyOfText({ itemId, field }: Pick<TextPlace, 'itemId' | 'field'>): string {
  return `${itemId} ${field}`
}

/**
 * The texts that somebody has to read before they can leave: those that making the copy asks about, found by making it. `decided`: what is decided
 * already; only texts of which it knows nothing are answered.
 */
export async function textsToRead(
  deps: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
  decided: Decided = () => null,
): Promise<Answer<{ readonly texts: readonly TextOfCopy[] }>> {
  const texts = new Map<string, TextOfCopy>()
  const { parts, ...copied } = copiedFor(request)
  const beside = (opened: Opened<'rights-requests'>, known?: Decided) => besideOf(deps, opened, { decided: known })
  const asked = {
    ...copied,
    now: deps.clock(),
    edition: deps.inForce().released.hash,
    ...(copied.hasRecord ? { beside } : {}),
    decided: noting(texts, decided),
  }
  const answer = await gatherPack(deps.gate, colleague, parts, asked, letGo)
  return answer.ok ? { ok: true, texts: [...texts.values()] } : answer
}

function noting(texts: Map<string, TextOfCopy>, decided: Decided): Decided {
  return (text) => {
    const leaves = decided(text)
    if (leaves === null && text.field !== wholeItem) texts.set(keyOfText(text), text)
    return leaves
  }
}

/** One text as it stands now; null where it is not there any more. */
export async function textNow(
  deps: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
  where: TextPlace,
): Promise<Answer<{ readonly value: string | null }>> {
  if (where.place === footage.name) return footageNow(deps, colleague, request)
  const opened = await openForCopy(deps.gate, colleague, reachedBy(request))
  if (!opened.ok) return opened
  const [name = '', source] = where.field.split(':')
  const isMedia = name === itsMedia
  const part = partsWithin('rights-requests').find(
    ({ type, fields }) => type.name === where.place && fields.includes(isMedia ? 'mediaId' : name),
  )
  if (part === undefined) return { ok: true, value: await besideNow(deps, opened, where) }
  if (source !== undefined) {
    const said = await opened.conflicts([part.type])
    const found = said.find((each) => each.item === where.itemId && each.field === name && each.source === source)
    return { ok: true, value: typeof found?.value === 'string' ? found.value : null }
  }
  const answer = await opened.read(part, where.itemId)
  if (!answer.ok) return answer
  const [row] = answer.rows
  if (isMedia) return { ok: true, value: isRecord(row) && typeof row.mediaId === 'string' ? mediaText(row) : null }
  const value = isRecord(row) ? row[name] : null
  return { ok: true, value: typeof value === 'string' ? value : null }
}

/** The footage of where they live is found by gathering everything, as it was. */
async function footageNow(deps: RightsDeps, colleague: Colleague, request: SettledRequest) {
  const found = await textsToRead(deps, colleague, request)
  return found.ok ? ({ ok: true, value: found.texts.find(({ place }) => place === footage.name)?.value ?? null } as const) : found
}

async function besideNow(deps: RightsDeps, opened: Opened<'rights-requests'>, where: TextPlace): Promise<string | null> {
  const texts = new Map<string, TextOfCopy>()
  await besideOf(deps, opened, { decided: noting(texts, () => null) })
  return texts.get(keyOfText(where))?.value ?? null
}
