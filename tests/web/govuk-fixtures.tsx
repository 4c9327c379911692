import type { ComponentChildren, JSX } from 'preact'
import { BackLink } from '#web/components/back-link.tsx'
import { Breadcrumbs } from '#web/components/breadcrumbs.tsx'
import { Button } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import type { Choice } from '#web/components/choice-item.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { Details } from '#web/components/details.tsx'
import { ErrorMessage } from '#web/components/error-message.tsx'
import { ErrorSummary } from '#web/components/error-summary.tsx'
import { Fieldset } from '#web/components/fieldset.tsx'
import { Hint } from '#web/components/hint.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Label } from '#web/components/label.tsx'
import { NotificationBanner } from '#web/components/notification-banner.tsx'
import { Pagination } from '#web/components/pagination.tsx'
import { Panel } from '#web/components/panel.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { SkipLink } from '#web/components/skip-link.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Table } from '#web/components/table.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { NotOurs, type Options } from './options.ts'

/** Our component for a fixture's options. Every option read is ticked off; one that is left over means: we do not have it. */
export const components: Readonly<Record<string, (o: Options) => JSX.Element>> = {
  'back-link': (o) => (
    <BackLink href={o.text('href') ?? '#'} class={o.text('classes')}>
      {o.text('text')}
    </BackLink>
  ),
  breadcrumbs: (o) => (
    <Breadcrumbs
      class={o.text('classes')}
      collapseOnPhone={o.flag('collapseOnMobile')}
      label={o.text('labelText')}
      items={o.list('items').map((item) => ({ text: item.needed('text'), href: item.text('href') }))}
    />
  ),
  button: (o) => (
    <Button
      class={o.text('classes')}
      name={o.text('name')}
      value={o.text('value')}
      id={o.text('id')}
      href={o.text('href')}
      type={o.oneOf('type', ['submit', 'button', 'reset'])}
      start={o.flag('isStartButton')}
    >
      {o.needed('text')}
    </Button>
  ),
  checkboxes: (o) => (
    <Checkboxes
      name={o.needed('name')}
      idPrefix={o.text('idPrefix')}
      class={o.text('classes')}
      describedBy={o.text('describedBy')}
      values={o.texts('values')}
      items={choices(o)}
      hint={hint(o)}
      error={error(o)}
      fieldset={fieldset(o)}
      groupClass={o.inside('formGroup')?.text('classes')}
    />
  ),
  'date-input': (o) => {
    const values = o.inside('values')
    return (
      <DateInput
        id={o.needed('id')}
        namePrefix={o.text('namePrefix')}
        class={o.text('classes')}
        hint={hint(o)}
        error={error(o)}
        fieldset={fieldset(o)}
        values={
          dateItems(o) ??
          (values === undefined ? undefined : present({ day: values.text('day'), month: values.text('month'), year: values.text('year') }))
        }
        groupClass={o.inside('formGroup')?.text('classes')}
      />
    )
  },
  details: (o) => (
    <Details summary={o.needed('summaryText')} id={o.text('id')} open={o.flag('open')} class={o.text('classes')}>
      {o.needed('text')}
    </Details>
  ),
  'error-message': (o) => (
    <ErrorMessage id={o.text('id')} class={o.text('classes')} prefix={o.text('visuallyHiddenText')}>
      {o.needed('text')}
    </ErrorMessage>
  ),
  'error-summary': (o) => (
    <ErrorSummary
      title={o.needed('titleText')}
      class={o.text('classes')}
      description={o.text('descriptionText')}
      errors={o.list('errorList').map((item) => ({ text: item.needed('text'), href: item.text('href') }))}
    />
  ),
  fieldset: (o) => (
    <Fieldset {...legend(o)} class={o.text('classes')} describedBy={o.text('describedBy')} role={o.oneOf('role', ['group'])} />
  ),
  hint: (o) => (
    <Hint id={o.text('id')} class={o.text('classes')}>
      {o.needed('text')}
    </Hint>
  ),
  input: (o) => (
    <Input
      {...field(o)}
      type={o.oneOf('type', ['text', 'email', 'tel', 'search', 'password'])}
      value={o.text('value')}
      class={o.text('classes')}
      autocomplete={o.text('autocomplete')}
      autocapitalize={o.oneOf('autocapitalize', ['none', 'words', 'sentences', 'characters'])}
      inputmode={o.oneOf('inputmode', ['numeric', 'decimal', 'email', 'tel', 'text'])}
      pattern={o.text('pattern')}
      spellcheck={o.flag('spellcheck')}
      prefix={o.inside('prefix')?.needed('text')}
      suffix={o.inside('suffix')?.needed('text')}
    />
  ),
  'inset-text': (o) => (
    <InsetText id={o.text('id')} class={o.text('classes')}>
      {o.needed('text')}
    </InsetText>
  ),
  label: (o) => (
    <Label for={o.text('for')} class={o.text('classes')} isPageHeading={o.flag('isPageHeading')}>
      {o.needed('text')}
    </Label>
  ),
  'notification-banner': (o) => (
    <NotificationBanner type={o.oneOf('type', ['success'])} title={o.text('titleText')} titleId={o.text('titleId')}>
      {o.needed('text')}
    </NotificationBanner>
  ),
  pagination: (o) => {
    const link = (name: string) => {
      const at = o.inside(name)
      return at === undefined ? undefined : { href: at.needed('href'), text: at.text('text'), label: at.text('labelText') }
    }
    return (
      <Pagination
        previous={link('previous')}
        next={link('next')}
        label={o.text('landmarkLabel')}
        class={o.text('classes')}
        items={
          o.has('items')
            ? o
                .list('items')
                .map((item) =>
                  item.flag('ellipsis') === true
                    ? { ellipsis: true as const }
                    : { number: item.number('number'), href: item.needed('href'), current: item.flag('current') },
                )
            : undefined
        }
      />
    )
  },
  panel: (o) => <Panel title={o.needed('titleText')}>{o.text('text')}</Panel>,
  radios: (o) => (
    <Radios
      name={o.needed('name')}
      idPrefix={o.text('idPrefix')}
      class={o.text('classes')}
      value={o.text('value')}
      items={choices(o)}
      hint={hint(o)}
      error={error(o)}
      fieldset={fieldset(o)}
      groupClass={o.inside('formGroup')?.text('classes')}
    />
  ),
  select: (o) => (
    <Select
      {...field(o)}
      class={o.text('classes')}
      value={o.text('value')}
      items={o.list('items').map((item) => ({ text: item.needed('text'), value: item.text('value') }))}
    />
  ),
  'skip-link': (o) => (
    <SkipLink href={o.text('href')} class={o.text('classes')}>
      {o.needed('text')}
    </SkipLink>
  ),
  'summary-list': (o) => {
    const card = o.inside('card')
    return (
      <SummaryList
        class={o.text('classes')}
        rows={o.list('rows').map((row) => ({
          key: row.inside('key')?.needed('text'),
          value: row.inside('value')?.needed('text'),
          actions: actions(row),
        }))}
        card={card === undefined ? undefined : { title: card.inside('title')?.needed('text') ?? '', actions: actions(card) }}
      />
    )
  },
  table: (o) => (
    <Table
      class={o.text('classes')}
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
          colspan: cell.has('colspan') ? cell.number('colspan') : undefined,
          rowspan: cell.has('rowspan') ? cell.number('rowspan') : undefined,
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
  textarea: (o) => (
    <Textarea
      {...field(o)}
      class={o.text('classes')}
      value={o.text('value')}
      rows={o.has('rows') ? o.number('rows') : undefined}
      autocomplete={o.text('autocomplete')}
      spellcheck={o.flag('spellcheck')}
    />
  ),
  'warning-text': (o) => (
    <WarningText fallback={o.text('iconFallbackText')} class={o.text('classes')}>
      {o.needed('text')}
    </WarningText>
  ),
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
    describedBy: o.text('describedBy'),
    groupClass: o.inside('formGroup')?.text('classes'),
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
  return { legend: at?.needed('text'), legendClass: at?.text('classes'), isPageHeading: at?.flag('isPageHeading') }
}

function fieldset(o: Options) {
  const at = o.inside('fieldset')
  return at === undefined ? undefined : { ...legend(at), class: at.text('classes'), describedBy: at.text('describedBy') }
}

function choices(o: Options): readonly Choice[] {
  return o
    .list('items')
    .map((item) =>
      item.has('divider')
        ? { divider: item.needed('divider') }
        : { value: item.needed('value'), text: item.needed('text'), id: item.text('id'), hint: item.inside('hint')?.needed('text') },
    )
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

function actions(o: Options) {
  return o
    .inside('actions')
    ?.list('items')
    .map((item) => ({ href: item.needed('href'), text: item.needed('text'), about: item.text('visuallyHiddenText') }))
}

function present<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  const kept: { [K in keyof T]?: string } = {}
  for (const key in values) if (values[key] !== undefined) kept[key] = values[key]
  return kept
}
