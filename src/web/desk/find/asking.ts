import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type Found, find, findingActivity } from '#gate/find.ts'
import { fewTries } from '../../few-tries.ts'
import { form, text } from '../../form/index.ts'
import type { Refusal } from '../../forms.ts'
import type { Door } from '../../pages/pages.tsx'
import { type AtDesk, type DeskParts, refused } from '../kit.ts'

/** The words that a person is looked for by. They are a person's: they come in a form and never stand in an address. */
export function asksForSomebody(label: string, hint?: ComponentChildren) {
  return form({ words: text({ label, hint, type: 'search', least: 2, most: 200, missing: 'Write at least two letters or numbers' }) })
}

/** What people are found by, as a label says it. */
export const foundBy = 'Name, address, telephone number or payment reference'

/** Who was found by which words, or what is wrong with the words. */
export type Looked = {
  readonly words?: string
  readonly found?: { readonly people: readonly Found[]; readonly more: boolean }
  readonly wrong?: Refusal
}

/** Where somebody is looked for, and not without end; `show` answers with the page that they are looked for from. */
export function findingRoute(
  app: FastifyInstance,
  parts: DeskParts,
  desk: Door<AtDesk>,
  of: {
    readonly at: string
    readonly asking: ReturnType<typeof asksForSomebody>
    back(visit: AtDesk): string
    show(visit: AtDesk, looked: Looked): unknown
  },
): void {
  app.post(
    of.at,
    { ...desk.sends, onRequest: fewTries('find') },
    desk.enter(async (visit) => {
      const { request, reply, signed } = visit
      const sent = of.asking.read(request.body, desk.today())
      if (!sent.ok) {
        reply.code(422)
        return of.show(visit, { wrong: sent })
      }
      const { words } = sent.value
      const activity = findingActivity(parts.gateParts, signed.colleague)
      const found = await find(parts.gateParts, signed.colleague, activity, words)
      if (found.ok) return of.show(visit, { words, found })
      return refused(parts, reply, signed, found.refusal, of.back(visit), { activity, categories: ['personal-details'] })
    }),
  )
}
