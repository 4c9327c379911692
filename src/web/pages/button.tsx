import type { FastifyInstance } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import type { Done, NotDone, Refused } from '#decisions/done-or-refused.ts'
import { Button } from '../components/button.tsx'
import type { FormError } from '../components/error-summary.tsx'
import type { Door, Drawn, Visit } from './door.ts'
import { type PageOf, wayBack } from './pages.tsx'

export type Pressed = string | { readonly text: ComponentChildren; readonly look: keyof typeof looks }
/** `row`: one that stands in each row of a list. */
const looks = { warning: 'govuk-button--warning', secondary: 'govuk-button--secondary', row: 'govuk-button--secondary app-button--row' }

/** What a form's work can come to: done, refused by the notice, or not done for another reason. `worded`: what to say of it hangs on the case. */
export type Ended = Done | Refused | NotDone<string> | (NotDone<'worded'> & { readonly error: FormError })
/** Its reasons that need words of the page: `stale` and `gone` have a page of their own, and `worded` has its words. */
export type Worded<E extends Ended> = Exclude<Extract<E, { readonly ok: false }>['why'], 'refused' | 'stale' | 'gone' | 'worded'>
export type ActionOf<V extends Visit, E extends Ended> = Pick<PageOf<V, unknown>, 'at' | 'back'> & {
  act(visit: V): Promise<E>
  /** Where it leads, if not back. */
  leadsTo?(visit: V, done: Extract<E, { readonly ok: true }>): string
  readonly said?: string
  /** Where it was not done for one of these reasons: what is said on the page that it leads back to, or the page that answers it. */
  readonly instead?: Readonly<Partial<Record<Worded<E>, string | Drawn>>>
}

/** What one button does: its form has nothing to fill in, and stands on another page (`actionButton`). */
export function action<V extends Visit, E extends Ended>(app: FastifyInstance, door: Door<V>, of: ActionOf<V, E>): void {
  app.post(
    of.at,
    door.sends,
    door.enter(async (visit) => {
      const answer = await of.act(visit)
      const back = wayBack(door, of, visit)
      if (isDone(answer)) {
        if (of.said !== undefined) door.say(visit, of.said)
        return visit.reply.redirect(of.leadsTo?.(visit, answer) ?? back, 303)
      }
      if ('refusal' in answer) return door.refuse(visit, answer.refusal, 'collect', back)
      const why = answer.ok ? undefined : answer.why
      const instead = wordsFor<string | Drawn>(of.instead ?? {}, why)
      if (instead === undefined) return door.stale(visit, back, why === 'gone' ? null : undefined)
      if (typeof instead !== 'string') return door.send({ ...visit, reply: visit.reply.code(409) }, instead)
      door.say(visit, instead, false)
      return visit.reply.redirect(back, 303)
    }),
  )
}

/** What is said for a reason, where it has words. */
export function wordsFor<W>(words: Readonly<Partial<Record<string, W>>>, why: string | undefined): W | undefined {
  return Object.entries<W | undefined>(words).find(([worded]) => worded === why)?.[1]
}

/** The button of an `action`, to stand on a page. `sends`: what it says of where it stands (`sentAlong`). */
export function actionButton<V extends Visit>(
  door: Door<V>,
  visit: V,
  to: string,
  pressed: Pressed,
  sends: Readonly<Record<string, string>> = {},
): JSX.Element {
  const fields = Object.entries(sends).map(([name, value]) => <input type="hidden" name={name} value={value} />)
  return wholeForm(door, visit, { fields, to, pressed })
}

/** A form with its button. */
export function wholeForm<V extends Visit>(
  door: Door<V>,
  visit: V,
  of: { readonly fields: ComponentChildren; readonly to: string; readonly pressed: Pressed; readonly enctype?: string | undefined },
): JSX.Element {
  const { fields, to, pressed, enctype } = of
  const button = typeof pressed === 'string' ? { text: pressed } : { text: pressed.text, class: looks[pressed.look] }
  return (
    <form method="post" action={to} enctype={enctype} novalidate autocomplete="off">
      {door.token(visit)}
      {fields}
      <Button class={button.class}>{button.text}</Button>
    </form>
  )
}

export function isDone<E extends Ended>(answer: E): answer is E & Extract<E, { readonly ok: true }> {
  return answer.ok
}
