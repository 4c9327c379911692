import type { JSX } from 'preact'
import { longDate } from '#shared/london-time.ts'
import { QrCode } from './qr-code.tsx'

/** Where the badge with this token signs its bearer out. Nothing in the address tells who they are. */
export function badgeAt(origin: string, token: string): string {
  return `${origin}/badge/${token}`
}

type BadgeCardProps = { readonly at: string; readonly code: string; readonly office: string; readonly day: Temporal.PlainDate }

/** What a visitor leaves with. It bears no name: it may be lost, and it lies open on a screen that others pass. */
export function BadgeCard({ at, code, office, day }: BadgeCardProps): JSX.Element {
  return (
    <div class="app-badge">
      <QrCode text={at} title="The address that signs you out" />
      <div class="app-badge__words">
        <p class="app-badge__word">Visitor</p>
        <p class="app-badge__line">{office}</p>
        <p class="app-badge__line">{longDate(day)}</p>
        <p class="app-badge__line">To sign out:</p>
        <p class="app-badge__code">{code}</p>
      </div>
    </div>
  )
}
