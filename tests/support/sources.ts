import { expect, test } from 'vitest'
import { sourceRefusal } from '#gate/source.ts'
import type { Activity, Source } from '#notice/vocabulary.ts'
import { livewest } from './edition.ts'

const released = await livewest()

/** One test for each activity: data is taken from the sources that the notice lists, and from no other. */
export function sourcesListed(
  clause: string,
  cases: readonly { readonly activity: Activity; readonly sources: readonly Source[]; readonly not: Source }[],
): void {
  test.each(cases)(
    `${clause}: data for $activity comes from where the notice says, and from nowhere else`,
    ({ activity, sources, not }) => {
      const entry = released.edition.activities.find((each) => each.id === activity)
      const clauses = [...(entry?.clauses ?? []), ...(entry?.colleagues ?? []).flatMap((grant) => grant.clauses)]
      expect(clauses).toContain(clause)
      for (const source of sources) expect(sourceRefusal(released, activity, source, 'told'), source).toBeUndefined()
      expect(sourceRefusal(released, activity, not, 'told')).toMatchObject({ reasons: [{ code: 'source-not-in-activity' }] })
    },
  )

  test.each(cases.flatMap(({ sources }) => sources))(`${clause}: the public is told of the source %s in words`, (source) => {
    expect(released.edition.sources.find((each) => each.id === source)?.label).toMatch(/[a-z]/)
  })
}
