import { type DeskActivity, isDeskActivity } from '#duties/openings/view.ts'
import type { EditionActivity } from '#notice/edition.ts'
import { choice, type Question, wrong } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import type { Visit } from '../../pages/index.ts'

const missing = 'Choose what you are doing'

/** What a record is opened for: one of those offered. Any other is asked of the gate all the same, so that its refusal is on record. */
export function askActivity(offered: readonly EditionActivity[]): Question<DeskActivity> {
  return {
    ...choice<string>({
      label: 'What are you doing?',
      hint: 'These descriptions come from the privacy notice, so “you” means the customer.',
      missing,
      options: offered.map(({ id, title, why }) => ({ value: id, text: title, hint: why })),
    }),
    read(name, { [name]: chosen }) {
      if (chosen === undefined) return wrong(name, missing)
      if (!isDeskActivity(chosen)) throw new HttpFault(400, 'the activity is none of those offered')
      return { ok: true, value: chosen }
    },
  }
}

/** What a record was asked to be opened for, for the words of a refusal. */
export function activityAsked({ request }: Visit): string {
  return typed(request.body).activity ?? ''
}
