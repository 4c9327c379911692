import type { TwoEnds } from './tie.ts'

const both = {
  person: null,
  tenure: null,
  tenancyEnd: null,
  views: ['watched_home'],
  isOnRecord: false,
  searched: 'by-place' as const,
}

/**
 * A place that is watched (a camera), and what belongs to it (`place_id`) and shows whoever was there. The place's own key seals both, and
 * it is opened as a person's record is. A search of a person's data reaches the cameras of where they live or lived, and what those filmed
 * while they did.
 */
export const place: TwoEnds = {
  itself: {
    ...both,
    links: [],
    stays: true,
    keptBy: null,
    key: 'id',
    reached: '(id = $1 or id in (select place_id from watched_home where person_id = $1))',
    openedBy: 't.id',
    standsAlone: true,
  },
  about: {
    ...both,
    links: ['place_id'],
    // Holds are placed on places too, for what was seen there.
    keptBy: 'where h.person_id = t.place_id',
    key: 'placeId',
    reached: `(place_id = $1 or place_id in (select w.place_id from watched_home w
    where w.person_id = $1 and coalesce(clock_from <= w.lived_until, true)))`,
    openedBy: 't.place_id',
    standsAlone: false,
  },
}
