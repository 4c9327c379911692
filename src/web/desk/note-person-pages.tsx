import type { JSX } from 'preact'
import type { Found } from '#gate/find.ts'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { RecordTable } from '../components/record-table.tsx'
import type { Refusal } from '../forms.ts'

type Common = { readonly frame: Frame; readonly bar: JSX.Element; readonly at: string }

/** Who may be meant. */
export function WhoIsOnItPage(props: Common & { readonly people: readonly Found[]; readonly words: string }): JSX.Element {
  const { at } = props
  return (
    <Page frame={props.frame} title="Who is on the picture?" width="desk" bar={props.bar} back={{ href: at, text: 'The picture' }}>
      <RecordTable
        class="app-short"
        caption="People found"
        captionHidden
        columns={[
          { heading: 'Name', cell: (each: Found) => <Link href={`${at}/people/${each.person}`}>{each.name}</Link> },
          { heading: 'Born', cell: (each: Found) => each.bornIn ?? 'Not held' },
        ]}
        rows={props.people}
        empty={`We looked for “${props.words}”. Go back and try another spelling, or fewer words.`}
      />
    </Page>
  )
}

/** Named or not: a name needs their permission, which is looked up when it is sent. */
export function NotePersonPage(
  props: Common & { readonly token: string; readonly person: string; readonly refused?: Refusal | undefined },
): JSX.Element {
  const { at, refused } = props
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  return (
    <Page
      frame={props.frame}
      title="Is their name shown with it?"
      width="desk"
      bar={props.bar}
      back={{ href: at, text: 'The picture' }}
      errors={refused?.errors}
    >
      <form method="post" action={`${at}/people/${props.person}`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Radios
          name="named"
          fieldset={{ legend: 'How are they shown?' }}
          error={error('named')}
          value={values.named}
          items={[
            { value: 'no', text: 'Without their name', hint: 'It is noted that they are on it, so that they can stop it.' },
            {
              value: 'yes',
              text: 'With their name',
              hint: 'Only with their permission in force. When they take it back, the picture comes down.',
            },
          ]}
        />
        <Input name="shownAs" label="If with their name: the name as it is shown" value={values.shownAs} error={error('shownAs')} />
        <Button>Note it</Button>
      </form>
    </Page>
  )
}
