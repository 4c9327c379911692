import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { run } from '#cli/run.ts'
import type { PromiseState } from '#duties/promises/promise-states.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { makeGate } from '#gate/gate.ts'
import { everyPart } from '#records/every-part.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { contextOf, systemOf } from './context.ts'

const on = await testDatabase()
const released = await livewest()
const { deps } = await testGate(on, released)

describe('promises', () => {
  const state = (clause: string, is: PromiseState['state'], evidence: string | null = null): PromiseState => ({
    ...{ clause, kind: 'promise', heading: `About ${clause}`, says: '', keptBy: 'sweep', lacks: null, tests: [] },
    ...{
      state: is,
      evidence,
      publicly: null,
      tested: { result: 'no test', on: null, lastPassed: null } as const,
      uncounted: null,
      deleted: null,
      onRecord: [],
    },
  })
  const told = (states: readonly PromiseState[], ...more: readonly string[]) =>
    run(['promises', ...more], () =>
      contextOf({ system: async () => systemOf(deps, { promises: async () => states, witnessStandings: async () => [] }) }),
    )

  test('that are broken come first and fail the command, which says so on standard error', async () => {
    const states = [state('A1', 'not yet'), state('P1', 'kept'), state('RT1', 'broken', 'The sweep has not run yet.')]
    const said = await told(states)
    expect(said).toMatchObject({ exit: 1, err: 'assured: a promise is broken: RT1 (The sweep has not run yet.)\n' })
    expect(said.out.split('\n').map((line) => line.slice(0, 14).trim())).toEqual([
      'broken    RT1',
      'kept      P1',
      'not yet   A1',
      '1 broken, 0 wa',
      'Not tested for',
      'No witness set',
      '',
    ])
    const inJson = await told(states, '--json')
    expect(inJson.exit).toBe(1)
    expect(JSON.parse(inJson.out)).toMatchObject([{ clause: 'A1' }, { clause: 'P1' }, { clause: 'RT1', state: 'broken' }])
  })

  test('that are all kept or not yet made good are no failure', async () => {
    expect(await told([state('A1', 'not yet'), state('P1', 'kept')])).toMatchObject({ exit: 0, err: '' })
  })
})

describe('the landlord’s folder', () => {
  const ask = ['decide', '--role', 'repairs-planner', '--act', 'view', '--activity', 'repairs', '--category', 'repairs', '--json']

  test('answers before its day too, and whoever asks is told that it is not in force', async () => {
    const later = changed(released, (edition) => ({ ...edition, inForceFrom: '2027-01-01' }))
    const said = await run(ask, () => contextOf({ edition: async () => later }))
    expect(said).toMatchObject({ exit: 0, err: 'assured: the notice in the folder, which answered, is in force from 2027-01-01 only\n' })
    expect(JSON.parse(said.out)).toMatchObject({ permitted: true })
    expect(await run(ask, () => contextOf({ edition: async () => released }))).toMatchObject({ exit: 0, err: '' })
  })
})

describe('sar', () => {
  test('of somebody who is not held says that no such person is', async () => {
    const asked = randomUUID()
    const officer = colleague('data-protection-officer')
    const system = systemOf(deps, {
      gatherPack: (person, taker) => gatherPack(makeGate(deps), officer, everyPart, { person, now: noon, edition: released.hash }, taker),
    })
    const said = await run(['sar', asked, '--out', 'nowhere', '--json'], () => contextOf({ system: async () => system }))
    expect(said.exit).toBe(3)
    expect(JSON.parse(said.out)).toEqual({ person: asked, refused: ['no-such-person'] })
    expect((await run(['sar', asked, '--out', 'nowhere'], () => contextOf({ system: async () => system }))).out).toBe(
      'no such person is held\n',
    )
  })
})
