import type { JSX } from 'preact'
import { Button } from '../../components/index.ts'
import type { Refusal } from '../../forms.ts'
import { asksForSomebody, foundBy } from './asking.ts'

export const findAt = '/desk/find'
export const asking = asksForSomebody(foundBy, 'It finds names that are spelt a little differently, too.')

type Asked = { readonly token: JSX.Element; readonly words?: string | undefined; readonly wrong?: Refusal | undefined }

/** Asking for somebody, wherever the desk offers it. `words`: what was looked for. */
export function SearchBox({ token, words, wrong }: Asked): JSX.Element {
  return (
    <form class="app-filter-row" method="post" action={`${findAt}#results`} novalidate>
      {token}
      {asking.fields(asking.shown({ words: words ?? null }), wrong)}
      <Button>Find</Button>
    </form>
  )
}
