import type { GateDeps } from '#gate/deps.ts'
import type { Opened } from '#gate/opened.ts'
import type { PartShape, Values } from '#gate/record-part.ts'
import { oneOf } from '#gate/write/task-after.ts'
import type { Activity } from '#notice/vocabulary.ts'
import type { disclosure } from '#records/disclosure/disclosure.ts'
import { dateIn } from '#shared/clock.ts'
import { dayTimeAndOffset } from '#shared/london-time.ts'
import type { Camera } from '../cameras/register.ts'
import { shownAtFirst, type Telling, taskOfLine } from '../shares/line-task.ts'
import { isHiddenFirst } from '../shares/paths.ts'
import { groundsOf } from '../shares/sheet.ts'
import { type ClipRecipient, isClipKind, type Request, sharingOf } from './outside.ts'

/** What a disclosure of footage says as a line of the ledger, besides of who asked and of what was cut. */
export type LineAlone = 'told' | 'bases' | 'clauses' | 'agreementIds' | 'shown' | 'showReviewOn'

type OnLine = {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly request: Request
  readonly about: ClipRecipient
  readonly camera: Pick<Camera, 'name' | 'site'>
}

/** What the line says: of which camera and time, on which basis, and whether it is hidden at first. */
export function lineOf(
  { clock, inForce }: Pick<GateDeps, 'clock' | 'inForce'>,
  opened: Pick<Opened<'crime-prevention'>, 'activity' | 'wouldShare'>,
  { from, to, request, about, camera }: OnLine,
): Pick<Values<typeof disclosure.fields>, LineAlone> {
  const kinds = opened.wouldShare({ ...sharingOf(about, request.occasion, request), categories: ['cctv-footage'] })
  const where = [camera.name, camera.site].filter((words) => words !== null && words !== '').join(', ')
  return {
    told: `Footage of ${where}, from ${dayTimeAndOffset(from)} to ${dayTimeAndOffset(to)}`,
    bases: groundsOf(inForce().released.edition, kinds).join('\n'),
    clauses: [...new Set(kinds.flatMap(({ decision }) => decision.clauses))].join(' '),
    agreementIds: JSON.stringify(about.under),
    ...shownAtFirst(isHiddenFirst(opened.activity, about.kind), dateIn(clock())),
  }
}

type Clip = Pick<PartShape<typeof disclosure.fields, 'cctv-footage'>, 'recipient' | 'leftAt'>

/** That it left, as it is first fetched to be handed over. What goes to the person whom it shows went to nobody else, and is no line. */
export function asItLeaves({ recipient, leftAt }: Clip, now: string) {
  return isClipKind(recipient) ? ({ leftAt: leftAt ?? now, way: 'file' } as const) : {}
}

type Written = Pick<Opened<Activity>, 'correct' | 'person'>

/** Changes of the clip, where the task about its line follows its own: where it is hidden, somebody decides by a day whether it is shown. */
export function withItsLine({ clock }: Pick<GateDeps, 'clock'>, opened: Written, asRead: Telling & Clip): Written {
  return {
    person: opened.person,
    correct: (type, { task, ...correction }) => {
      if (!isClipKind(asRead.recipient)) return opened.correct(type, { ...correction, task })
      const line = taskOfLine({ ...asRead, ...correction.values, personId: null }, clock())
      return opened.correct(type, { ...correction, task: oneOf(task, line) })
    },
  }
}
