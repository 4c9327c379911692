import type { RecordPart } from '#gate/record-part.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { TaskAfter } from '#gate/write/task-after.ts'
import { type Category, type Role, roles } from '#notice/vocabulary.ts'
import { type About, followRows } from '../cases/task-of.ts'
import type { TaskKind } from '../tasks/task.ts'
import { ourQuestion } from './paths.ts'
import { lineTypes } from './whole-line.ts'

/** What every line says of its telling; and what some say of whoever waits for it, and of the view that is asked for first. */
const always = ['outcome', 'leftAt', 'shown', 'showReviewOn', 'showDecidedBy'] as const
const sometimes = ['neededBy', 'preparedIn', 'leftBy', 'viewDueOn', 'view', 'viewBy', 'occasion', 'cameBackOn'] as const
const whether = 'viewAsked'
export type Telling = { readonly [N in (typeof always)[number]]: string | null } & {
  readonly [N in (typeof sometimes)[number]]?: string | null
} & { readonly [whether]?: boolean | null }
type Row = Telling & { readonly personId: string | null }

/** The data protection team, where nobody knows in which role a line was prepared. */
const nobodyElse = 'data-protection-officer'
const kinds = ['share-view', 'share-answer', 'reference-awaited', 'shown-review'] as const satisfies readonly TaskKind[]

/** How long a line stays hidden until somebody has to decide anew whether the person is told: a proposal of ours. */
const hiddenFor = { months: 6 }

/** How a line begins: hidden until somebody decides, or shown. */
export function shownAtFirst(isHidden: boolean, today: Temporal.PlainDate) {
  return isHidden
    ? ({ shown: 'no', showReviewOn: today.add(hiddenFor).toString() } as const)
    : ({ shown: 'yes', showReviewOn: null } as const)
}

/**
 * The one task about a line. While nothing has left, the data protection officer gives the view that the notice asks for, and then whoever prepared it answers
 * by the day on which it is needed. Of a question of ours, they get the answer by that day. Once a line has left or was stopped, and stays hidden from the person, the data protection team decides by a day whether it is
 * shown. INVARIANT: of a hidden line it is nobody's task. What waits about a person is in their copy, and would tell them that something is hidden.
 */
export function taskOfLine(row: Row, at: Temporal.Instant): TaskAfter {
  const { kind, by, waits } = waitingOf(row)
  return { kind, insteadOf: kinds.filter((other) => other !== kind), by, at, waits }
}

function waitingOf(row: Row): Waits {
  if (row.outcome === null && waitsForView(row)) return toView(row)
  if (isAwaited(row)) return toHear(row)
  return row.outcome === null ? toAnswer(row) : toShow(row)
}

/** Whether we ask something on the line and have no answer yet. */
function isAwaited({ occasion, outcome, cameBackOn = null }: Telling): boolean {
  return occasion === ourQuestion && (outcome === null || outcome === 'left') && cameBackOn === null
}

type Waits = Pick<TaskAfter, 'by' | 'waits'> & { readonly kind: (typeof kinds)[number] }

function toAnswer({ neededBy = null, preparedIn = null, personId, shown, viewBy = null }: Row): Waits {
  const role = ownerOfLine(preparedIn)
  const person = shown === 'yes' ? personId : null
  return { kind: 'share-answer', by: viewBy, waits: neededBy === null ? null : { role, person, dueOn: Temporal.PlainDate.from(neededBy) } }
}

/** Whether the view that the notice asks for is still to come. */
export function waitsForView({ viewAsked, view = null }: Pick<Row, 'viewAsked' | 'view'>): boolean {
  return viewAsked === true && view === null
}

function toView({ viewDueOn = null, personId, shown }: Row): Waits {
  const person = shown === 'yes' ? personId : null
  return {
    kind: 'share-view',
    by: null,
    waits: viewDueOn === null ? null : { role: nobodyElse, person, dueOn: Temporal.PlainDate.from(viewDueOn) },
  }
}

function toHear(row: Row): Waits {
  return { ...toAnswer(row), kind: 'reference-awaited' }
}

/** The role that answers a line: the one in which it was prepared. */
export function ownerOfLine(preparedIn: string | null): Role {
  return roles.find((each) => each === preparedIn) ?? nobodyElse
}

function toShow({ outcome, leftAt, shown, showReviewOn, showDecidedBy, leftBy = null }: Row): Waits {
  const isHidden = shown === 'no' && (leftAt !== null || outcome === 'stopped') && showReviewOn !== null
  const waits = isHidden ? ({ role: nobodyElse, person: null, dueOn: Temporal.PlainDate.from(showReviewOn) } as const) : null
  return { kind: 'shown-review', by: showDecidedBy ?? leftBy, waits }
}

function isTelling(row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & Telling {
  const isText = (name: string) => row[name] === null || typeof row[name] === 'string'
  const isAsked = row[whether] === undefined || row[whether] === null || typeof row[whether] === 'boolean'
  return isAsked && always.every(isText) && sometimes.every((name) => row[name] === undefined || isText(name))
}

function tellingOf(type: RecordType): RecordPart<Category, Telling> {
  const fields = [...always, ...sometimes, whether].filter((name) => type.fields[name] !== undefined)
  return { type, category: type.category, plain: true, fields, isRow: isTelling }
}

/** What imports and the sweep need to know of the lines of each type. */
export const lineTasks = lineTypes.map((type) => ({
  type,
  tasks: kinds,
  imported: followRows(tellingOf(type), (row, { at, person }) => taskOfLine({ ...row, personId: person }, at)),
  after: (values: Readonly<Record<string, unknown>>, { at, person }: About) =>
    isTelling(values) ? taskOfLine({ ...values, personId: person }, at) : undefined,
}))
