import type { AnsweredRequest } from '#duties/rights/answer/tools.ts'
import type { PackEnding, PackHead } from '#duties/subject-access/gather.ts'
import { regulatorOn } from '#law/regulator.ts'
import type { Edition } from '#notice/edition.ts'
import type { TextPart } from './about.ts'
import { count, day, longDate } from './days.ts'
import type { LeftOut } from './left-out-words.ts'
import { lookAgain, searchByName } from './not-on-file.ts'

/** What comes before the copy. `opening`: before the contents, `parts`: after them. With contents it has a page of its own. */
export type Letter = {
  readonly opening: readonly string[]
  readonly hasContents: boolean
  readonly parts: readonly TextPart[]
  readonly from: string | null
}

type Lettered = {
  readonly edition: Pick<Edition, 'landlord'>
  readonly pack: PackHead & PackEnding
  readonly leftOut: LeftOut
  readonly answers: AnsweredRequest | undefined
  readonly today: Temporal.PlainDate
}

/** What somebody reads first: what this answers, what was found and left out, where to get help, and where to complain. */
export function letterOf({ edition: { landlord }, pack, leftOut, answers, today }: Lettered): Letter {
  const { dataProtection } = landlord.contacts
  const reach = `our ${dataProtection.team}: ${dataProtection.email}, ${dataProtection.phone}`
  return {
    opening: [
      ...begun(pack, landlord.name, answers),
      answers?.isOnFile === false ? searchByName(pack, answers) : found(pack),
      leftOutInOneSentence(pack, leftOut),
    ],
    hasContents: true,
    parts: [
      ...(answers?.isOnFile === false ? [lookAgain({ landlord })] : []),
      {
        heading: 'If you need help',
        lines: [`If something here is hard to read or to understand, or you need it in another form, ask ${reach}.`],
        list: [],
      },
      {
        heading: 'If you are not content',
        lines: [
          `You can complain to us, to the ${regulatorOn(today)}, or go to court. “How to complain”, at the end of this copy, says how.`,
          'If you think that something is missing or wrong, tell us: we look again.',
        ],
        list: [],
      },
    ],
    from: `${dataProtection.team}, ${landlord.name}`,
  }
}

/** Whose request of when it answers, and when it was gathered. */
function begun({ gatheredAt }: PackHead, landlord: string, answers: AnsweredRequest | undefined): readonly string[] {
  if (answers === undefined) return [`This is a copy of what ${landlord} holds about you, gathered on ${day(gatheredAt)}.`]
  const { name, reference, receivedOn, isOwn } = answers
  const asked = `${isOwn ? 'You' : name} asked us on ${longDate(receivedOn)} for a copy of what ${landlord} holds about you.`
  return [
    ...(isOwn ? [`Dear ${name},`] : []),
    `${asked} This is our answer, gathered on ${day(gatheredAt)}. Our reference is ${reference}.`,
  ]
}

/** How many kinds of record were searched, and how much there is. */
function found({ items, searched }: PackEnding): string {
  const total = Object.values(items).reduce((sum, each) => sum + each, 0)
  const kinds = new Set(searched.map(({ type }) => type)).size
  if (total === 0 && searched.every(({ found }) => found === 0))
    return `We searched ${count(kinds, 'kind')} of record and hold nothing about you in them.`
  return `We searched ${count(kinds, 'kind')} of record and found ${count(total, 'item')} to give you.`
}

function leftOutInOneSentence({ notSearched }: PackEnding, { kinds }: LeftOut): string {
  const rest = notSearched.length === 0 ? '' : ', as does what we did not search'
  if (kinds === 0)
    return `We left nothing out of what we found.${rest === '' ? '' : ' What we did not search, and why, stands after the copy.'}`
  return `We left something out of ${count(kinds, 'kind')} of record; what, and why, stands after the copy${rest}.`
}
