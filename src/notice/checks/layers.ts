import type { Spotted } from '../finding.ts'
import { layeredNotices } from '../vocabulary.ts'
import { type Checked, located, namesUnknown, type Rule, spotted } from './rule.ts'

/** N3: every layered notice that is promised is there, and shows the activities of its relationship or topic. */
export const layerRules: readonly Rule[] = [
  { id: 'layer-without-activity', looksFor: 'a layered notice that no activity belongs to', find: empty },
  {
    id: 'layer-use-unworded',
    looksFor: 'a layered notice in words of its own that leaves a use out, or words one that is not its own',
    find: unworded,
  },
  { id: 'layer-missing', looksFor: 'a layered notice that is promised and not there', find: missing },
]

/** Whoever reads no table reads every use all the same (N1). */
function unworded({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('activities')) return []
  return located(['layers'], edition.layers).flatMap(({ at, value: layer }) => {
    if (layer.uses === undefined) return []
    const shown = edition.activities
      .filter(({ id, relationships }) => layer.activities.includes(id) || relationships.some((each) => layer.relationships.includes(each)))
      .map(({ id }) => id)
    const worded = layer.uses.map(({ activity }) => activity)
    return [
      ...shown
        .filter((id) => !worded.includes(id))
        .map((id) =>
          spotted(
            [...at, 'uses'],
            `\`${layer.id}\` does not tell its readers of \`${id}\``,
            `add \`- activity: ${id}\` with what it \`says\``,
          ),
        ),
      ...located([...at, 'uses'], layer.uses)
        .filter(({ value }, index) => !shown.includes(value.activity) || worded.indexOf(value.activity) < index)
        .map((use) =>
          spotted([...use.at, 'activity'], `\`${use.value.activity}\` is no use of \`${layer.id}\`, or is told twice`, 'take it out'),
        ),
    ]
  })
}

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
