import type { TwoEnds } from './tie.ts'

const both = (id: string) => ({
  links: [],
  person: null,
  tenure: null,
  keptBy: `join pictured_in i on i.person_id = h.person_id where i.picture_id = t.${id}`,
  tenancyEnd: null,
  reached: `(${id} = $1 or ${id} in (select picture_id from pictured_in where person_id = $1))`,
  openedBy: `t.${id}`,
  isOnRecord: true,
  searched: 'by-person' as const,
})

/**
 * A picture, and what belongs to it (its field `pictureId`). It shows the people who are noted on it. Its own key seals both, and it is
 * opened by its id as a person's record is.
 */
export const picture: TwoEnds = {
  itself: {
    ...both('id'),
    key: 'id',
    views: ['pictured_in', 'displayed_picture', 'displayed_name', 'unwanted_picture'],
    standsAlone: true,
  },
  about: { ...both('picture_id'), key: 'pictureId', views: ['pictured_in'], standsAlone: false },
}
