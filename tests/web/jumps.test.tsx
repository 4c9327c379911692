import { renderToString } from 'preact-render-to-string'
import { afterAll, describe, expect, test } from 'vitest'
import { Why } from '#web/desk/answers.tsx'
import { exampleSite } from './example-site.ts'

const { app } = exampleSite()
afterAll(() => app.close())

async function pageAt(address: string) {
  const { body } = await app.inject(address)
  const ids = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  return { ids, jumps: [...body.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id) }
}

describe('a link within a page', () => {
  test.each([
    ...['/notice', '/notice/uses', '/notice/uses/table', '/notice/how-long', '/notice/how-long/schedule', '/notice/who-gets-what'],
    ...['/notice/who-gets-what/table', '/notice/editions/northgate-2026-02', '/promises'],
  ])('of %s leads to a place on it', async (address) => {
    const { ids, jumps } = await pageAt(address)
    expect(jumps.filter((id) => id !== undefined && !ids.has(id))).toEqual([])
  })

  test.each([
    ['/notice/uses/table', 'use-call-recording'],
    ['/notice/editions/northgate-2026-02', 'use-call-recording'],
    ['/notice/how-long/schedule', 'rule-recordings'],
    ['/promises', 'clause-CV2'],
    ['/promises', 'clause-MK4'],
  ])('of %s leads straight to %s, however long the page is', async (address, row) => {
    expect((await pageAt(address)).jumps).toContain(row)
  })

  test('from a refusal at the desk leads to the promise that it names', async () => {
    const why = renderToString(<Why explained={[{ code: 'role-not-in-activity', why: 'No.', clause: 'CV2', remedy: 'Ask.' }]} />)
    const [, place] = /href="\/promises#([^"]+)"/.exec(why) ?? []
    expect((await pageAt('/promises')).ids).toContain(place)
  })
})
