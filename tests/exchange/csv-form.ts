import { columnsOfForm, type FormColumn, fileOf, usualSourceOf } from '#exchange/csv/form.ts'
import { type Limits, longestCode, mustBeGiven } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import { sources } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { storedWords } from '#records/words-of.ts'

const everywhere: readonly string[] = ['activity', 'source', 'sourceReason', 'collectedAt']

/** The tables of docs/csv-form.md, from the record types themselves. */
export function formTables(): string {
  return everyRecordType.map(tableOf).join('\n')
}

function tableOf(type: RecordType): string {
  const rows = columnsOfForm(type)
    .filter((column) => !everywhere.includes(column.name))
    .map((column) => {
      const field = type.fields[column.name]
      const isNeeded = column.is === 'link' ? !column.optional : column.is === 'reference' || (field !== undefined && mustBeGiven(field))
      const label = field?.label.customer ?? (column.is === 'link' ? column.to.title.one : 'Your own reference')
      return `| \`${column.name}\` | ${label} | ${kindOf(type, column)} | ${isNeeded ? 'needed' : ''} |`
    })
  const heading = `## \`${fileOf(type)}\`\n${type.title.many}, for \`${type.usual}\` from \`${usualSourceOf(type, sources)}\` where the file does not say.\n`
  return `${heading}\n| column | what | kind | |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function kindOf(type: RecordType, column: FormColumn): string {
  if (column.is === 'link') return `→ \`${fileOf(column.to)}\``
  if (column.is === 'item') return `→ the row of \`${column.typeIn}\``
  const field = type.fields[column.name]
  if (field === undefined) return 'text'
  return `${field.sealed ? 'text 🔒' : field.kind}${limited(field.limits)}`
}

function limited({ oneOf, happened, notBefore, least, plain }: Limits): string {
  return [
    plain === 'code' ? `, at most ${longestCode} characters` : '',
    oneOf === undefined ? '' : `: ${listed(oneOf)}`,
    happened === true ? ', not in the future' : '',
    notBefore === undefined ? '' : `, not before \`${notBefore}\``,
    least === undefined ? '' : `, at least ${least}`,
  ].join('')
}

function listed(oneOf: NonNullable<Limits['oneOf']>): string {
  if (oneOf === 'held-types') return 'a kind of record'
  return oneOf === 'activities'
    ? 'an activity'
    : storedWords(oneOf)
        .map((word) => `\`${word}\``)
        .join(' or ')
}
