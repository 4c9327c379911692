import type { Edition } from '#notice/edition.ts'

/** One answer or shorter notice whose words differ between two editions. */
export type Reworded = { readonly title: string; readonly before: string; readonly after: string }

/** The pages that both editions have and that are worded differently: so that a reader sees the words, not only that they changed. */
export function reworded(from: Edition, to: Edition): readonly Reworded[] {
  const before = new Map(texts(from).map((each) => [each.id, each.text]))
  return texts(to).flatMap(({ id, title, text }) => {
    const earlier = before.get(id)
    return earlier === undefined || earlier === text ? [] : [{ title, before: earlier, after: text }]
  })
}

function texts(edition: Edition): readonly { readonly id: string; readonly title: string; readonly text: string }[] {
  return [
    ...edition.notice.map((article) => ({ id: `notice/${article.id}`, title: article.question, text: article.body })),
    ...edition.layers.map((layer) => ({ id: `layers/${layer.id}`, title: layer.title, text: `${layer.summary}\n\n${layer.body}` })),
  ]
}
