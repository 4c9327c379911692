import type { JSX } from 'preact'
import { DateInput } from '../components/date-input.tsx'
import { Input } from '../components/input.tsx'
import type { Refusal } from '../forms.ts'
import { type CameraDate, cameraDates, isDateNeeded } from './camera-form.ts'

const words: readonly (readonly [name: string, label: string, hint: string])[] = [
  ['name', 'Name', 'Such as “Main entrance”.'],
  ['reference', 'Reference', 'What its recorder calls it.'],
  ['site', 'Place', 'The block, estate or office.'],
  ['postcode', 'Postcode (optional)', 'People who live there are told of it when they ask for a copy of their data.'],
  ['purpose', 'Purpose', 'What happened there, and why nothing less would do.'],
  ['signs', 'Signs', 'Where people are told that it films.'],
  ['assessment', 'Assessment (optional)', 'Where it is kept.'],
]

type Filling = { readonly values: Readonly<Record<string, string>>; readonly refused?: Refusal | undefined }

function errorOf(refused: Refusal | undefined, field: string): string | undefined {
  return refused?.errors.find((each) => each.field === field)?.message
}

export function CameraFields({ values, refused, only }: Filling & { readonly only?: readonly string[] }): JSX.Element {
  const shown = words.filter(([name]) => only === undefined || only.includes(name))
  return (
    <>
      {shown.map(([name, label, hint]) => (
        <Input name={name} label={label} hint={hint} value={values[name]} error={errorOf(refused, name)} class="govuk-input--width-30" />
      ))}
    </>
  )
}

export function CameraDates({ values, refused }: Filling): JSX.Element {
  const boxes = ({ name }: CameraDate) => ({
    day: values[`${name}-day`] ?? '',
    month: values[`${name}-month`] ?? '',
    year: values[`${name}-year`] ?? '',
  })
  return (
    <>
      {cameraDates.map((date) => (
        <DateInput
          id={date.name}
          namePrefix={date.name}
          fieldset={{ legend: `${date.label}${isDateNeeded(date) ? '' : ' (optional)'}` }}
          error={errorOf(refused, `${date.name}-day`)}
          values={boxes(date)}
        />
      ))}
    </>
  )
}
