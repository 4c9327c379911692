import type { JSX } from 'preact'
import { pictureKinds } from '#records/picture/picture.ts'
import { Button } from '../components/button.tsx'
import { Checkboxes } from '../components/checkboxes.tsx'
import { DateInput } from '../components/date-input.tsx'
import { FileUpload } from '../components/file-upload.tsx'
import { Input } from '../components/input.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import type { Refusal } from '../forms.ts'
import { kindWords } from './picture-words.ts'
import { picturesAt } from './pictures-page.tsx'

/** A new picture, and the photographer's word that nobody on it said no. */
export function AddPicturePage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { refused } = props
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  return (
    <Page
      frame={props.frame}
      title="Add a picture"
      width="desk"
      bar={props.bar}
      back={{ href: picturesAt, text: 'Pictures' }}
      errors={refused?.errors}
    >
      <form method="post" action={`${picturesAt}/new`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <FileUpload
          name="file"
          label="The picture"
          hint="JPEG, PNG or WebP, up to 40 MB and 64 million pixels. What its file tells of place and device is taken out before it is kept."
          accept="image/jpeg,image/png,image/webp"
          error={error('file')}
        />
        <Radios
          name="kind"
          fieldset={{ legend: 'What kind of picture is it?' }}
          error={error('kind')}
          value={values.kind}
          items={pictureKinds.map((kind) => ({ value: kind, ...kindWords[kind] }))}
        />
        <Input
          name="shows"
          label="What does it show?"
          hint="Shown with it, and read out to those who cannot see it. Name nobody here."
          value={values.shows}
          error={error('shows')}
        />
        <Input name="event" label="At which event, if at one?" value={values.event} error={error('event')} />
        <DateInput
          id="taken"
          namePrefix="taken"
          fieldset={{ legend: 'When was it taken?' }}
          hint="For example, 31 3 2026"
          error={error('taken')}
          values={{ day: values['taken-day'] ?? '', month: values['taken-month'] ?? '', year: values['taken-year'] ?? '' }}
        />
        <Checkboxes
          name="nobody"
          error={error('nobody')}
          items={[{ value: 'said-no', text: 'Nobody on it told the photographer that they do not want to appear' }]}
        />
        <Button>Add the picture</Button>
      </form>
    </Page>
  )
}
