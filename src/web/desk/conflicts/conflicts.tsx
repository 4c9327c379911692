import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type BothValues, bothValues, decideConflict } from '#duties/conflicts/conflicts.ts'
import { conflictsAbout } from '#duties/conflicts/raise.ts'
import type { Source } from '#notice/vocabulary.ts'
import { Button, Radios, SummaryList } from '../../components/index.ts'
import { parseForm } from '../../forms.ts'
import type { Drawn } from '../../pages/door.ts'
import { page } from '../../pages/pages.tsx'
import { atOpening, type DeskParts, dayAndTime, type OnOpening } from '../kit.ts'

type Visit = OnOpening<'personal-details'>

const personItself: Source = 'the-person'
const conflictsAt = '/desk/openings/:id/conflicts'
const unchosen = 'Choose which is right'
const changedMeanwhile = 'It was changed or decided meanwhile: this is how it stands now'
const shape = z.strictObject({
  conflict: z.uuid(),
  version: z.string().regex(/^\d{1,10}$/),
  chosen: z.enum(['here', 'there'], { error: unchosen }),
})

/** What an import says otherwise than was put right here (P4): both values, where each is from, and the choice between them. */
export function conflictRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { gateParts, editions } = parts
  const record = atOpening(parts, 'personal-details')

  async function load({ opened, opening }: Visit) {
    const both = await bothValues(opened)
    return { ok: true, both, closed: (await conflictsAbout(gateParts, opening.person)) - both.length } as const
  }
  page(app, record, { at: conflictsAt, load, draw: drawn })

  // Each choice on the page is a form of its own.
  app.post(
    conflictsAt,
    record.sends,
    record.enter(async (visit) => {
      const sent = parseForm(shape, visit.request.body)
      if (!sent.ok) {
        const { conflict } = sent.values
        visit.reply.code(422)
        return record.send(visit, drawn(await load(visit), visit, conflict), [{ field: `chosen-${conflict}`, message: unchosen }])
      }
      const { conflict: id, version, chosen } = sent.value
      const answer = await decideConflict(gateParts, visit.opened, { id, version, chosen })
      if (!answer.ok && answer.why === 'refused') return visit.refuse(answer.refusal, 'collect')
      if (!answer.ok) {
        visit.reply.code(412)
        return record.send(visit, drawn(await load(visit), visit), [{ field: 'main-content', message: changedMeanwhile }])
      }
      record.say(visit, 'Your choice is saved. The same line in a later import will not ask again.')
      return visit.reply.redirect(visit.at, 303)
    }),
  )

  function drawn({ both, closed }: { readonly both: readonly BothValues[]; readonly closed: number }, visit: Visit, wrong?: string): Drawn {
    const body = (
      <>
        {both.length > 0 && (
          <p class="govuk-body">
            These were put right here, and another system has changed them since. What we hold stays until you choose.
          </p>
        )}
        {both.length === 0 && closed <= 0 && <p class="govuk-body">Nothing is left to decide on this record.</p>}
        {closed > 0 && <p class="govuk-body">{closedToYou(closed)}</p>}
        {both.map((each) => choiceOf(each, visit, each.conflict.id === wrong ? unchosen : undefined))}
      </>
    )
    return { title: 'Which is right?', body }
  }

  function choiceOf({ conflict, here, label, version }: BothValues, visit: Visit, error: string | undefined) {
    const row = (value: unknown, source: string, at: Temporal.Instant) => `${shown(value)}. From: ${sourceNamed(source)}, ${dayAndTime(at)}`
    const rows = [
      { key: 'What we hold', value: row(here.value, here.source, here.since) },
      { key: 'What the other system says', value: row(conflict.value, conflict.source, conflict.saidAt) },
    ]
    const items = [
      { value: 'here', text: 'What we hold' },
      { value: 'there', text: 'What the other system says' },
    ]
    return (
      <form method="post" action={`${visit.at}/conflicts`} novalidate autocomplete="off">
        {record.token(visit)}
        <input type="hidden" name="conflict" value={conflict.id} />
        <input type="hidden" name="version" value={version} />
        <h2 class="govuk-heading-m">
          {conflict.type.title.one}: {label}
        </h2>
        <SummaryList rows={rows} />
        <Radios name="chosen" idPrefix={`chosen-${conflict.id}`} fieldset={{ legend: 'Which is right?' }} error={error} items={items} />
        <Button>Decide</Button>
      </form>
    )
  }

  /** The notice speaks to the person: its “you” would be the colleague here. */
  function sourceNamed(source: string): string {
    if (source === personItself) return 'the person'
    return editions.current().edition.sources.find(({ id }) => id === source)?.label ?? source
  }
}

function closedToYou(closed: number): string {
  const things = closed === 1 ? 'One thing is' : `${closed} things are`
  return `${things} left to decide that you may not see. The record says what is closed to you, and what to do about it.`
}

function shown(value: unknown): string {
  if (value === null || value === '') return 'Nothing'
  return value === true ? 'Yes' : value === false ? 'No' : String(value)
}
