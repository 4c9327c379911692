import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pieceShape } from '#exchange/recorder/take-in.ts'
import { arrivalShape, callShape } from '#exchange/telephone/call.ts'
import { registerCamera } from '../support/cameras.ts'
import { madeMedia } from '../support/media.ts'
import { plantingGround, tokens } from '../support/planting-ground.ts'
import { wavOf } from '../support/sound.ts'

const { data, temporary, backups, logs, words, system, site, settled, close } = await plantingGround()
afterAll(close)

const leaf = z.object({ type: z.literal('string'), format: z.never().optional(), enum: z.never().optional() })
const branches = z.object({ properties: z.record(z.string(), z.unknown()).default({}), items: z.unknown().optional() })

/** The names of the texts that a shape takes in whatever stands in them. */
function textsOf(schema: unknown, name = ''): readonly string[] {
  if (leaf.safeParse(schema).success) return [name]
  const { properties, items } = branches.parse(schema)
  return [...Object.entries(properties).flatMap(([each, inner]) => textsOf(inner, each)), ...(items === undefined ? [] : textsOf(items))]
}
const texts = (shape: z.ZodType) => textsOf(z.toJSONSchema(shape, { io: 'input' }))
const planted = (at: string, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, words.word(`${at}: ${name}`)]))

const now = system.deps.clock()
const began = now.subtract({ hours: 3 })
const call = { direction: 'in', startedAt: began.toString(), seconds: 3 } as const
const doors = [
  { path: '/api/v1/calls', shape: arrivalShape, token: tokens.telephoneToken, base: {}, send: (fields: object) => JSON.stringify(fields) },
  {
    path: '/api/v1/recordings',
    shape: callShape,
    token: tokens.telephoneToken,
    base: call,
    send: (fields: object) => multipart('call', fields, 'sound', wavOf(3)),
  },
  {
    path: '/api/v1/footage',
    shape: pieceShape,
    token: tokens.recorderToken,
    base: { from: began.toString(), to: began.add({ seconds: 4 }).toString() },
    send: async (fields: object) => multipart('footage', fields, 'film', await madeMedia('film.mp4')),
  },
]

function multipart(field: string, fields: object, media: string, bytes: Uint8Array): FormData {
  const body = new FormData()
  body.append(field, JSON.stringify(fields))
  body.append(media, new Blob([Uint8Array.from(bytes)]), `${words.word(`${field}: name of the file`)}.bin`)
  return body
}

/** By these a machine's calls and cameras, and the colleague who spoke, are told apart and found: they stand in plain, with the record that they are of. */
const foundBy = ['/api/v1/calls: reference', '/api/v1/calls: line', '/api/v1/recordings: colleague', '/api/v1/footage: camera']

async function sent(door: (typeof doors)[number], fields: object): Promise<number> {
  const type = door.path === '/api/v1/calls' ? { 'content-type': 'application/json' } : {}
  const headers = { authorization: `Bearer ${door.token}`, ...type }
  const answer = await fetch(site.at + door.path, { method: 'POST', body: await door.send(fields), headers })
  // What was wrong is said without what was sent.
  expect(words.foundInText(await answer.text())).toBe(false)
  return answer.status
}

test('a word that a machine sends stands in no file but where calls and cameras are told apart by it, and in no answer and no log', async () => {
  for (const door of doors) {
    const names = texts(door.shape)
    const numberless = names.filter((name) => name !== 'callingNumber')
    // A word is no number: that field, and every other by itself with it, is refused.
    expect(await sent(door, { ...door.base, ...planted(`${door.path} refused`, names), unknown: words.word('unknown') })).toBe(422)
    const accepted = planted(door.path, numberless)
    if (door.path === '/api/v1/footage') await registerCamera(system, accepted.camera ?? '')
    expect(await sent(door, { ...door.base, ...accepted }), door.path).toBe(201)
  }
  await settled()
  await system.backUp(`${backups}/one`, () => {})
  const found = await words.foundIn(data, temporary, backups, logs)
  expect(found.filter((where) => !foundBy.some((name) => where.includes(name)))).toEqual([])
  expect(foundBy.filter((name) => !found.some((where) => where.includes(name)))).toEqual([])
  expect(await words.foundIn(temporary, logs)).toEqual([])
  expect(doors.flatMap((door) => texts(door.shape).map((name) => `${door.path}: ${name}`)).toSorted()).toEqual(
    [...foundBy, '/api/v1/calls: callingNumber', '/api/v1/recordings: callingNumber', '/api/v1/recordings: reference'].toSorted(),
  )
}, 600_000)
