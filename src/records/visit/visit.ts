import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * One visit to one of the landlord's offices, in its sign in and out book (OF1). It is for fire safety alone. Of the badge that the visitor
 * carries, only hashes are here, so that nobody who reads them can sign a visitor out.
 */
export const visit = recordType({
  name: 'visit',
  title: { one: 'Office visit', many: 'Office visits' },
  tie: ties.reception.itself,
  category: 'visits',
  notSearched:
    'Visitors to our offices are not linked to a record, because anybody may visit. Your visits are found by the name that you gave at reception, with the day of the visit or the car registration: ask the data protection team.',
  usual: 'visitor-safety',
  usualSource: 'visit',
  only: ['visitor-safety', 'rights-requests'],
  matters: [],
  table: {
    indexes: { inside: '(site) where ended_on is null', badge: '(badge)', code: '(code)' },
  },
  fields: {
    name: sealed('personal-details', 'Name', { needed: true, longest: 100 }),
    host: sealed('visits', { colleague: 'Visiting', customer: 'Whom you visited' }, { needed: true, longest: 100, owner: 'third-party' }),
    registration: sealed('vehicle-registrations', 'Car registration', { longest: 15 }),
    /** An office of the landlord's folder. */
    site: field('text', 'visits', 'Office', { plain: 'code' }),
    arrivedAt: field('instant', 'visits', 'Signed in', { happened: true }),
    leftAt: optional('instant', 'visits', 'Signed out', { empty: 'Not signed out', happened: true, notBefore: 'arrivedAt' }),
    endedOn: optional('date', 'visits', 'Day of leaving', { empty: 'Still inside', happened: true, dates: ['visit'] }),
    closedBecause: sealed('visits', 'Why it was closed without signing out', { owner: 'may-name-others', longest: 500 }),
    /** The label of a kiosk, or a colleague. */
    signedInBy: field('text', 'visits', 'Signed in by', { plain: 'colleague' }),
    /** Absent from visits that came from another book. */
    badge: optional('text', 'visits', 'Hash of the badge', { plain: 'code', owner: 'machine' }),
    code: optional('text', 'visits', 'Hash of the badge’s code', { plain: 'code', owner: 'machine' }),
  },
})

export const visits = part(visit, 'visits')
export const visitNames = part(visit, 'personal-details')
export const visitCars = part(visit, 'vehicle-registrations')
