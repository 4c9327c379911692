import type { JSX } from 'preact'
import { mostCharacters } from '#notice/ask/words.ts'
import { Button } from '../components/index.ts'

/** Where a question is typed. Sent by POST, so that it stands in no address; without a token, so that nobody gets a cookie for a box. */
export function AskBox({ asked = '' }: { readonly asked?: string | undefined }): JSX.Element {
  return (
    <form class="app-ask app-screen-only" method="post" action="/ask" autocomplete="off">
      <label class="app-ask__label" for="question">
        Ask the notice
      </label>
      <div class="app-ask__row">
        <input class="govuk-input" id="question" name="question" type="text" maxLength={mostCharacters} value={asked} />
        <Button class="app-ask__button">Ask</Button>
      </div>
    </form>
  )
}
