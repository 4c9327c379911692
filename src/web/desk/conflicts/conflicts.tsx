import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type BothValues, bothValues, decideConflict } from '#duties/conflicts/conflicts.ts'
import { conflictsAbout, conflictsToDecide, decidesConflicts } from '#duties/conflicts/raise.ts'
import type { Source } from '#notice/vocabulary.ts'
import { Button, type FormError, Radios, Section, SummaryList } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import type { Arrivals } from '../home/arrived.tsx'
import { atOpening, type DeskDeps, dayAndTime, type OnOpening } from '../kit.ts'

type Visit = OnOpening<'personal-details'>

const at = '/desk/openings/:id/conflicts'
const personItself: Source = 'the-person'
const options = [
  { value: 'here', text: 'What we hold' },
  { value: 'there', text: 'What the other system says' },
] as const
const shape = z.strictObject({
  conflict: z.uuid(),
  version: z.string().regex(/^\d{1,10}$/),
  chosen: z.enum(options.map(({ value }) => value)).optional(),
})

/** What another system says otherwise. Each has its task, which leads to the record that it is on. */
export const conflictArrivals: Arrivals = {
  one: 'difference from another system to decide',
  many: 'differences from other systems to decide',
  leadsTo: (edition, colleague) => (decidesConflicts(edition, colleague) ? '/desk/tasks' : null),
  count: async ({ gateDeps }, colleague) => ({ count: await conflictsToDecide(gateDeps, colleague), newest: null }),
}

/** What an import says otherwise than was put right here (P4): both values, where each is from, and the choice between them. */
export function conflictRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, editions } = deps
  const record = atOpening(deps, 'personal-details')

  async function show(visit: Visit, error?: FormError) {
    const both = await bothValues(visit.opened)
    const closed = (await conflictsAbout(gateDeps, visit.opening.person, visit.opening.activity)) - both.length
    const said = [
      both.length > 0 && 'These were corrected here, and another system has since sent a different value. Ours stays until you choose.',
      both.length === 0 && closed <= 0 && 'Nothing is left to decide on this record.',
      closed > 0 && closedToYou(closed),
    ]
    const body = [
      said.map((words) => words !== false && <p class="govuk-body">{words}</p>),
      both.map((each) => choiceOf(each, visit, error)),
    ]
    return record.send(visit, { title: 'Which is right?', body }, error && [error])
  }

  app.get(at, record.enter(show))
  // Each choice on the page is a form of its own.
  app.post(
    at,
    record.sends,
    record.enter(async (visit) => {
      const { conflict: id, version, chosen } = sentAlong(shape, visit.request.body)
      if (chosen === undefined) {
        visit.reply.code(422)
        return show(visit, { field: boxOf(id), message: 'Choose which is right' })
      }
      const answer = await decideConflict(gateDeps, visit.opened, { id, version, chosen })
      if (answer.ok) {
        record.say(visit, 'Your choice is saved. You will not be asked again for the same value.')
        return visit.reply.redirect(visit.at, 303)
      }
      if (answer.why === 'refused') return visit.refuse(answer.refusal, 'collect')
      visit.reply.code(412)
      const message = 'Somebody else changed or decided this in the meantime. This is the current state.'
      return show(visit, { field: 'main-content', message })
    }),
  )

  function choiceOf({ conflict, here, label, version }: BothValues, visit: Visit, error?: FormError) {
    const row = (value: unknown, source: string, at: Temporal.Instant) => `${shown(value)}. From: ${sourceNamed(source)}, ${dayAndTime(at)}`
    const values = [row(here.value, here.source, here.since), row(conflict.value, conflict.source, conflict.saidAt)]
    const idPrefix = boxOf(conflict.id)
    const wrong = error?.field === idPrefix ? error.message : undefined
    return (
      <form method="post" action={`${visit.at}/conflicts`} novalidate autocomplete="off">
        {record.token(visit)}
        <input type="hidden" name="conflict" value={conflict.id} />
        <input type="hidden" name="version" value={version} />
        <Section id={`conflict-${conflict.id}`} heading={`${conflict.type.title.one}: ${label}`}>
          <SummaryList rows={options.map(({ text }, index) => ({ key: text, value: values[index] }))} />
          <Radios name="chosen" idPrefix={idPrefix} fieldset={{ legend: 'Which is right?' }} error={wrong} items={options} />
          <Button>Decide</Button>
        </Section>
      </form>
    )
  }

  /** The notice speaks to the person: its “you” would be the colleague here. */
  function sourceNamed(source: string): string {
    if (source === personItself) return 'the person'
    return editions.current().edition.sources.find(({ id }) => id === source)?.label ?? source
  }
}

function boxOf(conflict: string): string {
  return `chosen-${conflict}`
}

function closedToYou(closed: number): string {
  const differences = closed === 1 ? 'There is one difference' : `There are ${closed} differences`
  return `${differences} that you do not have access to. The record says what is closed to you, and what to do about it.`
}

function shown(value: unknown): string {
  if (value === null || value === '') return 'Nothing'
  return value === true ? 'Yes' : value === false ? 'No' : String(value)
}
