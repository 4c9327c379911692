import type { JSX } from 'preact'
import type { Lapse } from '#duties/organisations/lapses.ts'
import { type MayGo, type Support, supportsOf } from '#duties/organisations/may-go.ts'
import { type SharingLine, sharingWith } from '#duties/organisations/rests-on.ts'
import type { AgreementHead, OrganisationHead } from '#facts/recipients.ts'
import type { Edition } from '#notice/edition.ts'
import { Tag } from '../../components/index.ts'
import { shortDate } from '../kit.ts'

export const organisationsAt = '/desk/organisations'
export const lapsingAt = `${organisationsAt}/lapsing`
export const systemsAt = `${organisationsAt}/systems`

/** What it rests on, as its name stands within a sentence. */
export const supportWords: Readonly<Record<Support, string>> = {
  agreement: 'data sharing agreement',
  protocol: 'protocol',
  instruction: 'instruction',
  registration: 'registration with the ICO',
  transfer: 'cover for the transfer abroad',
}

/** What is wanting, with what to do about it. */
export const lackWords: Readonly<Record<Support, string>> = {
  agreement: 'no data sharing agreement is in force',
  protocol: 'no protocol is in force',
  instruction: 'no instruction is in force',
  registration: 'no registration with the ICO is in force',
  transfer: 'nothing in force covers the transfer abroad',
}

export function joined(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}

/** The activities of some lines, each named once. */
export function activitiesOf(lines: readonly SharingLine[]): string {
  return joined([...new Set(lines.map(({ activity }) => activity.title))])
}

/** Whether it may go today. */
export function Today({ lacks }: MayGo): JSX.Element {
  if (lacks.length === 0) return <Tag tone="green">May go</Tag>
  return (
    <>
      <Tag tone="red">Stopped</Tag> {sentence(joined(lacks.map((lack) => lackWords[lack])))}
    </>
  )
}

/** What would stop without a document: the uses of the notice that rest on one of its kind. */
export function restsOnIt(edition: Edition, organisation: OrganisationHead, { kind, forActivity }: AgreementHead): string {
  const lines = sharingWith(edition, organisation.kind)
  const resting = lines.filter((line) => line.activity.id === forActivity && supportsOf(organisation, line).some((each) => each === kind))
  if (resting.length === 0) return 'No sharing in the notice rests on it.'
  return `Sharing with ${organisation.name} for “${activitiesOf(resting)}” rests on it: without it, that stops.`
}

/** What ends, in the words of the list of what lapses: “Protocol for Housing benefit”. */
export function lapseWords({ what, agreement }: Lapse, activity: (id: string) => string): string {
  if (agreement === null) return what === 'review' ? 'Review' : capital(supportWords[what])
  const kind = supportOf(agreement.kind)
  const named = `${kind === undefined ? 'agreement' : supportWords[kind]} for “${activity(agreement.forActivity)}”`
  return what === 'review' ? `Review of the ${named}` : capital(named)
}

/** What comes to a stop, and since when or from when on. */
export function stopWords({ what, stops, isOver }: Lapse): string {
  if (what === 'review') return 'Nothing stops. Look at whether it is still right.'
  if (stops.length === 0) return 'Nothing: no sharing in the notice rests on it.'
  return isOver ? `Stopped now: ${activitiesOf(stops)}` : `Would stop: ${activitiesOf(stops)}`
}

export function LapsesOn({ lapse }: { readonly lapse: Lapse }): JSX.Element {
  const { what, on, isOver } = lapse
  if (what === 'review')
    return (
      <>
        Due {shortDate(on)} {isOver ? <Tag tone="red">Overdue</Tag> : null}
      </>
    )
  return (
    <>
      {isOver ? 'Was in force until ' : 'In force until '}
      {shortDate(on)} {isOver ? <Tag tone="red">Lapsed</Tag> : null}
    </>
  )
}

function supportOf(kind: string): Support | undefined {
  return (['agreement', 'protocol', 'instruction'] as const).find((each) => each === kind)
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sentence(words: string): string {
  return `${capital(words)}.`
}
