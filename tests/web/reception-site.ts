import { randomBytes, randomInt } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Kiosk } from '#duties/visits/kiosks.ts'
import type { BadgeState, Entry } from '#duties/visits/visit-book.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { ReceptionDeps } from '#web/reception/deps.ts'
import { receptionDoor } from '#web/reception/reception.ts'
import type { WebDeps } from '#web/server.ts'
import { exampleSite } from './example-site.ts'
import { type Visitor, visitor } from './visitor.ts'

type Kept = Entry & { readonly form: string; readonly badge: string; readonly code: string; state: BadgeState }

/** The reception of an office over a book in memory: what it takes in, and what the tablet shows. */
export async function receptionSite(released: ReleasedEdition, changes: Partial<ReceptionDeps> = {}, web: Partial<WebDeps> = {}) {
  const book: Kept[] = []
  const now = Temporal.Instant.from('2026-11-23T10:02:00Z')
  const kiosks = new Map<string, Kiosk>()
  const editions = { current: () => released, list: () => [], get: () => released }
  const codes = new Set<string>()
  const of = (tokenOrCode: string) => book.find(({ badge, code }) => [badge, code].includes(tokenOrCode.replaceAll(' ', '').trim()))
  const { parts } = exampleSite()
  const deps: ReceptionDeps = {
    editions,
    look: parts.look,
    clock: () => now,
    secure: false,
    book: {
      async signInAtKiosk(_kiosk, entry, form) {
        const before = book.find((each) => each.form === form)
        const kept = before ?? { ...entry, form, badge: randomBytes(18).toString('base64url'), code: letters(), state: inside }
        if (before === undefined) book.push(kept)
        return { ok: true, visit: '', badge: kept.badge, code: kept.code, arrivedAt: now }
      },
      badge: async (tokenOrCode) => of(tokenOrCode)?.state ?? { state: 'unknown' },
      async signOutByBadge(tokenOrCode) {
        const kept = of(tokenOrCode)
        const state = kept?.state.state ?? 'unknown'
        if (kept === undefined || state !== 'inside') return { ok: false, why: state === 'inside' ? 'unknown' : state }
        kept.state = { state: 'left' }
        return { ok: true }
      },
    },
    kiosks: {
      async claim(code) {
        if (!codes.delete(code.trim())) return null
        const [kiosk, token] = [{ id: `kiosk ${kiosks.size}`, site: 'exeter', label: 'By the door' }, randomBytes(16).toString('base64url')]
        kiosks.set(token, kiosk)
        return { kiosk, token }
      },
      current: async (token) => kiosks.get(token),
    },
    ...changes,
  }
  const inside: BadgeState = { state: 'inside', since: now }
  const { app, logged } = exampleSite({ editions, clock: deps.clock, ...web, doors: [...(web.doors ?? []), receptionDoor(deps)] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address: AddressInfo | string | null = app.server.address()
  const at = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  const newCode = () => {
    const code = letters()
    codes.add(code)
    return code
  }
  return { at, book, logged, newCode, revokeAll: () => kiosks.clear(), browser: () => browserAt(at), close: () => app.close() }
}

type Shown = { readonly status: number; readonly html: string; readonly refresh: string | null; readonly location: string | null }

/** A browser at the site: `open` shows a page, `send` fills in the form of the page that was shown last. */
function browserAt(at: string) {
  const one: Visitor = visitor()
  let token = ''
  async function shown(answer: Response): Promise<Shown> {
    const html = await answer.text()
    token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: answer.status, html, refresh: answer.headers.get('refresh'), location: answer.headers.get('location') }
  }
  const open = async (path: string) => shown(await one.get(at + path))
  const send = async (path: string, fields: Readonly<Record<string, string>> = {}) =>
    shown(await one.post(at + path, { _csrf: token, ...fields }))
  return { ...one, open, send, sendAgain: (path: string, old: string) => one.post(at + path, { _csrf: old }), token: () => token }
}

function letters(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
