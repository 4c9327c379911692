import type { Certificate } from '#duties/rights/search/certificate.ts'
import { count, longDate } from './days.ts'

/** A certificate in words: what was searched for until when, and what the places answered. Those that answered alike stand together. */
export type CertificateWords = {
  readonly searched: string
  readonly answers: readonly {
    readonly places: readonly string[]
    readonly answer: string
    readonly asked: string
    readonly answered: string
  }[]
}

export function certificateWords({ identifiers, searchedOn, places }: Certificate): CertificateWords {
  const until = searchedOn === null ? 'Nothing was searched.' : `We searched everything held until ${longDate(searchedOn)}.`
  const worded = places.map(({ title, answer, found, askedOn, answeredOn, chased }) => ({
    title,
    answer: found === null || found === 0 ? answer : `${answer} (${found})`,
    asked: `${longDate(askedOn)}${chased === 0 ? '' : `, and ${count(chased, 'time')} again`}`,
    answered: answeredOn === null ? '' : longDate(answeredOn),
  }))
  const alike = Map.groupBy(worded, ({ answer, asked, answered }) => JSON.stringify([answer, asked, answered]))
  return {
    searched: `${until} We searched for: ${identifiers.join('; ')}.`,
    answers: [...alike.values()].flatMap((all) =>
      all.slice(0, 1).map(({ answer, asked, answered }) => ({ places: all.map(({ title }) => title), answer, asked, answered })),
    ),
  }
}
