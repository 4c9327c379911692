import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { home } from '../support/places.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, publish } = await testGate(on, released)

/** LiveWest's folder with another period for recordings, and its words left as they were or told anew. */
const withCallsKept = (period: string, words: string) =>
  changed(released, (edition) => ({
    ...edition,
    retention: edition.retention.map((rule) => (rule.id === 'call-recordings' ? { ...rule, period, words } : rule)),
  }))

async function saidOfCalls(edition: ReleasedEdition): Promise<string> {
  const site = exampleSite({ editions: { current: () => edition, list: () => [], get: () => edition } })
  const { body } = await site.app.inject('/notice/how-long')
  return body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

test('what the notice says of a recording is what happens to it: change the one line, and both follow', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-09-20')
  const swept = async () => (await sweep({ ...deps, types: everyRecordType }, { dryRun: true })).deleted['call-recording'] ?? 0
  expect(await saidOfCalls(released)).toContain('90 days after the call')
  expect(await swept()).toBe(0)
  const shorter = withCallsKept('P60D', '60 days after the call')
  await publish(shorter)
  expect(await saidOfCalls(shorter)).toContain('60 days after the call')
  expect(await swept()).toBe(1)
})

test('a notice whose words tell another period than the one that runs is not published', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const schedule = current.find((file) => file.path.endsWith('retention.yaml'))
  const otherwise = current.map((file) => (file === schedule ? { ...file, text: file.text.replace('period: P90D', 'period: P60D') } : file))
  const { edition, findings } = checkLandlord(otherwise, { today })
  expect(edition).toBe(undefined)
  expect(findings).toMatchObject([{ message: '`call-recordings` runs 60 days, and its words do not say so (N1)' }])
})

test('the notice tells of each use which kinds of information it has, how long each is kept, where it is from and why', async () => {
  const { edition } = released
  const site = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await site.app.inject('/notice/uses')
  for (const activity of edition.activities) {
    const row = new RegExp(`<tr[^>]*id="use-${activity.id}".*?</tr>`, 's').exec(body)?.[0] ?? ''
    const said = row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .toLowerCase()
    const labels = [
      ...activity.categories.map((id) => edition.categories.find((each) => each.id === id)?.label ?? id),
      ...activity.categories.map((id) => retentionRuleFor(edition, id, activity.id)?.words ?? id),
      ...activity.sources.map((id) => edition.sources.find((each) => each.id === id)?.label ?? id),
    ]
    expect(
      labels.filter((label) => !said.includes(label.toLowerCase())),
      activity.id,
    ).toEqual([])
    expect(row, activity.id).toContain(activity.title)
  }
})

test('every kind of information that anybody may use is on the page that says how long it is kept', async () => {
  const used = new Set(released.edition.activities.flatMap((activity) => activity.categories))
  const covered = new Set(released.edition.retention.flatMap((rule) => rule.categories))
  expect([...used].filter((category) => !covered.has(category))).toEqual([])
})
