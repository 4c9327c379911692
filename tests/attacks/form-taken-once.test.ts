import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { databaseSentForms } from '#duties/browsers/sent-forms.ts'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { forForm } from '#store/form-under-way.ts'
import { roleName } from '#store/role-names.ts'
import { deskDoor } from '#web/desk/desk.ts'
import type { Door } from '#web/server.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const officer = colleague('communications-officer')
const signIn = { provider: () => Promise.reject(new Error('nobody')), origin: '', rolesClaim: 'roles', pseudonym: () => '' }
const apps: FastifyInstance[] = []
afterAll(() => Promise.all(apps.map((app) => app.close())))

type Process = { readonly at: string; readonly routes: readonly string[]; readonly acts: () => number }

/** A web process: nothing in common with the others but the database and the secret of the cookies. `acts`: each form counts and is answered as done. */
async function webProcess(acts: 'really' | 'counted' = 'really'): Promise<Process> {
  const editions = { current: () => released, list: () => [], get: () => released }
  const standIn: Door = async (door) => {
    door.get('/stand-in', async (request, reply) => {
      request.session.set('colleague', officer)
      return reply.send(reply.generateCsrf())
    })
  }
  const { app, parts: web } = exampleSite({
    ...inbox(deps),
    editions,
    clock: deps.clock,
    // By the machine’s own clock, as the cookie is dated.
    sessions: databaseSessions(on.database, Temporal.Now.instant),
    sentForms: databaseSentForms(on.database),
    doors: [standIn, async (door) => deskDoor({ gateDeps: deps, gate, editions, look: web.look, ffmpeg: null, signIn })(door)],
  })
  const routes: string[] = []
  let done = 0
  app.addHook('onRoute', (route) => {
    // What a mail program sends by itself is no form, and a question to the notice changes nothing.
    if (route.method !== 'POST' || route.config?.sender === 'machine' || route.config?.sender === 'reader') return
    routes.push(route.url)
    if (acts === 'really') return
    // Who may is another test's.
    delete route.onRequest
    route.handler = async (_request, reply) => {
      done += 1
      await setTimeout(20)
      return reply.redirect('/done', 303)
    }
  })
  apps.push(app)
  return { at: await app.listen({ port: 0, host: '127.0.0.1' }), routes, acts: () => done }
}

/** A form that was shown, and what a browser keeps of it. */
async function shown({ at }: Process, path = '/stand-in', before?: string): Promise<{ readonly cookie: string; readonly token: string }> {
  const answer = await fetch(at + path, { headers: before === undefined ? {} : { cookie: before } })
  const text = await answer.text()
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? before ?? ''
  return { cookie, token: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? text }
}

async function send({ at }: Process, path: string, cookie: string, body: FormData | URLSearchParams) {
  const answer = await fetch(at + path, { method: 'POST', redirect: 'manual', headers: { cookie }, body })
  return { status: answer.status, text: await answer.text() }
}

const [one, other] = [await webProcess(), await webProcess()]
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status).toSorted()

