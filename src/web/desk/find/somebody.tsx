import type { FastifyInstance } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { type Found, find, findingActivity } from '#gate/find/find.ts'
import { Button, type Column, Link, RecordTable, Section } from '../../components/index.ts'
import { fewTries } from '../../few-tries.ts'
import { type Form, form, text } from '../../form/index.ts'
import type { Refusal } from '../../forms.ts'
import { addressOf, type Door, type Drawn, loaded, type PageOf } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps } from '../kit.ts'

/** The words that a person is looked for by. They are a person's: they come in a form and never stand in an address. */
type Words = { readonly words: string }

/** `label`: whom to look for, or by what. */
export function asksForSomebody(label = 'Name, address, telephone number or payment reference', hint?: ComponentChildren): Form<Words> {
  return form({ words: text({ label, hint, type: 'search', least: 2, most: 200, missing: 'Enter at least two letters or numbers' }) })
}

/** Who was found by which words, or what is wrong with the words. */
type Looked = {
  readonly words?: string
  readonly found?: { readonly people: readonly Found[]; readonly more: boolean }
  readonly wrong?: Refusal | undefined
}

/** Where somebody is looked for, and how one of those found is chosen. */
type Search<Shown> = Pick<PageOf<AtDesk, Shown>, 'at' | 'back' | 'load'> & {
  readonly asking: Form<Words>
  /** The name of one of them, as the way on with them where that is a link. */
  name(found: Found, visit: AtDesk): ComponentChildren
  /** Their addresses are shown, too, where the notice shows them before a check: a page that needs them to tell people apart says so. */
  readonly homes?: true
  /** The way on where it is a button, which stands last in their row. */
  button?(found: Found, visit: AtDesk): JSX.Element
  /** The page that they are looked for from; `search`: the box, and who was found. */
  draw(shown: Shown, search: JSX.Element, visit: AtDesk): Drawn
}

export const findAt = '/desk/find'
export const asking = asksForSomebody(undefined, 'Similar spellings are found too.')

/** Finding a person. */
export function findRoutes(app: FastifyInstance, deps: DeskDeps): void {
  findingRoute(app, deps, atDesk(deps), {
    at: findAt,
    load: () => done,
    asking,
    homes: true,
    name: ({ person, name }) => <Link href={`/desk/people/${person}/open`}>{name}</Link>,
    draw: (_, search) => ({ title: 'Find a person', back: { href: '/desk', text: 'Today' }, body: search }),
  })
}

/** Looking for somebody, and not without end. Gives back the box as it stands on a page before anybody was looked for. */
export function findingRoute<Shown>(
  app: FastifyInstance,
  deps: DeskDeps,
  desk: Door<AtDesk>,
  of: Search<Shown>,
): (visit: AtDesk) => JSX.Element {
  const { name, button, homes } = of
  const boxOf = (visit: AtDesk, { words = '', found, wrong }: Looked) => (
    <>
      <SearchBox to={addressOf(of.at, visit)} asking={of.asking} token={desk.token(visit)} words={words} wrong={wrong} />
      {found === undefined ? null : (
        <Results
          {...{ ...found, words, homes }}
          name={(each) => name(each, visit)}
          button={button === undefined ? undefined : (each) => button(each, visit)}
        />
      )}
    </>
  )
  const show = (visit: AtDesk, looked: Looked) =>
    loaded(desk, of, visit, (shown) => desk.send(visit, of.draw(shown, boxOf(visit, looked), visit), looked.wrong?.errors))
  app.post(
    of.at,
    { ...desk.sends, onRequest: fewTries('find') },
    desk.enter(async (visit) => {
      const sent = of.asking.read(visit.request.body, desk.today())
      if (!sent.ok) {
        visit.reply.code(422)
        return show(visit, { wrong: sent })
      }
      const { words } = sent.value
      const activity = findingActivity(deps.gateDeps, visit.signed.colleague)
      const found = await find(deps.gateDeps, visit.signed.colleague, activity, words)
      if (found.ok) return show(visit, { words, found })
      const wanted = { activity, categories: ['personal-details'] } as const
      return atDesk(deps, wanted).refuse(visit, found.refusal, 'view', addressOf(of.back ?? desk.home, visit))
    }),
  )
  return (visit) => boxOf(visit, {})
}

type Box = Pick<Looked, 'words' | 'wrong'> & { readonly to: string; readonly asking: Form<Words>; readonly token: JSX.Element }

/** The box in which somebody is looked for, wherever the desk offers it. `words`: what was looked for. */
export function SearchBox({ to, asking, token, words = '', wrong }: Box): JSX.Element {
  return (
    <form class="app-filter-row" method="post" action={`${to}#results`} novalidate autocomplete="off">
      {token}
      {asking.fields({ words }, wrong)}
      <Button>Find</Button>
    </form>
  )
}

type Choosing = {
  readonly people: readonly Found[]
  readonly name: (found: Found) => ComponentChildren
  readonly button?: ((found: Found) => JSX.Element) | undefined
  readonly homes?: true | undefined
}

function Results({ more, words, ...choosing }: Choosing & Words & { readonly more: boolean }): JSX.Element {
  const { people } = choosing
  const many = `${people.length}${more ? ' or more' : ''} ${people.length === 1 ? 'person' : 'people'} found`
  return (
    <Section id="results" heading={people.length === 0 ? 'Nobody found' : many} focus>
      {more ? <p class="govuk-body">These are the nearest. Add more detail, such as the whole name, to narrow the results.</p> : null}
      {choosing.homes === true && people.length > 0 && !homesShown(people) ? (
        <p class="govuk-body">Addresses are not shown before the identity check.</p>
      ) : null}
      <People
        caption="People found"
        {...choosing}
        empty={`We looked for “${words}” in names, addresses, telephone numbers and payment references. Try another spelling, or fewer words.`}
      />
    </Section>
  )
}

/** Where homes are closed until somebody is identified, none comes back: a column of “Not recorded” would be untrue. */
function homesShown(people: readonly Found[]): boolean {
  return people.some(({ home }) => home !== null)
}

/** People of whom one is meant. */
export function People(props: Choosing & { readonly caption: string; readonly empty: ComponentChildren }): JSX.Element {
  const { people, name, button, homes, caption, empty } = props
  const shown = homes === true && homesShown(people)
  const columns: readonly Column<Found>[] = [
    { heading: 'Name', cell: name },
    { heading: 'Born', cell: (each) => each.bornIn ?? 'Not recorded' },
    ...(shown ? [{ heading: 'Home', cell: (each: Found) => each.home ?? 'Not recorded' }] : []),
    ...(button === undefined ? [] : [{ heading: 'Choose', cell: button }]),
  ]
  return <RecordTable class={shown ? undefined : 'app-short'} caption={caption} columns={columns} rows={people} empty={empty} />
}
