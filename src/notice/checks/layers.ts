import type { Spotted } from '../finding.ts'
import { type Checked, placed, type Rule, spotted } from './rule.ts'

/** N3: a layered notice shows the activities of its relationship or topic, so it must have some. */
export const layerRules: readonly Rule[] = [
  { id: 'layer-without-activity', looksFor: 'a layered notice that no activity belongs to', find: empty },
]

function empty({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('activities')) return []
  return placed(['layers'], edition.layers)
    .filter(
      ({ value }) =>
        !edition.activities.some(
          (activity) => value.activities.includes(activity.id) || activity.relationships.some((each) => value.relationships.includes(each)),
        ),
    )
    .map(({ at, value }) =>
      spotted([...at, 'id'], `no activity belongs to the layered notice \`${value.id}\``, 'name its `relationships` or its `activities`'),
    )
}
