import type { FastifySessionOptions } from '@fastify/session'
import type { Session } from 'fastify'
import { z } from 'zod'
import type { SessionStore } from '#duties/browsers/sessions.ts'

declare module 'fastify' {
  interface Session {
    _csrf?: string | undefined
  }
}

const kept = z.looseObject({ cookie: z.looseObject({ originalMaxAge: z.number().nullable(), expires: z.string().nullish() }) })

/** Our store in the shape the session plugin asks for. */
export function pluginStore(store: SessionStore, clock: () => Temporal.Instant): NonNullable<FastifySessionOptions['store']> {
  return {
    get: (id, done) => {
      store.read(id).then(
        (content) => done(null, content === undefined ? null : restored(content)),
        (error) => done(error),
      )
    },
    set: (id, session, done) => {
      const expires = session.cookie.expires ?? null
      const until = expires === null ? clock().add({ hours: 12 }) : Temporal.Instant.fromEpochMilliseconds(new Date(expires).getTime())
      store.write(id, JSON.stringify(session), until).then(() => done(), done)
    },
    destroy: (id, done) => {
      store.remove(id).then(() => done(), done)
    },
  }
}

function restored(content: string): Session {
  const { cookie, ...rest } = kept.parse(JSON.parse(content))
  return { ...rest, cookie: { ...cookie, expires: cookie.expires ? new Date(cookie.expires) : null } }
}

/** Sessions in memory: tests, and a single process that may forget them. */
export function memorySessions(): SessionStore {
  const sessions = new Map<string, string>()
  return {
    read: async (id) => sessions.get(id),
    write: async (id, content) => {
      sessions.set(id, content)
    },
    remove: async (id) => {
      sessions.delete(id)
    },
  }
}
