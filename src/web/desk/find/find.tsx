import type { FastifyInstance } from 'fastify'
import type { Found } from '#gate/find.ts'
import { sendPage } from '../../answers.tsx'
import { Button, Link, RecordTable, Section } from '../../components/index.ts'
import { limitedAsSigningIn } from '../../request-limits.ts'
import { deskFrame } from '../frame.tsx'
import { type AtDesk, atDesk, type DeskParts } from '../kit.ts'
import { colleagueOf } from '../session.ts'
import { SignInPage } from '../sign-in-pages.tsx'
import { asksForSomebody, findingRoute, foundBy, type Looked } from './asking.ts'

const findAt = '/desk'
const asking = asksForSomebody(foundBy, 'It finds names that are spelt a little differently, too.')

/** Finding a person; whoever is signed out signs in here. */
export function findRoutes(app: FastifyInstance, parts: DeskParts): void {
  const desk = atDesk(parts)

  const first = desk.enter((visit) => shown(visit, {}))
  app.get(findAt, { config: limitedAsSigningIn }, (request, reply) =>
    colleagueOf(request) === undefined ? sendPage(reply, <SignInPage frame={deskFrame(parts)} />) : first(request, reply),
  )
  findingRoute(app, parts, desk, { at: `${findAt}/find`, asking, back: () => findAt, show: shown })

  function shown(visit: AtDesk, { words, found, wrong }: Looked) {
    const body = (
      <>
        <form method="post" action={`${findAt}/find#results`} novalidate>
          {desk.token(visit)}
          {asking.fields(asking.shown({ words: words ?? null }), wrong)}
          <Button>Find</Button>
        </form>
        {found === undefined ? null : <Results {...found} words={words ?? ''} />}
      </>
    )
    return desk.send(visit, { title: 'Find a person', current: findAt, body }, wrong?.errors)
  }
}

function Results({ people, more, words }: NonNullable<Looked['found']> & { readonly words: string }) {
  const homes = { heading: 'Home', cell: (each: Found) => each.home ?? 'Not held' }
  // Where homes are closed until somebody is identified, none comes back: a column of “Not held” would be untrue.
  const homesShown = people.some((each) => each.home !== null)
  return (
    <Section
      id="results"
      heading={
        people.length === 0
          ? 'Nobody found'
          : `${people.length}${more ? ' or more' : ''} ${people.length === 1 ? 'person' : 'people'} found`
      }
      focus
    >
      {more ? <p class="govuk-body">These are the nearest. Write more, such as the whole name, to see fewer.</p> : null}
      {people.length > 0 && !homesShown ? (
        <p class="govuk-body">Where people live is not shown here: ask for it in the identity check.</p>
      ) : null}
      <RecordTable
        class={homesShown ? undefined : 'app-short'}
        caption="People found"
        captionHidden
        columns={[
          { heading: 'Name', cell: (each: Found) => <Link href={`/desk/people/${each.person}/open`}>{each.name}</Link> },
          { heading: 'Born', cell: (each: Found) => each.bornIn ?? 'Not held' },
          ...(homesShown ? [homes] : []),
        ]}
        rows={people}
        empty={`We looked for “${words}” in names, addresses, telephone numbers and payment references. Try another spelling, or fewer words.`}
      />
    </Section>
  )
}
