import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { closedRecord } from '#web/desk/answers.tsx'
import { keptOnHold } from '#web/desk/details/details.tsx'
import { whatCame } from '#web/desk/identity/identity.tsx'
import { RentEntries } from '#web/desk/rent/rent.tsx'

/** As many charges as asked for, the newest on 30 January. */
const charges = (count: number) =>
  Array.from({ length: count }, (_, day) => ({
    postedOn: `2026-01-${String(30 - day).padStart(2, '0')}`,
    kind: 'rent',
    pence: 100,
    words: null,
  }))

describe('rent charges and payments', () => {
  test('the newest twelve are in the open, and the earlier ones a press away, all counted in what is owed', () => {
    const [open = '', folded = ''] = renderToString(<RentEntries items={charges(20)} />).split('<details')
    expect(open).toContain('£20.00 is owed.')
    expect(open.match(/Jan 2026/g)).toHaveLength(12)
    expect(folded).toContain('Earlier charges and payments (8)')
    expect(folded.match(/Jan 2026/g)).toHaveLength(8)
  })

  test('nothing is folded away where twelve are all there are', () => {
    expect(renderToString(<RentEntries items={charges(12)} />)).not.toContain('<details')
  })
})

test('whoever may not remove what is on hold is told whom to ask, and offered no way that the desk has not', () => {
  const words = renderToString(<main>{keptOnHold.body}</main>)
  expect(words).toContain('Ask whoever placed the hold, or the data protection team')
  expect(words).not.toContain('can lift it')
})

describe('no page is the end of the way', () => {
  test('a record that has closed leads to finding a person', () => {
    expect(renderToString(<main>{closedRecord.body}</main>)).toMatch(/<a href="\/desk"[^>]*>\s*Find a person/)
  })

  test('a check that was tried too often leads to somebody else, and to no further try', () => {
    const words = renderToString(<main>{whatCame('too-many', '/desk', <form />)}</main>)
    expect(words).toMatch(/<a href="\/desk"[^>]*>\s*Find somebody else/)
    expect(words).not.toContain('<form')
  })
})
