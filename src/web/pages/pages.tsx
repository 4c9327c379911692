import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import { z } from 'zod'
import type { Answer, Done, NotDone, Refused } from '#decisions/done-or-refused.ts'
import { Button } from '../components/button.tsx'
import type { FormError } from '../components/error-summary.tsx'
import type { Form, Known } from '../form/form.tsx'
import type { Filled } from '../form/question.ts'
import { type Refusal, typed } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import type { Door, Drawn, Visit } from './door.ts'

/** Not there, or not any more: status 404. */
type Absent = 'gone'

export type PageOf<V extends Visit, Shown> = {
  readonly at: string
  /** The way back from a refusal, where it is not the door's first page: an address, or a route whose names are those of this page's own. */
  readonly back?: string
  load(visit: V): Promise<Answer<Shown, Absent>> | Answer<Shown, Absent>
  draw(shown: Shown, visit: V): Drawn
}

type Pressed = string | { readonly text: ComponentChildren; readonly look: keyof typeof looks }
/** `row`: one that stands in each row of a list. */
const looks = { warning: 'govuk-button--warning', secondary: 'govuk-button--secondary', row: 'govuk-button--secondary app-button--row' }

/** What a form's work can come to: done, refused by the notice, or not done for another reason. */
type Ended = Done | Refused | NotDone<string>
/** `stale` and `gone`, since its form was shown, have a page of their own; every other reason is said at a box. */
type Worded<E extends Ended> = Exclude<Extract<E, { readonly ok: false }>['why'], 'refused' | 'stale' | 'gone'>

type FormBase<V extends Visit, Shown, A, E extends Ended> = Omit<PageOf<V, Shown>, 'draw'> & {
  /** Where it is sent, if not to the page's own address. */
  readonly posts?: string
  /** Answers that are known before anything is typed. */
  known?(shown: Shown): Known<A>
  /** `whole`: the form with its button, to stand where the page wants it. */
  draw(shown: Shown, whole: JSX.Element, visit: V): Drawn
  readonly button: Pressed
  /** What to say, and at which box: the compiler finds the reason that nobody worded. */
  readonly wrong: Readonly<Record<Worded<E>, FormError>>
  /** What whoever came too late is told of how it is now. */
  now?(shown: Shown): string | null
  /** Where nothing is said, the page that it leads to says enough. */
  readonly said?: string | ((answers: A) => string)
}

/** What is done is told by the address and the answers: nothing is loaded for it, and no look at it goes on record. */
export type FormOf<V extends Visit, Shown, A, E extends Ended> = FormBase<V, Shown, A, E> & {
  readonly form: Form<A>
  act(visit: V, answers: A): Promise<E>
  /** Where it leads, if not to the page once more. */
  leadsTo?(visit: V, done: Extract<E, { readonly ok: true }>): string
}

/** The form, or what is done with it, hangs on what is shown: that is loaded also when the form is sent. */
export type FormAbout<V extends Visit, Shown, A, E extends Ended> = FormBase<V, Shown, A, E> & {
  form(shown: Shown): Form<A>
  act(visit: V, answers: A, shown: Shown): Promise<E>
  /**
   * Where it leads; or the page that answers it, which nothing is said on, and which is not there a second time. `whole`: the form as it was
   * sent, for another try.
   */
  leadsTo?(visit: V, done: Extract<E, { readonly ok: true }>, shown: Shown, whole: JSX.Element): string | Drawn
}

/** A page to read. */
export function page<V extends Visit, Shown>(app: FastifyInstance, door: Door<V>, of: PageOf<V, Shown>): void {
  app.get(
    of.at,
    door.enter((visit) => loaded(door, of, visit, (shown) => send(door, visit, of.draw(shown, visit)))),
  )
}

/** A page with a form that can be read and acted on without what its page shows. */
export function formPage<V extends Visit, Shown, A, E extends Ended>(
  app: FastifyInstance,
  door: Door<V>,
  of: FormOf<V, Shown, A, E>,
): void {
  const page = formRoutes(app, door, { ...of, form: () => of.form })
  page.sent((visit) =>
    page.act(visit, {
      form: of.form,
      again: (refused) => loaded(door, of, visit, (shown) => page.show(visit, shown, refused)),
      act: (answers) => of.act(visit, answers),
      leadsTo: (answer) => of.leadsTo?.(visit, answer),
    }),
  )
}

/** A page with a form that hangs on what its page shows. */
export function formAbout<V extends Visit, Shown, A, E extends Ended>(
  app: FastifyInstance,
  door: Door<V>,
  of: FormAbout<V, Shown, A, E>,
): void {
  const page = formRoutes(app, door, of)
  page.sent((visit) => {
    const work = (shown: Shown) =>
      page.act(visit, {
        form: of.form(shown),
        again: (refused) => page.show(visit, shown, refused),
        act: (answers) => of.act(visit, answers, shown),
        leadsTo: (answer) => of.leadsTo?.(visit, answer, shown, page.whole(visit, shown, typed(visit.request.body))),
      })
    return loaded(door, of, visit, work, () => door.stale(visit, wayBack(door, of, visit), null))
  })
}

/** A form as it was sent, and what is done with it. */
type Sent<A, E extends Ended> = {
  readonly form: Form<A>
  /** The page once more, with what is wrong. */
  again(refused: Refusal): unknown
  act(answers: A): Promise<E>
  leadsTo(done: Extract<E, { readonly ok: true }>): string | Drawn | undefined
}

