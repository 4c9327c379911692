import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import type { Category } from '#notice/vocabulary.ts'

/** What the notice says of the visitors' book, sentence by sentence, so that the door says nothing else (N1). Null where it says nothing. */
export type NoticeWords = {
  readonly why: string | null
  readonly kept: string | null
  readonly cameras: string | null
  /** What has to be given, which is what the notice says first of the choice. */
  readonly choice: string | null
  readonly helpKept: string | null
}

const activity = 'visitor-safety'
/** The clauses of the visitors' book, and of the cameras of the offices. */
const [book, filmed] = ['OF1', 'OF2']

export function noticeWords(edition: Edition): NoticeWords {
  const declared = edition.activities.find(({ id }) => id === activity)
  const keptFor = (category: Category) => retentionRuleFor(edition, category, activity)?.words ?? null
  return {
    why: declared?.why ?? null,
    choice: declared?.choice.split(/(?<=[.!?])\s/)[0] ?? null,
    kept: keptFor('visits'),
    helpKept: keptFor('support-needs'),
    cameras: edition.clauses.find(({ id }) => id === filmed)?.says ?? null,
  }
}

/** What the notice answers about visits to an office. Its links are left as their words: they would lead a tablet away from its own pages. */
export function answerOf(edition: Edition): { readonly question: string; readonly markdown: string } {
  const article = edition.notice.find(({ clauses }) => clauses.includes(book))
  return { question: article?.question ?? 'Privacy notice', markdown: (article?.body ?? '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') }
}
