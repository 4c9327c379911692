import type { Edition } from '#notice/edition.ts'

const pages: Readonly<Record<string, string>> = {
  'how-long': 'How long we keep things',
  'who-gets-what': 'Who gets what, and why',
  layers: 'Shorter notices',
  editions: 'Older notices',
}

/** What a feedback's `about` stands for, in the notice's own words: a question, a shorter notice, a page; else the whole. */
export function subjectOf(edition: Edition, id: string): string {
  const layer = edition.layers.find((each) => `layer-${each.id}` === id)
  const page = Object.hasOwn(pages, id) ? pages[id] : undefined
  return edition.notice.find((article) => article.id === id)?.question ?? layer?.title ?? page ?? edition.title
}
