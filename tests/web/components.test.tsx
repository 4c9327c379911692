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

/** Each fixture either compared, or left out with the option that we do not have. */
function outcomes(component: string): readonly Outcome[] {
  const make = components[component]
  const { fixtures } = shape.parse(JSON.parse(readFileSync(`${folder}/${component}/fixtures.json`, 'utf8')))
  return fixtures.map(({ name, options, html }) => {
    const theirs = normalHtml(html)
    const given = new Options(options)
    try {
      const ours = make === undefined ? '' : normalHtml(render(make(given)))
      const [without] = given.leftOver()
      return without === undefined ? { fixture: name, ours, theirs } : { fixture: name, theirs, without }
    } catch (error) {
      if (!(error instanceof NotOurs)) throw error
      return { fixture: name, theirs, without: error.option }
    }
  })
}

/** Fewest fixtures that each component must go on matching. */
const least: Readonly<Record<string, number>> = {
  'back-link': 5,
  breadcrumbs: 9,
  button: 28,
  checkboxes: 19,
  'date-input': 10,
  details: 6,
  'error-message': 6,
  'error-summary': 11,
  fieldset: 15,
  hint: 4,
  input: 34,
  'inset-text': 4,
  label: 14,
  'notification-banner': 9,
  pagination: 11,
  panel: 3,
  radios: 22,
  select: 9,
  'skip-link': 7,
  'summary-list': 7,
  table: 14,
  tag: 6,
  textarea: 17,
  'warning-text': 5,
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

  test('most fixtures are compared, and each one left out is so for an option that we refuse or do not need', () => {
    const all = Object.keys(components).flatMap(outcomes)
    const left = all.flatMap((each) => (each.without === undefined ? [] : [reasonOf(each.without)]))
    expect(all.length - left.length).toBeGreaterThan(all.length / 2)
    expect(
      Object.fromEntries([...Map.groupBy(left, (reason) => reason)].map(([reason, each]) => [reason, each.length]).sort()),
    ).toMatchInlineSnapshot(`
      {
        "attributes of any kind, which would let \`style\` and handlers in": 40,
        "behaviour that needs a script": 23,
        "disabled controls, which are never shown": 7,
        "nothing, or raw HTML, where words are needed": 46,
        "other options": 96,
        "raw HTML, which no component takes": 7,
      }
    `)
  })
})

/** Why a fixture is left out: the last part of the option's path says what it asks for. */
function reasonOf(without: string): string {
  if (/html$/i.test(without)) return 'raw HTML, which no component takes'
  if (/attributes/.test(without)) return 'attributes of any kind, which would let `style` and handlers in'
  if (/without (text|titleText|summaryText|value)/.test(without)) return 'nothing, or raw HTML, where words are needed'
  if (/disabled/.test(without)) return 'disabled controls, which are never shown'
  if (/disableAutoFocus|preventDoubleClick|collapse|conditional|behaviour|data-/.test(without)) return 'behaviour that needs a script'
  return 'other options'
}
