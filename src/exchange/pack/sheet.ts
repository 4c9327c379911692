import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sheet } from '#duties/shares/tools.ts'
import type { PackItem, SectionHead } from '#duties/subject-access/gather.ts'
import { valueInWords, type WordedRow, type Wording } from './document.ts'
import type { JsonPiece } from './json-file.ts'
import type { SectionPart } from './part.ts'
import { planParts, sectionsByPart } from './plan.ts'
import { startTypesetter } from './typesetter.ts'

const names = { pdf: 'information.pdf', json: 'information.json' } as const

/**
 * Writes what is shared as a tagged PDF, for people, and as JSON, for machines, into a folder that only its owner can read. The names of the files tell
 * of nobody. Null where the PDF could not be set. `template`: the folder with `pack.typ`.
 */
export async function writeSheet(sheet: Sheet, folder: string, template: string): Promise<readonly string[] | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const sections = sectionsOf(sheet)
  await writeFile(join(folder, names.json), `${JSON.stringify(asJson(sheet, sections), null, 1)}\n`, { mode: 0o600 })
  const part = {
    title: 'Information shared',
    landlord: sheet.landlord,
    ...{ number: 1, of: 1, firstPage: 1 },
    copy: 'What we share',
    letter: {
      opening: introduction(sheet),
      hasContents: false,
      parts: [{ heading: 'What you may do with it', lines: [], list: [...sheet.terms, keepTo] }],
      from: null,
    },
    sections: await setSections(sections),
    closing: null,
  }
  await using typesetter = startTypesetter(template)
  const set = await typesetter.set({ part, file: join(folder, names.pdf) })
  return set?.set === true ? [names.json, names.pdf] : null
}

const keepTo =
  'Use it for this purpose alone, keep it safe, and delete it when you no longer need it. Words that we left out stand as “[left out]”.'

function introduction({ landlord, recipient, person, on, why, question, reference }: Sheet): readonly string[] {
  return [
    `${landlord} shares this with ${recipient} on ${on.toLocaleString('en-GB', { dateStyle: 'long' })}. It is about ${person}.`,
    `Why: ${why}`,
    ...(question === null ? [] : question.split('\n')),
    ...(reference === null ? [] : [`Law, order or case: ${reference}`]),
  ]
}

type Section = { readonly head: SectionHead; readonly items: readonly (readonly WordedRow[])[] }

function sectionsOf({ items }: Sheet): readonly Section[] {
  return [...Map.groupBy(items, ({ part }) => part)].map(([part, all]) => ({
    head: { type: part.type.name, title: part.type.title.many, category: part.category },
    items: all.map(({ values }) => values.map(([field, value]) => ({ label: field.label.colleague, value: valueInWords(value, field) }))),
  }))
}

function asJson({ landlord, recipient, person, on, why, question, reference, terms }: Sheet, sections: readonly Section[]) {
  const inJson = sections.map(({ head, items }) => ({
    title: head.title,
    items: items.map((rows) => Object.fromEntries(rows.map(({ label, value }) => [label, value]))),
  }))
  return { landlord, recipient, person, sharedOn: on.toString(), why, question, reference, terms, sections: inJson }
}

/** The sections as the template has them: a table where a kind of record has many short items. */
async function setSections(sections: readonly Section[]): Promise<readonly SectionPart[]> {
  async function* pieces(): AsyncGenerator<JsonPiece> {
    for (const { head, items } of sections) {
      yield { section: head }
      for (const rows of items) yield { item: itemOf(rows) }
    }
  }
  const plan = await planParts(pieces, asWorded, Number.MAX_SAFE_INTEGER)
  for await (const set of sectionsByPart(pieces(), asWorded, { ...plan, parts: [Number.MAX_SAFE_INTEGER] })) return set
  return []
}

/** The rows are in words already. */
function itemOf(rows: readonly WordedRow[]): PackItem {
  return { source: '', collectedAt: '', values: Object.fromEntries(rows.map(({ label, value }) => [label, value])) }
}

const asWorded: Pick<Wording, 'sectionTitle' | 'rowsOf'> = {
  sectionTitle: ({ title }) => title,
  rowsOf: ({ values }) => Object.entries(values).map(([label, value]) => ({ label, value: String(value) })),
}
