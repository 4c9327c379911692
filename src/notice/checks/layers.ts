import type { Spotted } from '../finding.ts'
import { layeredNotices } from '../vocabulary.ts'
import { type Checked, located, namesUnknown, type Rule, spotted } from './rule.ts'

/** N3: every layered notice that is promised is there, and shows the activities of its relationship or topic. */
export const layerRules: readonly Rule[] = [
  { id: 'layer-without-activity', looksFor: 'a layered notice that no activity belongs to', find: empty },
  { id: 'layer-missing', looksFor: 'a layered notice that is promised and not there', find: missing },
]

function empty({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('activities')) return []
  return located(['layers'], edition.layers)
    .filter(
      ({ value }) =>
        !namesUnknown({ edition }, value.activities) &&
        !edition.activities.some(
          (activity) => value.activities.includes(activity.id) || activity.relationships.some((each) => value.relationships.includes(each)),
        ),
    )
    .map(({ at, value }) =>
      spotted([...at, 'id'], `no activity belongs to the layered notice \`${value.id}\``, 'name its `relationships` or its `activities`'),
    )
}

function missing({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('layers')) return []
  const there = new Set(edition.layers.map(({ id }) => id))
  return located(['clauses'], edition.clauses)
    .filter(({ value }) => value.id === 'N3')
    .flatMap(({ at }) =>
      layeredNotices
        .filter((id) => !there.has(id))
        .map((id) =>
          spotted(
            [...at, 'id'],
            `N3 promises the layered notice \`${id}\`, and there is none`,
            `write it in \`layers/${id}.md\`, or name N3 under \`without\` in edition.yaml with the reason`,
          ),
        ),
    )
}