describe('a form that is sent to two web processes', () => {
  test('counts once, whichever form it is', async () => {
    const [first, second] = [await webProcess('counted'), await webProcess('counted')]
    expect(first.routes.length).toBeGreaterThan(35)
    const before = await shown(first)
    for (const [n, route] of first.routes.entries()) {
      const { token } = await shown(first, '/stand-in', before.cookie)
      const path = route.replace(/:[a-z]+/gi, randomUUID())
      const isWithFile = path === '/desk/pictures/new' || /\/(?:(?:disclosures|clips)\/new|add)$/.test(path)
      const body = () => {
        const form = isWithFile ? new FormData() : new URLSearchParams()
        form.append('_csrf', token)
        return form
      }
      const answers = await Promise.all([first, second].map((process) => send(process, path, before.cookie, body())))
      const again = await Promise.all([first, second].map((process) => send(process, path, before.cookie, body())))
      expect([route, ...statuses([...answers, ...again])]).toEqual([route, 303, 409, 409, 409])
      expect([route, first.acts() + second.acts()]).toEqual([route, n + 1])
    }
  })

  test('with a picture is one picture, however often and wherever it is sent', async () => {
    const { cookie, token } = await shown(one)
    const picture = Uint8Array.from(await madeMedia('picture.jpg'))
    const body = () => {
      const form = new FormData()
      const fields = { _csrf: token, kind: 'group', shows: 'The garden day', nobody: 'said-no' }
      for (const [name, value] of Object.entries({ ...fields, 'taken-day': '1', 'taken-month': '6', 'taken-year': '2020' }))
        form.append(name, value)
      form.append('file', new Blob([picture]), 'picture.jpg')
      return form
    }
    const answers = await Promise.all([one, other, one].map((process) => send(process, '/desk/pictures/new', cookie, body())))
    expect(statuses(answers)).toEqual([303, 409, 409])
    expect((await send(other, '/desk/pictures/new', cookie, body())).status).toBe(409)
    expect(await on.asAdmin((admin) => admin.query('select from picture'))).toHaveLength(1)
  })

  test('on the public pages is one message, and the second is told so', async () => {
    const { cookie, token } = await shown(one, '/contact')
    const body = () => new URLSearchParams({ _csrf: token, text: 'My address is wrong', name: 'A. Tenant', contact: 'a@b.example' })
    const answers = await Promise.all([one, other].map((process) => send(process, '/contact', cookie, body())))
    expect(statuses(answers)).toEqual([303, 409])
    expect(answers.find(({ status }) => status === 409)?.text).toContain('This form was already sent')
  })

  test('and was sent back with an error may be sent again', async () => {
    const { cookie, token } = await shown(one, '/contact')
    const fields = { _csrf: token, text: 'My address is wrong', name: '', contact: 'a@b.example' }
    expect((await send(one, '/contact', cookie, new URLSearchParams(fields))).status).toBe(422)
    expect((await send(other, '/contact', cookie, new URLSearchParams({ ...fields, name: 'A. Tenant' }))).status).toBe(303)
  })
})

describe('where the process that took a form was killed', () => {
  const role = roleName(on.schema, 'machinery')
  const forms = databaseSentForms(on.database, 1)
  const begun = async (form: string) => {
    const answer = await forms.begin(form)
    if (!answer.begun) throw new Error(answer.why)
    return answer.form
  }
  const wrote = async (about: string) =>
    (await on.asAdmin((admin) => admin.query('select from session where id_hash = $1', [about]))).length
  const text = `insert into session (id_hash, sealed, expires_at) values ($1, '', now())`

  test('after it was done, it does not count a second time', async () => {
    const form = await begun('killed-after')
    await forForm(form, () => on.database.once(role, text, ['killed-after']))
    await setTimeout(1200)
    expect(await forms.begin('killed-after')).toEqual({ begun: false, why: 'taken' })
  })

  test('before it was done, it is not lost: it may be sent again', async () => {
    await begun('killed-before')
    expect(await forms.begin('killed-before')).toEqual({ begun: false, why: 'under-way' })
    await setTimeout(1200)
    expect((await forms.begin('killed-before')).begun).toBe(true)
  })

  test('or only stood still, what it does after another took over is undone', async () => {
    const still = await begun('stood-still')
    await setTimeout(1200)
    const next = await begun('stood-still')
    const late = forForm(still, () => on.database.transaction(role, (session) => session.query(text, ['late'])))
    await expect(late).rejects.toMatchObject({ code: 'database-AF001' })
    await forForm(next, () => on.database.once(role, text, ['next']))
    expect([await wrote('late'), await wrote('next')]).toEqual([0, 1])
  })
})

test('what is kept of a form says nothing of anybody, and goes when its token has run out', async () => {
  const columns = `select column_name as name from information_schema.columns where table_name = 'sent_form' and table_schema = $1`
  const names = await on.asAdmin((admin) => admin.query<{ name: string }>(columns, [on.schema]))
  expect(names.map(({ name }) => name).toSorted()).toEqual(['acted', 'expires_at', 'held_until', 'id_hash', 'sending'])
  await on.asAdmin((admin) => admin.query(`update sent_form set expires_at = now() - interval '1 minute'`))
  await databaseSentForms(on.database).begin('the next one')
  expect(await on.asAdmin((admin) => admin.query('select from sent_form'))).toHaveLength(1)
})