function formRoutes<V extends Visit, Shown, A, E extends Ended>(
  app: FastifyInstance,
  door: Door<V>,
  of: FormBase<V, Shown, A, E> & { form(shown: Shown): Form<A> },
) {
  const show = (visit: V, shown: Shown, refused?: Refusal): FastifyReply | Promise<FastifyReply> => {
    if (refused !== undefined) visit.reply.code(422)
    const known = of.form(shown).shown(of.known?.(shown) ?? {})
    return send(door, visit, of.draw(shown, whole(visit, shown, known, refused), visit), refused?.errors)
  }
  function whole(visit: V, shown: Shown, filled: Filled, refused?: Refusal): JSX.Element {
    const to = of.posts === undefined ? visit.request.url : addressOf(of.posts, visit)
    return wholeForm(door, visit, { fields: of.form(shown).fields(filled, refused), to, pressed: of.button })
  }
  async function act(visit: V, sent: Sent<A, E>): Promise<unknown> {
    const { request, reply } = visit
    const read = sent.form.read(request.body, door.today())
    if (!read.ok) return sent.again(read)
    const answer = await sent.act(read.value)
    if (!isDone(answer)) return notDone(visit, sent, answer)
    const leads = sent.leadsTo(answer) ?? addressOf(of.at, visit)
    if (typeof leads !== 'string') return send(door, visit, leads)
    const words = typeof of.said === 'function' ? of.said(read.value) : of.said
    if (words !== undefined) door.say(visit, words)
    return reply.redirect(leads, 303)
  }
  async function stale(visit: V): Promise<FastifyReply> {
    const again = of.now === undefined ? undefined : await of.load(visit)
    const back = of.posts === undefined ? visit.request.url : addressOf(of.at, visit)
    return door.stale(visit, back, (again?.ok === true ? of.now?.(again) : undefined) ?? undefined)
  }
  function notDone(visit: V, sent: Sent<A, E>, answer: Ended): unknown {
    if ('refusal' in answer) return door.refuse(visit, answer.refusal, 'collect', wayBack(door, of, visit))
    const why = answer.ok ? undefined : answer.why
    if (why === 'stale') return stale(visit)
    const error = Object.entries<FormError>(of.wrong).find(([worded]) => worded === why)?.[1]
    if (error === undefined) return door.stale(visit, wayBack(door, of, visit), why === 'gone' ? null : undefined)
    return sent.again({ ok: false, errors: [error], values: typed(visit.request.body) })
  }
  app.get(
    of.at,
    door.enter((visit) => loaded(door, of, visit, (shown) => show(visit, shown))),
  )
  const sent = (work: (visit: V) => unknown) => app.post(of.posts ?? of.at, door.sends, door.enter(work))
  return { show, whole, act, sent }
}

/** What is shown, to work with it; or, where it cannot be, the answer that says so. `gone`: what is answered where it is not there, if not 404. */
export async function loaded<V extends Visit, Shown>(
  door: Door<V>,
  of: Pick<PageOf<V, Shown>, 'load' | 'back'>,
  visit: V,
  work: (shown: Shown) => unknown,
  gone?: () => unknown,
): Promise<unknown> {
  const answer = await of.load(visit)
  if (answer.ok) return work(answer)
  if (answer.why === 'gone' && gone !== undefined) return gone()
  if (answer.why === 'gone') throw new HttpFault(404, 'there is nothing of that id')
  return door.refuse(visit, answer.refusal, 'view', wayBack(door, of, visit))
}

function wayBack<V extends Visit>(door: Door<V>, { back = door.home }: Pick<PageOf<V, unknown>, 'back'>, visit: V): string {
  return addressOf(back, visit)
}

/** The address of one: a route, with what this request's own address has for each of its names. */
export function addressOf(route: string, { request }: Visit): string {
  const named = names.safeParse(request.params)
  return route.replace(/:(\w+)/g, (name, word: string) => named.data?.[word] ?? name)
}

const names = z.record(z.string(), z.string())

function send<V extends Visit>(door: Door<V>, visit: V, drawn: Drawn, errors?: readonly FormError[]): FastifyReply | Promise<FastifyReply> {
  if (drawn.version !== undefined && errors === undefined) visit.reply.header('etag', `"${drawn.version}"`)
  return door.send(visit, drawn, errors)
}

function wholeForm<V extends Visit>(
  door: Door<V>,
  visit: V,
  { fields, to, pressed }: { readonly fields: ComponentChildren; readonly to: string; readonly pressed: Pressed },
): JSX.Element {
  const button = typeof pressed === 'string' ? { text: pressed } : { text: pressed.text, class: looks[pressed.look] }
  return (
    <form method="post" action={to} novalidate autocomplete="off">
      {door.token(visit)}
      {fields}
      <Button class={button.class}>{button.text}</Button>
    </form>
  )
}

export type ActionOf<V extends Visit, E extends Ended> = Pick<PageOf<V, unknown>, 'at' | 'back'> & {
  act(visit: V): Promise<E>
  /** Where it leads, if not back. */
  leadsTo?(visit: V, done: Extract<E, { readonly ok: true }>): string
  readonly said?: string
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
      return door.stale(visit, back)
    }),
  )
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

function isDone<E extends Ended>(answer: E): answer is E & Extract<E, { readonly ok: true }> {
  return answer.ok
}
