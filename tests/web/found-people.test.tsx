import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { Found } from '#gate/find/find.ts'
import { People } from '#web/desk/find/somebody.tsx'

const amina: Found = { person: 'a', name: 'Amina Yusuf', bornIn: '1981', home: '8 Alder Court' }
const shown = (homes?: true) => renderToString(<People caption="Found" empty="" people={[amina]} name={({ name }) => name} homes={homes} />)

test('where people live is shown only by a page that says it needs that to tell them apart', () => {
  expect(shown(true)).toContain('8 Alder Court')
  expect(shown()).toContain('Amina Yusuf')
  expect(shown()).not.toContain('Alder Court')
})
