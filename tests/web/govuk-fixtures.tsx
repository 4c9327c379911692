import type { ComponentChildren, JSX } from 'preact'
import { Button } from '#web/components/button.tsx'
import { Checkboxes, type Choice, Radios } from '#web/components/choices.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { Details } from '#web/components/details.tsx'
import { ErrorSummary } from '#web/components/error-summary.tsx'
import { ErrorMessage, Fieldset, Hint, Label } from '#web/components/form-group.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { BackLink } from '#web/components/link.tsx'
import { NotificationBanner } from '#web/components/notification-banner.tsx'
import { Select } from '#web/components/select.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Table } from '#web/components/table.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { Panel } from '#web/public-site/panel.tsx'
import { NotOurs, type Options } from './options.ts'

/** Our component for a fixture's options. Every option read is ticked off; one that is left over means: we do not have it. */
export const components: Readonly<Record<string, (o: Options) => JSX.Element>> = {
  'back-link': (o) => <BackLink href={o.text('href') ?? '#'} text={o.text('text')} />,
  button: (o) => {
    withoutHtml(o)
    o.oneOf('type', ['submit'])
    return (
      <Button class={o.text('classes')} name={o.text('name')} value={o.text('value')} href={o.text('href')} start={o.flag('isStartButton')}>
        {o.needed('text')}
      </Button>
    )
  },
  checkboxes: (o) => (
    <Checkboxes
      name={o.needed('name')}
      idPrefix={o.text('idPrefix')}
      values={o.texts('values') ?? chosen(o, 'checked')}
      items={choices(o)}
      hint={hint(o)}
      error={error(o)}
      fieldset={fieldset(o)}
    />
  ),
  'date-input': (o) => {
    const values = o.inside('values')
    return (
      <DateInput
        id={o.needed('id')}
        namePrefix={o.text('namePrefix')}
        hint={hint(o)}
        error={error(o)}
        fieldset={fieldset(o)}
        values={
          dateItems(o) ??
          (values === undefined ? undefined : present({ day: values.text('day'), month: values.text('month'), year: values.text('year') }))
        }
      />
    )
  },
  details: (o) => (
    <Details summary={o.needed('summaryText')} open={o.flag('open')} class={o.text('classes')}>
      {o.needed('text')}
    </Details>
  ),
  'error-message': (o) => <ErrorMessage id={o.text('id')}>{o.needed('text')}</ErrorMessage>,
  'error-summary': (o) => {
    o.oneOf('titleText', ['There is a problem'])
    return (
      <ErrorSummary errors={o.list('errorList').map((item) => ({ message: item.needed('text'), field: item.needed('href').slice(1) }))} />
    )
  },
  fieldset: (o) => <Fieldset {...legend(o)} describedBy={o.text('describedBy')} role={o.oneOf('role', ['group'])} />,
  hint: (o) => (
    <Hint id={o.text('id')} class={o.text('classes')}>
      {o.needed('text')}
    </Hint>
  ),
  input: (o) => (
    <Input
      {...field(o)}
      type={o.oneOf('type', ['text', 'search'])}
      value={o.text('value')}
      class={o.text('classes')}
      autocomplete={o.text('autocomplete')}
      inputmode={o.oneOf('inputmode', ['numeric'])}
    />
  ),
  'inset-text': (o) => <InsetText>{o.needed('text')}</InsetText>,
  label: (o) => (
    <Label for={o.text('for')} class={o.text('classes')} isPageHeading={o.flag('isPageHeading')}>
      {o.needed('text')}
    </Label>
  ),
  'notification-banner': (o) => {
    withoutHtml(o)
    return <NotificationBanner type={o.oneOf('type', ['success'])}>{o.needed('text')}</NotificationBanner>
  },
  panel: (o) => {
    // Another class makes it another panel.
    o.oneOf('classes', [])
    return <Panel title={o.needed('titleText')}>{o.text('text')}</Panel>
  },
  radios: (o) => (
    <Radios
      name={o.needed('name')}
      idPrefix={o.text('idPrefix')}
      value={o.text('value') ?? chosen(o, 'checked')[0]}
      items={choices(o)}
      hint={hint(o)}
      error={error(o)}
      fieldset={fieldset(o)}
    />
  ),
  select: (o) => (
    <Select
      {...field(o)}
      value={o.text('value') ?? chosen(o, 'selected')[0]}
      items={o.list('items').map((item) => ({ text: item.needed('text'), value: item.text('value') }))}
    />
  ),
  'summary-list': (o) => (
    <SummaryList
      rows={o.list('rows').map((row) => ({ key: row.inside('key')?.needed('text'), value: row.inside('value')?.needed('text') }))}
    />
  ),
  table: (o) => (
    <Table
      caption={o.text('caption')}
      captionClass={o.text('captionClasses')}
      firstCellIsHeader={o.flag('firstCellIsHeader')}
      head={
        o.has('head')
          ? o
              .list('head')
              .map((cell) => ({ text: cell.needed('text'), format: cell.oneOf('format', ['numeric']), class: cell.text('classes') }))
          : undefined
      }
      rows={o.lists('rows').map((row) =>
        row.map((cell) => ({
          text: cell.needed('text'),
          format: cell.oneOf('format', ['numeric']),
          class: cell.text('classes'),
        })),
      )}
    />
  ),
  tag: (o) => (
    <Tag
      tone={
        o.oneOf('classes', ['govuk-tag--grey', 'govuk-tag--green', 'govuk-tag--yellow', 'govuk-tag--red'])?.slice(11) === undefined
          ? undefined
          : tones[o.needed('classes')]
      }
    >
      {o.needed('text')}
    </Tag>
  ),
  textarea: (o) => <Textarea {...field(o)} value={o.text('value')} rows={o.has('rows') ? o.number('rows') : undefined} />,
  'warning-text': (o) => <WarningText>{o.needed('text')}</WarningText>,
}

