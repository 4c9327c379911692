import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { IdentityStrip } from '../components/identity-strip.tsx'
import { Input } from '../components/input.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { WarningText } from '../components/warning-text.tsx'
import type { Refusal } from '../forms.ts'

export type Detail = { readonly id: string; readonly version: string; readonly contactType: string; readonly value: string }
type Choice = { readonly value: string; readonly text: string }

type Common = {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly back: string
  /** Whose it is: two records may be open in two windows. */
  readonly name: string
}

export const kinds: readonly Choice[] = [
  { value: 'phone', text: 'Telephone number' },
  { value: 'email', text: 'E-mail address' },
  { value: 'address', text: 'Postal address' },
]

/** A new way to reach somebody, or one to be put right: one form for both. */
export function DetailPage(
  props: Common & {
    readonly action: string
    /** Undefined where it is a new one. */
    readonly detail?: Detail | undefined
    readonly sources: readonly Choice[]
    readonly refused?: Refusal | undefined
  },
): JSX.Element {
  const { detail, refused } = props
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  const value = (field: string, held?: string) => refused?.values[field] ?? held
  return (
    <Page
      frame={props.frame}
      title={detail === undefined ? 'Add a contact detail' : 'Change a contact detail'}
      width="desk"
      bar={props.bar}
      strip={<IdentityStrip name={props.name} facts={[]} />}
      back={{ href: props.back, text: 'Back to the record' }}
      errors={refused?.errors}
    >
      <form method="post" action={props.action} novalidate autocomplete="off">
        <input type="hidden" name="_csrf" value={props.token} />
        {detail === undefined ? (
          <Radios name="kind" fieldset={{ legend: 'What is it?' }} error={error('kind')} value={value('kind')} items={kinds} />
        ) : (
          // As it was first shown: a form sent back with errors must not take up another's change unseen.
          <input type="hidden" name="version" value={value('version', detail.version)} />
        )}
        <Input
          name="value"
          label={kinds.find((kind) => kind.value === detail?.contactType)?.text ?? 'Number or address'}
          error={error('value')}
          value={value('value', detail?.value)}
          class="govuk-input--width-30"
        />
        <Radios name="source" fieldset={{ legend: 'Who told us?' }} error={error('source')} value={value('source')} items={props.sources} />
        <Button>{detail === undefined ? 'Add' : 'Save'}</Button>
      </form>
      {detail === undefined ? null : (
        <p class="govuk-body">
          Is it no longer theirs? <Link href={`${props.action}/remove`}>Remove it</Link>
        </p>
      )}
    </Page>
  )
}

export function RemovePage(props: Common & { readonly action: string; readonly detail: Detail }): JSX.Element {
  return (
    <Page
      frame={props.frame}
      title="Remove this contact detail?"
      width="desk"
      bar={props.bar}
      strip={<IdentityStrip name={props.name} facts={[]} />}
      back={{ href: props.back, text: 'Back to the record' }}
    >
      <InsetText>{props.detail.value}</InsetText>
      <WarningText>If you remove it, it is deleted for good. Nobody can bring it back.</WarningText>
      <form method="post" action={props.action}>
        <input type="hidden" name="_csrf" value={props.token} />
        <input type="hidden" name="version" value={props.detail.version} />
        <Button class="govuk-button--warning">Remove it</Button>
      </form>
      <p class="govuk-body">
        <Link href={props.back}>Keep it</Link>
      </p>
    </Page>
  )
}

/** Somebody was quicker: nothing of theirs was overwritten, and nothing of this one's was kept. */
export function StalePage(
  props: Omit<Common, 'token' | 'name'> & { readonly name?: string; readonly now: string | undefined },
): JSX.Element {
  return (
    <Page
      frame={props.frame}
      title="Somebody has changed this since you opened it"
      width="desk"
      bar={props.bar}
      strip={props.name === undefined ? undefined : <IdentityStrip name={props.name} facts={[]} />}
      back={{ href: props.back }}
    >
      <p class="app-lead">Your change was not saved.</p>
      {props.now === undefined ? <p class="govuk-body">Somebody has removed it.</p> : <InsetText>It is now: {props.now}</InsetText>}
      <Button href={props.back}>See it as it is now</Button>
    </Page>
  )
}

export function HeldPage(props: Omit<Common, 'token'>): JSX.Element {
  return (
    <Page
      frame={props.frame}
      title="This has to be kept"
      width="desk"
      bar={props.bar}
      strip={<IdentityStrip name={props.name} facts={[]} />}
      back={{ href: props.back, text: 'Back to the record' }}
    >
      <p class="app-lead">A hold keeps it, for a complaint or a claim. It can be removed once the hold is lifted.</p>
      <p class="govuk-body">
        Nobody can lift a hold at this desk yet. Ask whoever placed it, or the data protection team, whether it is still needed.
      </p>
    </Page>
  )
}
