import type { JSX } from 'preact'
import { SubNavigation } from '../../components/index.ts'
import type { AtDesk } from '../kit.ts'

export const callsAt = '/desk/calls'
export const arrivingAt = '/desk/calls/arriving'
export const trainingAt = '/desk/calls/training'
export const voicesAt = '/desk/calls/your-voice'
export const unlinkedAt = '/desk/calls/unlinked'

/** The pages of calls that are there for the colleague, on the one at the address. */
export function callsNavigation(at: string): (visit: AtDesk) => JSX.Element {
  const lists = [
    { href: arrivingAt, text: 'Who is calling?', for: 'answers' },
    { href: callsAt, text: 'Monitoring', for: 'monitors' },
    { href: trainingAt, text: 'For training', for: 'monitors' },
    { href: unlinkedAt, text: 'Unmatched calls', for: 'links' },
    { href: voicesAt, text: 'Your voice', for: 'agrees' },
  ] as const
  return ({ signed }) => (
    <SubNavigation
      label="Calls"
      items={lists.filter((each) => signed.calls[each.for]).map(({ href, text }) => ({ href, text, current: href === at }))}
    />
  )
}
