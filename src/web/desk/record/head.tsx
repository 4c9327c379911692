import type { JSX } from 'preact'
import type { Opening } from '#duties/openings/opening.ts'
import { shareableKinds } from '#duties/shares/open.ts'
import { type Category, sensitivityOf } from '#notice/vocabulary.ts'
import { isRecord, textOf } from '#shared/record.ts'
import { Button, IdentityStrip, ReasonStrip, type StripFact, SubNavigation } from '../../components/index.ts'
import { type Drawn, pathOf } from '../../pages/index.ts'
import type { Row } from '../declared.ts'
import type { AtRecord } from '../doors.tsx'
import { clockTime, type DeskDeps, longDate } from '../kit.ts'
import { namesFrom } from '../names.ts'
import type { Shown } from './shown.ts'

/** A page of an open record: whose it is, why it is open and until when. Out of what the view has read: nothing more is read for it. */
export function withHead(deps: DeskDeps, visit: AtRecord, view: readonly Shown[], { body, ...drawn }: Drawn): Drawn {
  const { request, at, opening, signed } = visit
  const details = firstRow(view, 'person', 'personal-details')
  const name = nameIn(details)
  const activity = namesFrom(deps.editions.current().edition).activity(opening.activity)
  const pages = [
    { href: at, text: 'Record' },
    { href: `${at}/who`, text: 'Who opened this' },
    ...(shareableKinds(deps.editions.current().edition, opening.activity).length > 0 ? [{ href: `${at}/shares/new`, text: 'Share' }] : []),
  ]
  return {
    ...drawn,
    strip: <IdentityStrip name={name} facts={factsOf(view, details)} />,
    body: (
      <>
        <OpenBecause
          {...{ at, activity, opening, token: signed.token }}
          special={specialWords(view, opening)}
          note={`${name} can be told that you opened this, and why.`}
        />
        <SubNavigation label="This record" items={pages.map((page) => ({ ...page, current: page.href === pathOf(request) }))} />
        {body}
      </>
    ),
  }
}

type Because = {
  readonly at: string
  readonly activity: string
  readonly opening: Pick<Opening, 'reference' | 'closesAt'>
  readonly token: string
  /** Whether health or support information is open; null where the activity shows none to anybody. */
  readonly special: string | null
  readonly note: string
}

/** Why a record is open and until when, with the buttons that keep it open or close it. */
export function OpenBecause({ at, activity, opening, token, special, note }: Because): JSX.Element {
  const button = (to: string, words: string) => (
    <form method="post" action={`${at}/${to}`}>
      <input type="hidden" name="_csrf" value={token} />
      <Button class="govuk-button--secondary">{words}</Button>
    </form>
  )
  return (
    <ReasonStrip
      because={`${activity}, ${opening.reference}`}
      checked={special}
      closes={`Closes automatically at ${clockTime(opening.closesAt)}`}
      note={note}
    >
      {button('extend', 'Keep open for 30 more minutes')}
      {button('close', 'Close now')}
    </ReasonStrip>
  )
}

export function nameIn(details: Row | undefined): string {
  const named = [details?.firstName, details?.lastName].filter((word) => typeof word === 'string').join(' ')
  return named === '' ? 'This person' : named
}

function factsOf(view: readonly Shown[], details: Row | undefined): readonly StripFact[] {
  const home = firstRow(view, 'asset', 'tenure')
  const tenure = firstRow(view, 'tenure', 'tenure')
  const born = textOf(details?.dateOfBirth)
  const facts: readonly StripFact[] = [
    { label: 'Likes to be called', value: textOf(details?.preferredName) },
    { label: 'Born', value: born === '' ? '' : longDate(born) },
    { label: 'Home', value: [textOf(home?.address), textOf(home?.postcode)].filter(Boolean).join(', ') },
    { label: 'Payment reference', value: textOf(tenure?.paymentReference) },
  ]
  return facts.filter((fact) => fact.value !== '')
}

/** Said only where the activity has health or support information to show or to keep closed. */
function specialWords(view: readonly Shown[], { specialReason }: Opening): string | null {
  const special = view.filter((section) => sensitivityOf(section.part.category) === 'special')
  if (special.length === 0) return null
  if (specialReason === null) return 'Health and support information is closed because you gave no reason for it'
  return special.some(({ answer }) => answer.ok)
    ? 'Health and support information is open, for the reason you gave'
    : 'Health and support information is closed, although you gave a reason for it'
}

function firstRow(view: readonly Shown[], type: string, category: Category): Row | undefined {
  const found = view.find((section) => section.part.type.name === type && section.part.category === category)
  return found?.answer.ok === true ? found.answer.rows.find(isRecord) : undefined
}
