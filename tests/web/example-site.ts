import type { LastNight } from '#duties/promises/last-night.ts'
import type { PromiseState } from '#duties/promises/promise-states.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import { cardsOf } from '#notice/cards.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { webLog } from '#web/log.ts'
import { compileLook, compileScripts } from '#web/look/compile.ts'
import { lookOf } from '#web/look.ts'
import { type WebDeps, webApp } from '#web/server.ts'
import { memorySessions } from '#web/sessions.ts'
import { olderEdition, smallEdition } from './small-edition.ts'

type Feedback = Parameters<WebDeps['feedback']['submit']>[0]
type Concern = Parameters<WebDeps['concerns']['submit']>[0]

/** The whole public site over an invented landlord, with what was sent in and what was logged. */
export function exampleSite(changes: Partial<WebDeps> = {}) {
  const editions: readonly ReleasedEdition[] = [smallEdition, olderEdition]
  const feedback: Feedback[] = []
  const concerns: Concern[] = []
  const logged: string[] = []
  const deps: WebDeps = {
    editions: {
      current: () => smallEdition,
      list: () => editions.map(({ hash, edition }) => ({ id: edition.id, hash, dated: edition.dated, inForceFrom: edition.inForceFrom })),
      get: (id) => editions.find((each) => each.edition.id === id),
    },
    feedback: {
      isOpen: () => true,
      submit: async (sent) => {
        feedback.push(sent)
        return { reference: `F-${1000 + feedback.length}` }
      },
    },
    concerns: {
      isOpen: () => true,
      submit: async (sent) => {
        concerns.push(sent)
        return { reference: `C-${1000 + concerns.length}`, answerBy: Temporal.PlainDate.from('2026-03-09') }
      },
    },
    copies: {
      isOpen: () => true,
      submit: async () => ({ reference: 'R-1001', answerBy: Temporal.PlainDate.from('2026-03-09') }),
    },
    noMarketing: {
      isOpen: () => true,
      submit: async () => ({ reference: 'C-1001', answerBy: Temporal.PlainDate.from('2026-03-09') }),
    },
    handovers: {
      behind: async () => undefined,
      tryCode: async () => ({ ok: false, why: 'closed' }),
      fetch: async () => ({ ok: false, why: 'closed' }),
    },
    pictures: { list: async () => [], image: async () => undefined, stop: async () => false },
    readers: {
      closedBecause: () => null,
      ask: async () => true,
      canConfirm: (link) => link === 'good',
      confirm: async () => 'over',
      stop: async () => true,
    },
    promises: async () => promises,
    proof: async () => ({ standings: [witnessed], newest: { seal: '813', before: 'b4'.repeat(32), head: 'c5'.repeat(32), claim: '' } }),
    heads: async () => ({ lines: [], last: 0 }),
    lastNight: async () => night,
    figures: async () => new Map(cardsOf(smallEdition.edition).map(({ id }) => [id, '82 deleted last night.'])),
    answerFigures: async () => () => '82 deleted last night.',
    clock: () => Temporal.Instant.from('2026-02-09T10:00:00Z'),
    look,
    log: webLog('info', { write: (line: string) => logged.push(line) }),
    sessions: memorySessions(),
    cookieSecret: 'a secret of at least thirty-two characters',
    secure: false,
    limits: { colleague: 10_000, address: 10_000 },
    ...changes,
  }
  return { app: webApp(deps), parts: deps, feedback, concerns, logged }
}

const night: LastNight = {
  sweep: {
    ended: Temporal.Instant.from('2026-02-09T00:00:10Z'),
    failed: null,
    types: [{ type: 'call-recording', items: 82, failed: 0 }],
    media: 82,
  },
  checked: { at: Temporal.Instant.from('2026-02-09T00:01:00Z'), isWhole: true, rows: 4120, head: 'cd'.repeat(32) },
}

const look = lookOf(compileLook(), undefined, compileScripts())

const witnessed: WitnessStanding = {
  name: 'Internal audit',
  last: { seal: '812', head: 'a3'.repeat(32), at: '2026-02-08T10:00:00Z' },
  behindSince: null,
  late: false,
}

const passed = { result: 'passed', on: '2026-11-22', lastPassed: '2026-11-22' } as const
const says = {
  kind: 'promise',
  heading: '',
  says: '',
  lacks: null,
  evidence: null,
  publicly: null,
  tested: passed,
  uncounted: null,
  deleted: null,
  onRecord: [],
} as const

/** What the public reads, and what it does not. */
const counted = (publicly: string) => ({ publicly, evidence: 'Exactly, for colleagues' }) as const

const promises: readonly PromiseState[] = [
  { ...says, clause: 'N1', state: 'kept', keptBy: 'Pages and rules are read from one edition.', tests: ['tests/promises/N1.test.ts'] },
  {
    ...says,
    clause: 'TC3',
    state: 'kept',
    keptBy: 'The daily sweep deletes them on day 90.',
    tests: ['tests/promises/TC3.test.ts', 'tests/duties/retention/boundaries.test.ts'],
    ...counted('Oldest recording not on hold: 89 days'),
  },
  {
    ...says,
    clause: 'CV2',
    state: 'broken',
    keptBy: 'The daily sweep.',
    tests: ['tests/promises/CV2.test.ts'],
    ...counted('The sweep has not run for 31 hours'),
  },
  {
    ...says,
    clause: 'TC5',
    state: 'in part',
    keptBy: 'Each stretch says where it went.',
    lacks: 'Its length is read in some formats only.',
    tests: [],
  },
  {
    ...says,
    clause: 'CV3',
    state: 'in place',
    keptBy: 'Each look is recorded.',
    tests: [],
    ...counted('No looks at footage in the last 30 days.'),
  },
  { ...says, clause: 'MK4', state: 'not yet', keptBy: 'Still to come.', lacks: 'There is nothing to opt out of yet.', tests: [] },
]
