import { type Answer, done } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Correction } from '#gate/write/change.ts'
import { picture } from '#records/picture/picture.ts'
import { placement, placements } from '#records/placement/placement.ts'
import { openPicture, type PictureDeps } from './add.ts'
import { pictureTask } from './picture-task.ts'

/** `stale`: somebody has already decided. */
export type LookedAgain = Answer<unknown, 'gone' | 'stale'>

/**
 * Somebody had a picture taken down on our own page without saying who they are. A colleague decides that it stays down or is shown again,
 * and why. Anything else that stops it still does.
 */
export function lookAgain(deps: PictureDeps) {
  async function decide(colleague: Colleague, id: string, values: Correction<typeof picture.fields>['values']) {
    const found = await openPicture(deps, colleague, id)
    if (!found.ok) return found
    const { opened, head } = found
    if (head.stoppedBy !== 'unknown') return { ok: false, why: 'stale' } as const
    const task = pictureTask(deps, 'picture-look-again', null)
    const changed = await opened.correct(picture, { id, version: head.version, values, source: 'colleague', task })
    if (!changed.ok) return changed
    return found
  }

  return {
    async keepDown(colleague: Colleague, id: string): Promise<LookedAgain> {
      const decided = await decide(colleague, id, { stoppedBy: 'known' })
      return decided.ok ? done : decided
    },

    /** Shows it again where it was: on our own pages, and elsewhere if nobody has taken it down yet. */
    async showAgain(colleague: Colleague, id: string, why: string): Promise<LookedAgain> {
      const decided = await decide(colleague, id, { stoppedOn: null, stoppedBy: null, shownAgainBecause: why })
      if (!decided.ok) return decided
      const { opened } = decided
      const answer = await opened.read(placements)
      const theirs = answer.ok ? answer.rows.filter((each) => each.pictureId === id) : []
      for (const each of theirs) {
        const ours = each.endedHow === 'taken-down' && each.medium === 'website' && each.ours
        const asked = each.endedOn === null && each.askedOn !== null
        const task = asked ? pictureTask(deps, 'picture-take-down', null) : undefined
        const values = ours ? { endedOn: null, endedHow: null } : { askedOn: null }
        if (ours || asked) await opened.correct(placement, { id: each.id, version: each.version, values, source: 'colleague', task })
      }
      return done
    },
  }
}
