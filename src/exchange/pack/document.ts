import type { Pack, PackItem } from '#duties/subject-access/gather.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { zone } from '#shared/clock.ts'
import { longDate, timeOfDay } from '#shared/london-time.ts'

/** The pack in words, as the PDF sets it: plain strings throughout. */
export type PackDocument = {
  readonly title: string
  readonly landlord: string
  readonly introduction: readonly string[]
  readonly sections: readonly {
    readonly title: string
    readonly summary: string
    readonly items: readonly { readonly title: string; readonly rows: readonly { readonly label: string; readonly value: string }[] }[]
  }[]
  readonly withheld: readonly string[]
  readonly searched: readonly { readonly place: string; readonly found: string; readonly given: string }[]
  readonly ending: readonly string[]
}

/** The words of a pack. Amounts are pounds and pence, dates are London's. */
export function packDocument(pack: Pack, released: ReleasedEdition, titleOf: (type: string) => string): PackDocument {
  const { landlord, sources, categories } = released.edition
  const labelOf = (category: string) => categories.find((entry) => entry.id === category)?.label ?? category
  const { dataProtection, regulator } = landlord.contacts
  const total = Object.values(pack.items).reduce((sum, each) => sum + each, 0)
  return {
    title: 'Your information',
    landlord: landlord.name,
    introduction: [
      `This is a copy of what ${landlord.name} holds about you, gathered on ${day(pack.gatheredAt)}.`,
      `We searched every kind of record we keep and found ${count(total, 'item')} to give you.`,
    ],
    sections: pack.sections.map((section) => ({
      title: `${section.title}: ${labelOf(section.category)}`,
      summary: `${count(section.items.length, 'item')}.`,
      items: section.items.map((item, index) => ({
        title: `${section.title} ${index + 1} of ${section.items.length}`,
        rows: rowsOf(item, (source) => sources.find((entry) => entry.id === source)?.label ?? source),
      })),
    })),
    withheld: pack.withheld.flatMap((left) => [
      `${titleOf(left.type)}${left.count > 0 ? ` (${count(left.count, 'item')})` : ''}: ${left.reason}`,
      ...(left.times ?? []).map(({ camera, from, to }) => `${camera}: from ${moment(from)} to ${moment(to)}.`),
    ]),
    searched: pack.searched.map((search) => ({
      place: `${titleOf(search.type)}: ${labelOf(search.category)}`,
      found: String(search.found),
      given: String(search.given),
    })),
    ending: [
      `Tell us and we will look at it: ${dataProtection.email}, ${dataProtection.phone}.`,
      `You can also complain to the ${regulator.name}: ${regulator.concerns}.`,
    ],
  }
}

function rowsOf(item: PackItem, labelOf: (source: string) => string): readonly { label: string; value: string }[] {
  return [
    ...Object.entries(item.values).map(([label, value]) => ({ label, value: inWords(label, value) })),
    { label: 'Where it came from', value: labelOf(item.source) },
    { label: 'When we got it', value: day(item.collectedAt) },
  ]
}

function inWords(label: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return label === 'Amount' ? pounds(value) : String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return longDate(Temporal.PlainDate.from(value))
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? moment(value) : value
}

function pounds(pence: number): string {
  const sign = pence < 0 ? '-' : ''
  return `${sign}£${(Math.abs(pence) / 100).toFixed(2)}`
}

function day(instant: string): string {
  return longDate(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate())
}

function moment(instant: string): string {
  return `${day(instant)} at ${timeOfDay(Temporal.Instant.from(instant))}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
