import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { drawnOnRecord } from '#web/desk/desk.ts'
import { namesFrom } from '#web/desk/names.ts'
import { Sections } from '#web/desk/record/sections.tsx'
import type { Shown } from '#web/desk/record/shown.ts'
import { livewest, today } from '../support/edition.ts'

const names = namesFrom((await livewest()).edition)
const keys = {
  name: 'key',
  title: { one: 'Key', many: 'Keys' },
  tie: ties.person.about,
  category: 'documents',
  usual: 'tenancy-management',
  fields: {
    opens: sealed('documents', 'What it opens', { needed: true }),
    givenOn: field('date', 'documents', 'Given', { happened: true }),
    givenBy: optional('text', 'documents', 'Given by', { owner: 'third-party', plain: 'colleague' }),
    backOn: optional('date', 'documents', 'Came back', { empty: 'Still out', notBefore: 'givenOn' }),
  },
} as const
const key = recordType(keys)
const [front, bins] = [
  { id: 'a', opens: 'Front door', givenOn: '2026-01-02', givenBy: 'Ann Other', backOn: null },
  { id: 'b', opens: null, givenOn: '2026-03-02', givenBy: null, backOn: '2026-04-01' },
]

/** The words of a record that has one part. */
function words(of: Pick<Shown, 'part' | 'answer'>) {
  const section: Shown = { ...of, label: 'Keys', addable: false, changeable: false, explained: [], names, today }
  const ways = { at: '/desk/openings/o', person: 'p', reason: 'case' } as const
  const html = renderToString(<Sections sections={[section]} closed={[]} ways={ways} drawn={drawnOnRecord} />)
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}
const held = (rows: readonly unknown[]) => ({ ok: true, rows, onHold: null }) as const

describe('a record type that says nothing of its looks', () => {
  test('is told line by line where there is one, with what is not held in a line of its own', () => {
    expect(words({ part: part(key, 'documents'), answer: held([front]) })).toContain(
      'Given 2 January 2026 Given by Ann Other Came back Still out',
    )
    expect(words({ part: part(key, 'documents'), answer: held([bins]) })).toContain('Not recorded: what it opens and given by.')
  })

  test('is a table where there are more, and says of what was erased that it cannot be read', () => {
    const said = words({ part: part(key, 'documents'), answer: held([front, bins]) })
    expect(said).toMatch(/Front door .*2 January 2026.*Still out.*It cannot be read any more .*2 March 2026.*1 April 2026/)
  })
})

test('a record type stands newest first by the field that it says', () => {
  const newest = recordType({ ...keys, onRecord: { position: 1, newestFirst: 'givenOn' } })
  expect(words({ part: part(newest, 'documents'), answer: held([front, bins]) })).toMatch(/2 March 2026.*2 January 2026/)
})

test('a record type that says so is a timeline, and a colleague’s name says what they did', () => {
  const onRecord = {
    position: 1,
    newestFirst: 'givenOn',
    timeline: { title: 'opens', meta: ['backOn', 'givenBy'], body: 'opens' },
  } as const
  const said = words({ part: part(recordType({ ...keys, onRecord }), 'documents'), answer: held([front, bins]) })
  expect(said).toMatch(/It cannot be read any more .*Front door .*Still out · given by Ann Other/)
})

test('what is all kept back is not said to be absent', () => {
  const refusal = { outcome: 'refused', reasons: [{ code: 'lacks-identity-verified' }], clauses: [] } as const
  const answer = { ok: true, rows: [], onHold: { items: 2, refusal } } as const
  const said = words({ part: part(callRecording, 'call-recordings'), answer })
  expect(said).toContain('2 items are held.')
  expect(said).not.toContain('No call recordings are held')
})

test('every field that a declaration names beside its own is one of the type', () => {
  const named = everyRecordType.flatMap(({ name, fields, onRecord }) => {
    const { newestFirst, timeline } = onRecord ?? {}
    const limits = Object.values(fields).flatMap(({ limits: { notBefore, itemOf } }) => [notBefore, itemOf])
    return [...limits, newestFirst, timeline?.title, timeline?.body, ...(timeline?.meta ?? [])].flatMap((each) =>
      each === undefined || each in fields ? [] : [`${name}.${each}`],
    )
  })
  expect(named).toEqual([])
})
