import type { FastifyInstance } from 'fastify'
import { type Found, find, findingActivity } from '#gate/find.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { fewTries } from '../../few-tries.ts'
import type { Refusal } from '../../forms.ts'
import { atDesk, type DeskParts, refused } from '../kit.ts'
import { asking, findAt, SearchBox } from './search-box.tsx'

const homeAt = '/desk'

type People = { readonly people: readonly Found[]; readonly more: boolean }
type Shown = { readonly words?: string; readonly found?: People; readonly wrong?: Refusal }

/** Finding a person. */
export function findRoutes(app: FastifyInstance, parts: DeskParts): void {
  const desk = atDesk(parts)
  type Visit = Parameters<typeof desk.token>[0]

  app.post(
    findAt,
    { ...desk.sends, onRequest: fewTries('find') },
    desk.enter(async (visit) => {
      const { request, reply, signed } = visit
      const sent = asking.read(request.body, desk.today())
      if (!sent.ok) {
        reply.code(422)
        return shown(visit, { wrong: sent })
      }
      const { words } = sent.value
      const activity = findingActivity(parts.gateParts, signed.colleague)
      const found = await find(parts.gateParts, signed.colleague, activity, words)
      if (!found.ok) return refused(parts, reply, signed, found.refusal, homeAt, { activity, categories: ['personal-details'] })
      return shown(visit, { words, found })
    }),
  )

  function shown(visit: Visit, { words, found, wrong }: Shown) {
    const body = (
      <>
        <SearchBox token={desk.token(visit)} words={words} wrong={wrong} />
        {found === undefined ? null : <Results {...found} words={words ?? ''} />}
      </>
    )
    return desk.send(visit, { title: 'Find a person', back: { href: homeAt, text: 'Today' }, body }, wrong?.errors)
  }
}

function Results({ people, more, words }: People & { readonly words: string }) {
  const homes = { heading: 'Home', cell: (each: Found) => each.home ?? 'Not held' }
  // Where homes are closed until somebody is identified, none comes back: a column of “Not held” would be untrue.
  const homesShown = people.some((each) => each.home !== null)
  return (
    <section aria-labelledby="results">
      <h2 class="govuk-heading-m" id="results" tabIndex={-1}>
        {people.length === 0
          ? 'Nobody found'
          : `${people.length}${more ? ' or more' : ''} ${people.length === 1 ? 'person' : 'people'} found`}
      </h2>
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
    </section>
  )
}
