import type { JSX } from 'preact'
import type { Opening } from '#duties/openings/opening.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { Edition } from '#notice/edition.ts'
import { Button, Card, Details } from '../../components/index.ts'
import type { Refusal } from '../../forms.ts'
import { knownOfContact, noteForm } from './note-form.tsx'

const titles: Readonly<Partial<Record<OpeningReason, string>>> = {
  call: 'Note this call',
  visit: 'Note this visit',
  letter: 'Note this letter',
}

/** The box in which a contact is noted where the record is read (D10). `refused`: what is wrong with a note that was sent, with all of its words. */
export function NoteBox(props: {
  readonly edition: Edition
  readonly opening: Opening
  readonly at: string
  readonly token: string
  /** Whoever is in contact has not shown who they are. */
  readonly unchecked: boolean
  readonly refused: Refusal | undefined
}): JSX.Element {
  const { edition, opening, at, token, unchecked, refused } = props
  const form = noteForm(edition, opening)
  const filled = form.shown(knownOfContact(edition, opening))
  const hasPromise = Object.entries(refused?.values ?? {}).some(([box, value]) => box.startsWith('promised') && value !== '')
  return (
    <Card title={titles[opening.reason] ?? 'Write a note'} class="app-note">
      {opening.callReference === null ? null : <p class="govuk-body app-meta">Call {opening.callReference}</p>}
      {unchecked ? <p class="govuk-body">You have not checked who this is. A contact that you note now will say so.</p> : null}
      <form method="post" action={`${at}/contacts`} novalidate autocomplete="off">
        <input type="hidden" name="_csrf" value={token} />
        {form.fields(filled, refused, ['topic', 'summary', 'how', 'who'])}
        <Details summary="We promised something" open={hasPromise}>
          {form.fields(filled, refused, ['promised', 'promisedBy'])}
        </Details>
        <div class="govuk-button-group">
          <Button>Save</Button>
          <Button name="then" value="close" class="govuk-button--secondary">
            Save and close the record
          </Button>
        </div>
      </form>
    </Card>
  )
}
