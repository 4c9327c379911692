import { readFileSync } from 'node:fs'
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { components } from './govuk-fixtures.tsx'
import { normalHtml } from './normal-html.ts'
import { NotOurs, Options } from './options.ts'

const folder = 'node_modules/govuk-frontend/dist/govuk/components'
const shape = z.object({ fixtures: z.array(z.object({ name: z.string(), options: z.unknown(), html: z.string() })) })

type Outcome = { readonly fixture: string; readonly ours?: string; readonly theirs: string; readonly without?: string }

/**
 * Each fixture either compared, or left out with the option that we do not have. Classes and descriptions that our components cannot be given are
 * taken out of its HTML; what is HTML in it is put where our components take nodes.
 */
function outcomes(component: string): readonly Outcome[] {
  const make = components[component]
  const { fixtures } = shape.parse(JSON.parse(readFileSync(`${folder}/${component}/fixtures.json`, 'utf8')))
  return fixtures.map(({ name, options, html }) => {
    const given = new Options(options)
    try {
      const ours = make === undefined ? '' : normalHtml(given.withHtml(render(make(given))))
      const added = given.leftOver().filter(([option, value]) => isAddition(option) && typeof value === 'string')
      const [without] = given.leftOver().filter((each) => !added.some(([option]) => option === each[0]))
      const theirs = normalHtml(html, new Set(added.flatMap(([, value]) => String(value).split(' '))))
      return without === undefined ? { fixture: name, ours, theirs } : { fixture: name, theirs, without: without[0] }
    } catch (error) {
      if (!(error instanceof NotOurs)) throw error
      return { fixture: name, theirs: '', without: error.option }
    }
  })
}

/** It adds words to an attribute, and changes nothing else. */
function isAddition(option: string): boolean {
  return /^((fieldset|formGroup|legend|fieldset\.legend)\.)?(classes|describedBy)$/.test(option)
}

/** Fewest fixtures that each component must go on matching. */
const least: Readonly<Record<string, number>> = {
  'back-link': 6,
  button: 26,
  checkboxes: 20,
  'date-input': 11,
  details: 7,
  'error-message': 5,
  'error-summary': 3,
  fieldset: 11,
  hint: 5,
  input: 23,
  'inset-text': 4,
  label: 15,
  'notification-banner': 6,
  panel: 6,
  radios: 23,
  select: 9,
  'summary-list': 4,
  table: 14,
  tag: 7,
  textarea: 14,
  'warning-text': 4,
}

describe('the parts that pages share with GOV.UK', () => {
  for (const component of Object.keys(components)) {
    const all = outcomes(component)
    const compared = all.filter((each) => each.ours !== undefined)
    test(`${component} gives the expected HTML in ${compared.length} of ${all.length} fixtures`, () => {
      expect(compared.length).toBeGreaterThanOrEqual(least[component] ?? 1)
      for (const each of compared) expect(each.ours, each.fixture).toBe(each.theirs)
    })
  }

  test('each fixture that is left out is so for an option that we refuse or do not need', () => {
    const all = Object.keys(components).flatMap(outcomes)
    const left = all.flatMap((each) => (each.without === undefined ? [] : [reasonOf(each.without)]))
    expect(
      Object.fromEntries([...Map.groupBy(left, (reason) => reason)].map(([reason, each]) => [reason, each.length]).sort()),
    ).toMatchInlineSnapshot(`
      {
        "attributes of any kind, which would let \`style\` and handlers in": 35,
        "behaviour that needs a script": 22,
        "disabled controls, which are never shown": 10,
        "nothing, or raw HTML, where words are needed": 7,
        "other options": 150,
        "raw HTML, which no component takes": 11,
      }
    `)
  })
})

/** Why a fixture is left out: the last part of the option's path says what it asks for. */
function reasonOf(without: string): string {
  if (/attributes/.test(without)) return 'attributes of any kind, which would let `style` and handlers in'
  if (/without (text|titleText|summaryText|value)/.test(without)) return 'nothing, or raw HTML, where words are needed'
  if (/disabled/.test(without)) return 'disabled controls, which are never shown'
  if (/disableAutoFocus|preventDoubleClick|collapse|conditional|behaviour|data-/.test(without)) return 'behaviour that needs a script'
  if (/html$/i.test(without)) return 'raw HTML, which no component takes'
  return 'other options'
}
