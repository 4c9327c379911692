import type { FastifyInstance, FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { Fault } from '#shared/fault.ts'
import type { FormError } from '../components/error-summary.tsx'
import type { Form, Known } from '../form/form.tsx'
import type { Filled } from '../form/question.ts'
import { type Refusal, typed } from '../forms.ts'
import { type Ended, isDone, type Pressed, type Worded, wholeForm, wordsFor } from './button.tsx'
import type { Door, Drawn, Visit } from './door.ts'
import { addressOf, loaded, type PageOf, send, wayBack } from './pages.tsx'

type FormBase<V extends Visit, Shown, A, E extends Ended> = Omit<PageOf<V, Shown>, 'draw'> & {
  /** Where it is sent, if not to the page's own address. */
  readonly posts?: string
  /** Answers that are known before anything is typed. */
  known?(shown: Shown): Known<A>
  /** `whole`: the form with its button, to stand where the page wants it. */
  draw(shown: Shown, whole: JSX.Element, visit: V): Drawn
  /** What its button says; where that hangs on what is shown, what whoever presses it has done. */
  readonly button: Pressed | ((shown: Shown) => Pressed)
  /** What to say, and at which box: the compiler finds the reason that nobody worded. */
  readonly wrong: Readonly<Record<Worded<E>, FormError>>
  /** Faults that whoever sends it can do something about: what to say of each by its code, and at which box. */
  readonly faults?: { readonly at: string; readonly said: Readonly<Record<string, string>> }
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

export function formRoutes<V extends Visit, Shown, A, E extends Ended>(
  app: FastifyInstance,
  door: Door<V>,
  of: FormBase<V, Shown, A, E> & { form(shown: Shown): Form<A>; readonly enctype?: 'multipart/form-data' },
) {
  const show = (visit: V, shown: Shown, refused?: Refusal): FastifyReply | Promise<FastifyReply> => {
    if (refused !== undefined) visit.reply.code(422)
    const known = of.form(shown).shown(of.known?.(shown) ?? {})
    return send(door, visit, of.draw(shown, whole(visit, shown, known, refused), visit), refused?.errors)
  }
  function whole(visit: V, shown: Shown, filled: Filled, refused?: Refusal): JSX.Element {
    const to = of.posts === undefined ? visit.request.url : addressOf(of.posts, visit)
    const pressed = typeof of.button === 'function' ? of.button(shown) : of.button
    return wholeForm(door, visit, { fields: of.form(shown).fields(filled, refused), to, pressed, enctype: of.enctype })
  }
  async function act(visit: V, sent: Sent<A, E>): Promise<unknown> {
    const { request, reply } = visit
    const read = sent.form.read(request.body, door.today())
    if (!read.ok) return sent.again(read)
    const answer = await sent.act(read.value).catch((error: unknown) => faultAt(of, error))
    if ('message' in answer) return sent.again({ ok: false, errors: [answer], values: typed(request.body) })
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
    const error = 'error' in answer ? answer.error : wordsFor<FormError>(of.wrong, why)
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

/** What is said of a fault, and at which box. One that nothing is said of stays a fault. */
export function faultAt({ faults }: Pick<FormBase<Visit, unknown, unknown, Ended>, 'faults'>, error: unknown): FormError {
  const message = error instanceof Fault ? faults?.said[error.code] : undefined
  if (faults === undefined || message === undefined) throw error
  return { field: faults.at, message }
}
