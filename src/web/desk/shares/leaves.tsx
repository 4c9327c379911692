import type { JSX } from 'preact'
import { z } from 'zod'
import type { FileOfAnswer } from '#duties/rights/answer/archive.ts'
import { RecordTable, SummaryList } from '../../components/index.ts'

const sheet = z.object({
  sections: z.array(z.object({ title: z.string(), items: z.array(z.record(z.string(), z.string())) })),
})
export type SheetSection = z.infer<typeof sheet>['sections'][number]

/** What stands in the file for machines, which says the same as the one for people. */
export async function sectionsIn(files: readonly FileOfAnswer[]): Promise<readonly SheetSection[]> {
  const json = files.find(({ name }) => name.endsWith('.json'))
  return json === undefined ? [] : sheet.parse(JSON.parse(Buffer.from(await json.bytes()).toString('utf8'))).sections
}

/** Line by line where there is one item, and as a table where there are more. */
export function Leaves({ sections }: { readonly sections: readonly SheetSection[] }): JSX.Element {
  return (
    <>
      {sections.map(({ title, items }) => {
        const [only] = items
        const labels = [...new Set(items.flatMap((item) => Object.keys(item)))]
        return (
          <>
            <h3 class="govuk-heading-s">{title}</h3>
            {items.length === 1 && only !== undefined ? (
              <SummaryList rows={Object.entries(only).map(([key, value]) => ({ key, value }))} />
            ) : (
              <RecordTable
                caption={title}
                rows={items}
                columns={labels.map((heading) => ({ heading, cell: (item: (typeof items)[number]) => item[heading] ?? '' }))}
                empty="Nothing."
              />
            )}
          </>
        )
      })}
    </>
  )
}
