import type { JSX } from 'preact'
import { media } from '#records/placement/placement.ts'
import { Button } from '../components/button.tsx'
import { DateInput } from '../components/date-input.tsx'
import { Input } from '../components/input.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import type { Refusal } from '../forms.ts'
import { mediumWords } from './picture-words.ts'

/** Where a picture is to be shown, from when, and whether the place is our own. */
export function ShowPicturePage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  /** The picture's own page. */
  readonly at: string
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { at, refused } = props
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  const date = (prefix: string) => ({
    day: values[`${prefix}-day`] ?? '',
    month: values[`${prefix}-month`] ?? '',
    year: values[`${prefix}-year`] ?? '',
  })
  return (
    <Page
      frame={props.frame}
      title="Show the picture somewhere"
      width="desk"
      bar={props.bar}
      back={{ href: at, text: 'The picture' }}
      errors={refused?.errors}
    >
      <form method="post" action={`${at}/places/new`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Radios
          name="medium"
          fieldset={{ legend: 'In what is it shown?' }}
          error={error('medium')}
          value={values.medium}
          items={media.map((medium) => ({ value: medium, text: mediumWords[medium] }))}
        />
        <Radios
          name="whose"
          fieldset={{ legend: 'Whose is it?' }}
          error={error('whose')}
          value={values.whose}
          items={[
            { value: 'ours', text: 'Our own', hint: 'On our own website it stands on the page “Pictures we show”.' },
            { value: 'others', text: 'Another’s', hint: 'They have to be asked when it is to be taken down.' },
          ]}
        />
        <Input name="place" label="Where exactly?" hint="The page, the issue or the account." value={values.place} error={error('place')} />
        <DateInput id="from" namePrefix="from" fieldset={{ legend: 'From when?' }} error={error('from')} values={date('from')} />
        <DateInput
          id="until"
          namePrefix="until"
          fieldset={{ legend: 'Until when, if it ends?' }}
          error={error('until')}
          values={date('until')}
        />
        <Button>Show it there</Button>
      </form>
    </Page>
  )
}
