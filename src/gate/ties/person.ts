import type { TwoEnds } from './tie.ts'

const both = (id: string) => ({
  tenure: null,
  keptBy: `where h.person_id = t.${id}`,
  tenancyEnd: { date: 'e.left_on', at: { table: 'leaver e', on: `t.${id} = e.person_id` } },
  reached: `${id} = $1`,
  views: [],
  openedBy: `t.${id}`,
  isOnRecord: true,
  searched: 'by-person' as const,
})

/** The person, and what is about that one person (`person_id`). */
export const person: TwoEnds = {
  itself: { ...both('id'), links: [], person: 'id', key: 'id', standsAlone: true },
  about: { ...both('person_id'), links: ['person_id'], person: 'personId', key: 'personId', standsAlone: false },
}
