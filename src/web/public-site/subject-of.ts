import type { Edition } from '#notice/edition.ts'

const pages: Readonly<Record<string, string>> = {
  'how-long': 'How long we keep things',
  'who-gets-what': 'Who gets what, and why',
  layers: 'Shorter notices',
  uses: 'What we use, why, and for how long',
  rights: 'What you can ask us to do',
  editions: 'Older notices',
}

/** What a feedback's `about` stands for, in words: a page, a shorter notice, a question of the notice; else the whole. */
export function subjectOf(edition: Edition, id: string): string {
  return partNamed(edition, id) ?? edition.title
}

/** The id, where it is of something that pages ask about; else the whole: whatever else was sent is somebody's own words, and is not kept. */
export function knownSubject(edition: Edition, id: string): string {
  return partNamed(edition, id) === undefined ? 'notice' : id
}

function partNamed(edition: Edition, id: string): string | undefined {
  const layer = edition.layers.find((each) => `layer-${each.id}` === id)
  const page = Object.hasOwn(pages, id) ? pages[id] : undefined
  // The page first: a question of the notice may have its name, and it is pages that ask.
  return page ?? layer?.title ?? edition.notice.find((article) => article.id === id)?.question
}
