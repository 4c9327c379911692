import type { JSX } from 'preact'
import { changesAt } from '#duties/readers/letters.ts'
import { Link } from '../components/index.ts'

/** At the foot of each page of the notice. `about`: the article, layer or page it is on. */
export function Help(props: { readonly about: string }): JSX.Element {
  return (
    <div class="app-help">
      <p class="govuk-body">
        Is this page unclear? <Link href={`/feedback?about=${encodeURIComponent(props.about)}`}>Tell us which words to mend</Link>
      </p>
      <p class="govuk-body">
        Want to know when this notice changes? <Link href={changesAt}>Be told of it</Link>
      </p>
      <p class="govuk-body">
        Is something wrong with how we use your information? <Link href="/contact#raise-a-concern">Raise a concern</Link>
      </p>
    </div>
  )
}
