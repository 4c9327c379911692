import { field, optional, sealed } from '#gate/field.ts'
import { media } from '#gate/media-fields.ts'
import { part } from '#gate/record-part.ts'
import { openItems, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { isShown, occasions, ways } from '../share/share.ts'
import { telling } from '../share/telling.ts'

/**
 * Part of a camera's footage that is given to somebody outside: the police or a court of the register (CV4), or the person whom it shows (CV5). Who
 * asked, on what legal power, what was cut, who made it and who took the second look. What goes to the police or a court is a line of the ledger, decided
 * on the same path as what is shared of a person; what goes to the person themselves is none. Its media is the clip, with people hidden in it. The sweep
 * deletes both when their period after the closing is over.
 */
export const disclosure = recordType({
  name: 'disclosure',
  title: { one: 'Disclosure of footage', many: 'Disclosures of footage' },
  tie: ties.place.about,
  category: 'cctv-footage',
  usual: 'crime-prevention',
  matters: [],
  table: {
    indexes: { place: '(place_id, collected_at)', open: openItems },
    constraints: {
      disclosure_ends_after_it_starts: 'check (to_at >= from_at)',
      second_look_is_another_name: 'check (decided_by is null or outcome is not null)',
    },
  },
  hasTask: true,
  toldWhen: { shown: 'yes' },
  line: {
    unless: { recipient: 'the-person' },
    says: [
      ...['told', 'recipient', 'occasion', 'officer', 'authoriser', 'power', 'requested', 'isVictim', 'bases', 'clauses'],
      ...['preparedBy', 'decidedBy', 'confirmedHow', 'victimTold', 'victimToldWhy', 'outcome', 'way', 'leftAt', 'showWhy'],
    ],
  },
  fields: {
    recipient: field('text', 'cctv-footage', 'Given to', {
      oneOf: { police: 'The police', court: 'A court', 'the-person': 'The person whom it shows' },
    }),
    /** Of the register of organisations. Its name, and the number that it is rung back at, are as the register had them. */
    organisationId: optional('uuid', 'cctv-footage', 'Organisation (id)', { owner: 'machine' }),
    organisation: sealed('cctv-footage', 'Organisation', { owner: 'third-party' }),
    callBack: sealed('cctv-footage', 'Number to ring back', { owner: 'third-party' }),
    occasion: optional('text', 'cctv-footage', 'Why it goes', { oneOf: occasions }),
    officer: sealed('cctv-footage', 'Officer', { owner: 'third-party', asked: { hint: 'Name or number, as in the request.' } }),
    authoriser: sealed('cctv-footage', 'Who authorised it there', { owner: 'third-party', longest: 200 }),
    isVictim: optional('text', 'cctv-footage', 'Victim', {
      oneOf: { yes: 'It shows the victim', no: 'It does not show the victim', 'not-known': 'Not known' },
    }),
    confirmedHow: sealed('cctv-footage', 'How we know who asked', { owner: 'third-party', longest: 300 }),
    victimTold: optional('text', 'cctv-footage', 'The victim’s notice', {
      oneOf: { given: 'Given to them, or sent in a way that is safe', exempt: 'Not given' },
    }),
    victimToldWhy: sealed('cctv-footage', 'Why the victim is not told', { owner: 'may-name-others', longest: 1000 }),
    power: sealed('cctv-footage', 'Power relied on', { owner: 'third-party', asked: { hint: 'The law they rely on.' } }),
    /** Where the person asks, the reference of their request for a copy. */
    requested: sealed('cctv-footage', 'Their reference', { owner: 'third-party' }),
    fromAt: field('instant', 'cctv-footage', 'From', { happened: true, dates: ['recorded'] }),
    toAt: field('instant', 'cctv-footage', 'To', { happened: true, notBefore: 'fromAt' }),
    /** From when until when the footage runs that this is part of. */
    filmFrom: optional('instant', 'cctv-footage', 'Film held from', { happened: true }),
    filmTo: optional('instant', 'cctv-footage', 'Film held to', { happened: true, notBefore: 'filmFrom' }),
    /** The measured length of the finished clip. */
    givenSeconds: optional('integer', 'cctv-footage', 'Length of the clip in seconds', { least: 0 }),
    treated: field('text', 'cctv-footage', 'Made', { oneOf: { cut: 'Cut here', uploaded: 'Edited elsewhere and uploaded' } }),
    obscured: field('integer', 'cctv-footage', 'Places obscured', { least: 0 }),
    /** What whoever prepared it says about everybody else: always where the person asks. */
    others: optional('text', 'cctv-footage', 'Other people', {
      oneOf: { none: 'Nobody else can be recognised in it', hidden: 'Everybody else is hidden' },
    }),
    preparedBy: field('text', 'cctv-footage', 'Prepared by', { owner: 'third-party', plain: 'colleague' }),
    preparedById: optional('text', 'cctv-footage', 'Prepared by (id)', { owner: 'machine', plain: 'code' }),
    decidedBy: optional('text', 'cctv-footage', 'Decided by', { owner: 'third-party', plain: 'colleague' }),
    outcome: optional('text', 'cctv-footage', 'Outcome', { oneOf: { released: 'Approved', stopped: 'Stopped: not shared' } }),
    closedOn: optional('date', 'cctv-footage', 'Decided', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
    digest: optional('text', 'cctv-footage', 'SHA-256 of the clip', { owner: 'machine', plain: 'code' }),
    passphrase: sealed('cctv-footage', 'Passphrase', { owner: 'machine' }),
    availableUntil: optional('instant', 'cctv-footage', 'Can be downloaded until', { owner: 'machine' }),
    fetchedAt: optional('instant', 'cctv-footage', 'Downloaded', { happened: true }),
    /** What the line of the ledger says of it. It leaves when it is first downloaded, to be handed over. */
    told: sealed('cctv-footage', 'What is shared'),
    bases: sealed('cctv-footage', 'Basis'),
    clauses: sealed('cctv-footage', 'Clauses of the notice'),
    agreementIds: sealed('cctv-footage', 'Under (ids)', { owner: 'machine' }),
    way: optional('text', 'cctv-footage', 'How it went', { oneOf: ways }),
    leftAt: optional('instant', 'cctv-footage', 'Left', { happened: true }),
    shown: optional('text', 'cctv-footage', 'Shown to the person', { owner: 'machine', oneOf: isShown }),
    ...telling('cctv-footage'),
    ...media('cctv-footage'),
  },
})

export const disclosures = part(disclosure, 'cctv-footage')
