import { expect, test } from 'vitest'
import { noticeRows } from '#notice/public-words.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()
const eleven = [
  'renting-a-home',
  'shared-ownership',
  'buying-a-home',
  'leasehold',
  'renting-a-garage',
  'supported-sheltered-extra-care',
  'tenancy-sustainment',
  'community-events-and-connectors',
  'research-and-engagement',
  'under-18s-and-children',
  'your-rights',
]

test('eleven shorter notices stand beside the main one, each with rows of its own', () => {
  expect(edition.layers.map((layer) => layer.id).toSorted()).toEqual(eleven.toSorted())
  for (const layer of edition.layers) expect(noticeRows(edition, layer).length, layer.id).toBeGreaterThan(0)
})

test('each is named in the main notice', () => {
  const text = edition.notice.map((article) => article.body).join('\n')
  for (const id of eleven) expect(text, id).toContain(`/notice/layers/${id}`)
})
