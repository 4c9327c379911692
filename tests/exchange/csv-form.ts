import { columnsOfForm, fileOf, usualActivity } from '#exchange/csv/form.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType } from '#records/every-record-type.ts'

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
      const isNeeded = column.is === 'link' ? !column.optional : column.is === 'reference' || field?.optional === false
      const kind = column.is === 'link' ? `→ \`${fileOf(column.to)}\`` : field?.sealed === true ? 'text 🔒' : (field?.kind ?? 'text')
      const label = field?.label ?? (column.is === 'link' ? column.to.title.one : 'Your own reference')
      return `| \`${column.name}\` | ${label} | ${kind} | ${isNeeded ? 'needed' : ''} |`
    })
  const heading = `## \`${fileOf(type)}\`\n${type.title.many}, for \`${usualActivity[type.name] ?? 'tenancy-management'}\` where no activity is given.\n`
  return `${heading}\n| column | what | kind | |\n|---|---|---|---|\n${rows.join('\n')}\n`
}
