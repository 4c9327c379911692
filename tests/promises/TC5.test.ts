import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { importCsv } from '#exchange/csv/import.ts'
import type { Call } from '#exchange/telephone/call.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { type MadeMedia, madeMedia } from '../support/media.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())

test('a call that was passed on says where, and what of it was recorded; what went to a mobile never is', async () => {
  const { person } = await putPerson(on)
  const spoken = { to: 'colleague', from: 0, until: 2, recorded: true } as const
  const outside = { to: 'outside', from: 2, until: 4, recorded: true } as const
  const mobile = { to: 'mobile', from: 4, until: 9, recorded: false } as const
  const startedAt = noon.subtract({ minutes: 20 }).toString()
  const call: Call = { reference: 'PBX 1', direction: 'in', startedAt, seconds: 9, person, segments: [spoken, outside, mobile] }
  const take = (what: Call, seconds: number) => takeInCall({ ...deps, gate, ffmpeg: null }, what, inChunks(wavOf(seconds)))
  expect(await take({ ...call, segments: [spoken, outside, { ...mobile, recorded: true }] }, 4)).toEqual({
    taken: 'refused',
    why: 'mobile',
  })
  await expect(take(call, 9)).rejects.toMatchObject({ code: 'media-too-long' })
  expect(await take(call, 4)).toMatchObject({ taken: 'stored' })
  const opened = await gate.open(colleague('team-leader'), {
    activity: 'call-quality',
    person,
    because: 'check',
    vouched: ['private-setting'],
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(await opened.read(callRecordings)).toMatchObject({
    rows: [
      {
        route: [
          '0:00 to 0:02: with a colleague, recorded',
          '0:02 to 0:04: passed on outside, recorded',
          '0:04 to 0:09: passed on to a mobile, not recorded',
        ].join('\n'),
      },
    ],
  })
})

describe('sound of a stretch at a mobile phone', () => {
  // Three seconds each.
  test.each<MadeMedia>(['sound.wav', 'sound.mp3', 'sound.ogg', 'sound.m4a'])(
    'is told by its length in %s, and the call that brings it is refused',
    async (name) => {
      const { person } = await putPerson(on)
      const sound = await madeMedia(name)
      const take = (to: 'colleague' | 'mobile') => {
        const segments = [{ to, from: 0, until: 3, recorded: to === 'colleague' }]
        const startedAt = noon.subtract({ minutes: 20 }).toString()
        const call: Call = { reference: `${name} ${to}`, direction: 'in', startedAt, seconds: 3, person, segments }
        return takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(sound))
      }
      await expect(take('mobile')).rejects.toMatchObject({ code: 'media-too-long' })
      expect(await take('colleague')).toMatchObject({ taken: 'stored' })
    },
  )
})

describe('a file of calls from another system', () => {
  const folders: string[] = []
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

  async function refusedOf(file: 'call-recordings.csv' | 'unmatched-calls.csv', route: string, soundSeconds: string) {
    const folder = await mkdtemp(join(tmpdir(), 'assured-routes-'))
    folders.push(folder)
    const isOf = file === 'call-recordings.csv'
    const [head, cell] = isOf ? ['person,', 'P1,'] : ['', '']
    const texts = {
      'people.csv': 'reference,firstName\nP1,Amina\n',
      [file]: `reference,${head}startedAt,seconds,direction,route,soundSeconds\n${route.length}${soundSeconds},${cell}2026-11-20T09:30,90,in,"${route}",${soundSeconds}\n`,
    }
    const paths = await Promise.all(
      Object.entries(texts).map(async ([name, text]) => {
        await writeFile(join(folder, name), text)
        return join(folder, name)
      }),
    )
    return (await importCsv(deps, paths)).refused.map(({ line, reason }) => ({ line, reason }))
  }

  test.each<[string, string, string, RegExp | null]>([
    [
      'where the call went and how long each stretch was',
      '0:00 to 0:40: with a colleague, recorded\n0:40 to 1:30: passed on to a mobile, not recorded',
      '40',
      null,
    ],
    [
      'a stretch at a mobile that was recorded',
      '0:00 to 0:40: passed on to a mobile, recorded',
      '40',
      /^`route` says that a stretch at a mobile was recorded/,
    ],
    [
      'more sound than the stretches that were recorded',
      '0:00 to 0:40: with a colleague, recorded\n0:40 to 1:30: passed on to a mobile, not recorded',
      '90',
      /^`route` says that 40 seconds were recorded, and `soundSeconds` is 90/,
    ],
    ['a stretch without its length', 'passed on to a mobile after a while', '', /^`route` has a line that is not like/],
    ['a place that is not known', '0:00 to 0:40: on the moon, recorded', '', /^`route` has a line that is not like/],
    ['a stretch after the end of the call', '0:00 to 1:31: with a colleague, recorded', '', /^`route` has stretches that are not in order/],
  ])('is read line by line where it says %s', async (_, route, soundSeconds, reason) => {
    for (const file of ['call-recordings.csv', 'unmatched-calls.csv'] as const) {
      const expected = reason === null ? [] : [{ line: 2, reason: expect.stringMatching(reason) }]
      expect(await refusedOf(file, route, soundSeconds)).toEqual(expected)
    }
  })
})
