import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decide } from '#decisions/decide.ts'
import { makeEngine } from '#decisions/engine.ts'
import { runScenario, scenarioShape } from '#decisions/scenario.ts'
import { liveWest } from './editions.ts'

const released = await liveWest()
const engine = makeEngine(released)
const folder = 'tests/scenarios'

describe.each(readdirSync(folder).filter((file) => file.endsWith('.json')))('%s', (file) => {
  const scenarios = z.array(scenarioShape).parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    expect(runScenario(scenario, released, decide).says).toBe('held')
    expect(runScenario(scenario, released, (_edition, request) => engine.decide(request)).says).toBe('held')
  })
})

test('a scenario whose answer is wrong does not hold, and says what was answered', () => {
  const scenario = {
    name: 'A contractor looks at my rent',
    cast: { recipient: 'contractor' },
    request: { act: 'share', activity: 'repairs', categories: ['rent-account'] },
    answer: { outcome: 'permitted' as const },
  }
  const result = runScenario(scenario, released, decide)
  expect(result.held).toBe(false)
  expect(result.says).toContain('category-not-in-activity')
})