const tones: Readonly<Record<string, 'grey' | 'green' | 'yellow' | 'red'>> = {
  'govuk-tag--grey': 'grey',
  'govuk-tag--green': 'green',
  'govuk-tag--yellow': 'yellow',
  'govuk-tag--red': 'red',
}

function field(o: Options) {
  const label = o.inside('label')
  return {
    name: o.needed('name'),
    id: o.text('id'),
    label: label?.needed('text') ?? '',
    labelClass: label?.text('classes'),
    isPageHeading: label?.flag('isPageHeading'),
    hint: hint(o),
    error: error(o),
  }
}

function hint(o: Options): ComponentChildren {
  return o.inside('hint')?.needed('text')
}

function error(o: Options): string | undefined {
  return o.inside('errorMessage')?.needed('text')
}

function legend(o: Options) {
  const at = o.inside('legend')
  return { legend: at?.needed('text') }
}

function fieldset(o: Options) {
  const at = o.inside('fieldset')
  return at === undefined ? undefined : legend(at)
}

/** HTML stands there in another frame than words do, and we have the one for words. */
function withoutHtml(o: Options): void {
  if (o.has('html')) throw new NotOurs('html')
}

/** The items that say themselves that they are chosen. */
function chosen(o: Options, how: 'checked' | 'selected'): readonly string[] {
  return o.list('items').flatMap((item) => (item.flag(how) === true ? item.needed('value') : []))
}

function choices(o: Options): readonly Choice[] {
  return o
    .list('items')
    .map((item) => ({ value: item.needed('value'), text: item.needed('text'), hint: item.inside('hint')?.needed('text') }))
}

/** The fixtures name the three boxes one by one; ours are always these three, so only their values count. */
function dateItems(o: Options) {
  if (!o.has('items')) return undefined
  const wanted = ['day', 'month', 'year']
  const items = o.list('items').map((item) => {
    const classes = item.text('classes')?.split(' ') ?? []
    const name = item.needed('name')
    const usual = [`govuk-input--width-${name === 'year' ? 4 : 2}`, ...(o.has('errorMessage') ? ['govuk-input--error'] : [])]
    const other = classes.find((each) => !usual.includes(each))
    if (other !== undefined || (o.has('errorMessage') && !classes.includes('govuk-input--error')))
      throw new NotOurs('items[].error: one box alone')
    return { name, value: item.text('value') }
  })
  if (items.map((item) => item.name).join() !== wanted.join()) throw new NotOurs('items: other boxes')
  return present({ day: items[0]?.value, month: items[1]?.value, year: items[2]?.value })
}

function present<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  const kept: { [K in keyof T]?: string } = {}
  for (const key in values) if (values[key] !== undefined) kept[key] = values[key]
  return kept
}
