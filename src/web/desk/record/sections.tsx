import type { JSX } from 'preact'
import { isEmpty, itemsOf, momentOf } from '#duties/openings/view.ts'
import type { RecordType } from '#gate/record-type.ts'
import { textOf } from '#shared/record.ts'
import { Card, RecordTable, SummaryList, Timeline } from '../../components/index.ts'
import { withinSentence } from '../../public-site/word-list.tsx'
import { type Row, type ShownField, shownFields } from '../declared.ts'
import { CheckFirst, ClosedParts, LeftOut, waitsForCheck } from './closed.tsx'
import type { OnRecord } from './on-record.ts'
import { type Closed, inSentence, type Shown, type Ways } from './shown.ts'

/**
 * Every part of the view: what is held, that nothing is held, or that it is closed and why. The three never look alike. `drawn`: the parts that
 * their subjects draw.
 */
export function Sections(props: {
  readonly sections: readonly Shown[]
  readonly closed: readonly Closed[]
  readonly ways: Ways
  readonly drawn: readonly OnRecord[]
}): JSX.Element {
  const { sections, ways } = props
  const unchecked = props.closed.find(waitsForCheck)
  const open = sections.flatMap((section) => (section.answer.ok ? [{ section, own: ownOf(section, props.drawn) }] : []))
  const shown = open.filter(({ section, own }) => !isEmpty(section) || (own?.addedTo === true && section.addable))
  const empty = open.filter((each) => !shown.includes(each)).map(({ section }) => section.label)
  return (
    <div class="app-record">
      {unchecked === undefined ? null : <CheckFirst closed={unchecked} ways={ways} />}
      {shown.map(({ section, own }) => {
        const { body, wide } = bodyOf(section, own, ways.at, sections)
        return (
          <Card title={section.label} class={wide ? 'app-card--wide' : undefined}>
            {body}
            <LeftOut section={section} ways={ways} />
          </Card>
        )
      })}
      {empty.length === 0 ? null : <p class="govuk-body app-empty">Nothing is recorded under: {inSentence([...new Set(empty)])}.</p>}
      <ClosedParts closed={props.closed.filter((each) => each !== unchecked)} ways={ways} />
    </div>
  )
}

function ownOf({ part }: Shown, drawn: readonly OnRecord[]): OnRecord | undefined {
  return drawn.find(({ of }) => of.type === part.type && of.category === part.category)
}

/** Of what is all kept back there is nothing to draw. */
function bodyOf(section: Shown, own: OnRecord | undefined, at: string, view: readonly Shown[]): Drawn {
  const count = itemsOf(section).length
  if (count === 0 && !isEmpty(section)) return { body: null, wide: false }
  return own === undefined ? asDeclared(section) : { body: own.draw(section, at, view), wide: own.wide && count > 1 }
}

type Drawn = { readonly body: JSX.Element | null; readonly wide: boolean }

/** As a timeline where the type says so; else line by line where there is one item, and as a table where there are more. */
function asDeclared(section: Shown): Drawn {
  const { type, fields: names } = section.part
  const items = itemsOf(section)
  const fields = shownFields(type, names, section.names)
  if (type.onRecord?.timeline !== undefined)
    return { body: <AsTimeline section={section} fields={fields} told={type.onRecord.timeline} />, wide: false }
  const [only] = items
  if (items.length === 1 && only !== undefined) return { body: <Lines item={only} fields={fields} />, wide: false }
  // A column that holds nothing in any row only takes room; a table of many has the whole width of a desk.
  const columns = fields.filter(({ isHeld }) => items.some(isHeld)).map(({ label, show }) => ({ heading: label, cell: show }))
  const table = <RecordTable caption={section.label} columns={columns} rows={items} empty="Nothing is recorded." />
  return { body: table, wide: columns.length > 4 }
}

/** What is held, line by line; what is not, in one line, so that it takes no room and still is no riddle. */
function Lines({ item, fields }: { readonly item: Row; readonly fields: readonly ShownField[] }): JSX.Element {
  const [held, missing] = [fields.filter(({ isHeld }) => isHeld(item)), fields.filter(({ isHeld }) => !isHeld(item))]
  const unsaid = inSentence(missing.map(({ label }) => label))
  return (
    <>
      {held.length === 0 ? null : <SummaryList rows={held.map(({ label, show }) => ({ key: label, value: show(item) }))} />}
      {unsaid === '' ? null : <p class="govuk-body app-meta">Not recorded: {unsaid}.</p>}
    </>
  )
}

type Told = NonNullable<NonNullable<RecordType['onRecord']>['timeline']>

/** Newest first. A colleague’s name says what they did. */
function AsTimeline(props: { readonly section: Shown; readonly fields: readonly ShownField[]; readonly told: Told }): JSX.Element {
  const { section, fields, told } = props
  const named = (name: string) => fields.find((field) => field.name === name)
  const said = (row: Row) => (field: ShownField) =>
    field.field.limits.plain === 'colleague' ? `${withinSentence(field.label)} ${field.show(row)}` : field.show(row)
  const moment = momentOf(section.part) ?? ''
  return (
    <Timeline
      empty="Nothing is recorded."
      entries={itemsOf(section).map((row) => ({
        title: named(told.title)?.show(row),
        happened: textOf(row[moment]),
        when: named(moment)?.show(row) ?? '',
        meta: told.meta
          .flatMap((name) => named(name) ?? [])
          .filter(({ isHeld }) => isHeld(row))
          .map(said(row))
          .join(' · '),
        children: named(told.body)?.isHeld(row) === true ? <p class="govuk-body">{named(told.body)?.show(row)}</p> : undefined,
      }))}
    />
  )
}
