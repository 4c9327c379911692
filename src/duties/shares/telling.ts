import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { withFolderAside } from '#media/set-aside.ts'
import type { Edition } from '#notice/edition.ts'
import { personalDetails } from '#records/person/person.ts'
import { occasions } from '#records/share/share.ts'
import { wordOf } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import { forWork, within } from '#store/bounds.ts'
import type { LedgerDeps } from './ledger.ts'
import type { WholeLine } from './whole-line.ts'

/** A letter that tells somebody what was shared about them. */
export type TellingLetter = {
  readonly landlord: string
  readonly person: string
  readonly on: Temporal.PlainDate
  readonly sharedOn: Temporal.PlainDate
  readonly organisation: string
  readonly what: string
  /** Why it went, in words that name nobody. */
  readonly occasion: string
  readonly bases: readonly string[]
  /** What the notice says of being told. */
  readonly promises: readonly string[]
  readonly contact: string
}

/** What a letter is made with: it writes the PDF into the folder and answers its bytes; null where it could not be set. */
export type TellingTools = { readonly writeTelling: (letter: TellingLetter, folder: string) => Promise<Uint8Array | null> }

/** Whether the notice promises that the person is told of the line by itself: afterwards, what was passed on and to whom (L6). */
export function isLetterOwed(
  { activities }: Pick<Edition, 'activities'>,
  { activity, leftAt, personId, shown, toldOn }: Pick<WholeLine, 'activity' | 'leftAt' | 'personId' | 'shown' | 'toldOn'>,
): boolean {
  const isPromised = activities.find(({ id }) => id === activity)?.tellsAfterwards === true
  return isPromised && personId !== null && leftAt !== null && shown === 'yes' && toldOn === null
}

/**
 * The letter about a line that the person is told of, as a PDF. It has no name of whoever asked, and no words that a colleague typed: these may name
 * somebody else. `hidden`: no letter tells of such a line.
 */
export async function letterAbout(
  deps: LedgerDeps & { readonly tools: TellingTools & { readonly setAsideIn: string } },
  colleague: Colleague,
  line: WholeLine,
): Promise<Answer<{ readonly pdf: Uint8Array }, 'hidden' | 'unset'>> {
  if (line.shown !== 'yes' || line.leftAt === null || line.personId === null) return { ok: false, why: 'hidden' }
  const opened = await deps.gate.open(colleague, { activity: 'rights-requests', person: line.personId, because: 'case' })
  if (!opened.ok) return opened
  const details = await opened.read(personalDetails)
  if (!details.ok) return details
  const [name] = details.rows
  const { edition } = deps.inForce().released
  const letter: TellingLetter = {
    landlord: edition.landlord.name,
    person: [name?.firstName, name?.middleName, name?.lastName].filter((word) => word != null && word !== '').join(' '),
    on: dateIn(deps.clock()),
    sharedOn: dateIn(Temporal.Instant.from(line.leftAt)),
    organisation: line.organisation ?? 'An organisation whose name is no longer held',
    what: line.told ?? 'What it was can no longer be read.',
    occasion: line.occasion === null ? '' : wordOf({ limits: { oneOf: occasions } }, line.occasion),
    bases: (line.bases ?? '').split('\n').filter((each) => each !== ''),
    promises: promisesOf(edition, line.activity),
    contact: contactOf(edition),
  }
  const pdf = await within(forWork, () => withFolderAside(deps.tools.setAsideIn, (folder) => deps.tools.writeTelling(letter, folder)))
  return pdf === null ? { ok: false, why: 'unset' } : { ok: true, pdf }
}

/** What the notice says of it: that the person normally knows (SC8), and, where it is promised for the use, that they are told afterwards. */
function promisesOf({ clauses, activities }: Edition, activity: string): readonly string[] {
  const normally = clauses.find(({ id }) => id === 'SC8')?.says
  const { tellsAfterwards, choice } = activities.find(({ id }) => id === activity) ?? {}
  const afterwards = tellsAfterwards === true ? choice : undefined
  return [afterwards, normally].filter((said) => said !== undefined)
}

function contactOf({ landlord }: Edition): string {
  const { dataProtection } = landlord.contacts
  return `${dataProtection.team}: ${dataProtection.email}, ${dataProtection.phone}`
}
