import type { FastifyInstance } from 'fastify'
import { waitsForView } from '#duties/shares/line-task.ts'
import { giveView } from '#duties/shares/officer-view.ts'
import { share, shares } from '#records/share/share.ts'
import { InsetText, SummaryList } from '../../components/index.ts'
import { ask, form, seenVersion, text } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atDesk, type DeskDeps, facts, idIn } from '../kit.ts'
import { ledgerAt } from '../ledger/ledger.tsx'
import type { TaskWays } from '../tasks/tasks.tsx'

export const viewTasks: TaskWays = { 'share-view': (line) => ({ href: `${ledgerAt}/${line}/view`, text: 'Give your view' }) }

const viewing = form({
  version: seenVersion,
  view: ask(share.fields.view, { label: 'What do you advise?', missing: 'Choose what you advise' }),
  why: text({
    label: 'Why?',
    hint: 'For example whether it is necessary, whether less would do, and what has to be agreed first.',
    least: 10,
    most: 2000,
    rows: 4,
    missing: 'Enter why you advise that',
  }),
})

/** The data protection officer's view of something that is to be shared, where the notice asks for it. */
export function officerViewRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const whole = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: [share.category] })
  const at = `${ledgerAt}/:id`
  formAbout(app, desk, {
    at: `${at}/view`,
    back: at,
    load: ({ request, signed }) => deps.gate.lines(signed.colleague).one([shares], idIn(request)),
    form: () => viewing,
    known: ({ item: { version } }) => ({ version }),
    button: 'Give this view',
    draw: ({ item }, form) => ({
      title: 'Your view of what is to be shared',
      back: { href: `${ledgerAt}/${item.id}`, text: 'The line of the ledger' },
      version: item.version,
      lead: 'Nothing has left. You advise; whoever prepared it decides, and has to say why if it goes against your view.',
      body: [
        <SummaryList rows={facts(share, item, [...lines])} />,
        item.outcome === null && waitsForView(item) ? form : <InsetText>No view waits to be given of this.</InsetText>,
      ],
    }),
    act: ({ signed }, { version, view, why }, { item }) => giveView(whole, signed.colleague, { ...item, version }, { view, why }),
    wrong: {
      settled: { field: 'view', message: 'No view waits to be given of this' },
      own: { field: 'view', message: 'You prepared this yourself: somebody else gives a view of it' },
    },
    leadsTo: ({ request }) => `${ledgerAt}/${idIn(request)}`,
    said: 'Your view is on the line. Whoever prepared it decides.',
  })
}

const lines = [
  'organisation',
  'recipient',
  'told',
  'why',
  'occasion',
  'reference',
  'neededBy',
  'bases',
  'preparedBy',
  'view',
  'viewWhy',
  'viewBy',
] as const
