import type { Correction } from '#gate/change.ts'
import type { Colleague } from '#gate/judge.ts'
import { picture, pictures } from '#records/picture/picture.ts'
import { placement, placements } from '#records/placement/placement.ts'
import { tasks } from '../tasks/tasks.ts'
import { because, ofEvents, type PictureParts } from './add.ts'

export type LookedAgain = 'done' | 'gone' | 'refused'

/**
 * What a colleague says of a picture that somebody had taken down on our own page without saying who they are: it stays down, or it is shown
 * again, and why. Whatever else stops it still does.
 */
export function lookAgain(parts: PictureParts) {
  async function opened(colleague: Colleague, id: string) {
    const open = await parts.gate.open(colleague, { activity: ofEvents, person: id, because })
    if (!open.ok) return open.refusal.reasons[0].code === 'unknown-word' ? 'gone' : 'refused'
    const answer = await open.read(pictures, id)
    if (!answer.ok) return 'refused'
    const [head] = answer.rows
    return head?.stoppedBy === 'unknown' ? { open, head } : 'gone'
  }

  async function decide(colleague: Colleague, id: string, values: Correction<typeof picture.fields>['values']) {
    const found = await opened(colleague, id)
    if (typeof found === 'string') return found
    const changed = await found.open.correct(picture, { id, version: found.head.version, values, source: 'colleague' })
    if (!changed.ok) return changed.why === 'refused' ? 'refused' : 'gone'
    await tasks(parts).fallAway('picture-look-again', id)
    return found.open
  }

  return {
    async keepDown(colleague: Colleague, id: string): Promise<LookedAgain> {
      const answer = await decide(colleague, id, { stoppedBy: 'known' })
      return typeof answer === 'string' ? answer : 'done'
    },

    /** It is shown again wherever it was: on our own pages, and where nobody has taken it down yet. */
    async showAgain(colleague: Colleague, id: string, why: string): Promise<LookedAgain> {
      const open = await decide(colleague, id, { stoppedOn: null, stoppedBy: null, shownAgainBecause: why })
      if (typeof open === 'string') return open
      const answer = await open.read(placements)
      const theirs = answer.ok ? answer.rows.filter((each) => each.pictureId === id) : []
      for (const each of theirs) {
        const ours = each.endedHow === 'taken-down' && each.medium === 'website' && each.ours
        const asked = each.endedOn === null && each.askedOn !== null
        if (asked) await tasks(parts).fallAway('picture-take-down', each.id)
        const values = ours ? { endedOn: null, endedHow: null } : { askedOn: null }
        if (ours || asked) await open.correct(placement, { id: each.id, version: each.version, values, source: 'colleague' })
      }
      return 'done'
    },
  }
}
