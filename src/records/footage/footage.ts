import { field, optional } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/** What one camera filmed from one moment to another (D8, CV2). The film is in the vault, under the camera's key. */
export const footage = recordType({
  name: 'footage',
  title: { one: 'Camera footage', many: 'Camera footage' },
  tie: ties.place.about,
  category: 'cctv-footage',
  usual: 'cctv',
  matters: ['case-closed'],
  table: {
    indexes: { place: '(place_id, started_at)', open: openItems },
    constraints: { footage_ends_after_it_starts: 'check (ended_at >= started_at)' },
  },
  fields: {
    startedAt: field('instant', 'cctv-footage', 'From', { happened: true, dates: ['recorded'] }),
    endedAt: field('instant', 'cctv-footage', 'To', { happened: true, notBefore: 'startedAt' }),
    /** Which part of that time the film shows, and where in the film's own time (`#media/film-time.ts`). */
    shows: optional('text', 'cctv-footage', 'What of that time is shown', { owner: 'machine', plain: 'code' }),
    /** Tells the same footage sent again from other footage. */
    arrivedAs: optional('text', 'cctv-footage', 'Digest of what came', { owner: 'machine', plain: 'code' }),
    ...media('cctv-footage'),
  },
})

export const filmed = part(footage, 'cctv-footage')
/** The times alone, without what would open the film: for lists, and for answers that only say that footage exists. */
export const filmedTimes = plainPart(footage, 'cctv-footage')
