import { openView, viewFor } from '#duties/openings/view.ts'
import { readStatement } from '#gate/read/statements.ts'
import { Page, renderPage } from '#web/components/page.tsx'
import { drawnOnRecord } from '#web/desk/desk.ts'
import { deskFrame } from '#web/desk/frame.tsx'
import { namesFrom } from '#web/desk/names.ts'
import { OpenBecause } from '#web/desk/record/head.tsx'
import { Sections } from '#web/desk/record/sections.tsx'
import type { Shown } from '#web/desk/record/shown.ts'
import { lookOf } from '#web/look.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { officer, sealedWords } from './invented.ts'
import { atLeast, elapsed, interleaved } from './rounds.ts'

const activity = 'tenancy-management'

/** The record page with the gate (facts, decisions, roles, unsealing, evidence on disk) and the same page from the same rows without it. */
export async function benchDeskPage(on: Ground, people: readonly string[], quick: boolean): Promise<BenchResult> {
  const [hand] = on.bare
  if (hand === undefined) throw new Error('there is no bare connection')
  const some = people.slice(0, 100)
  const { released } = on.parts.inForce()
  const parts = viewFor(released.edition, activity)
  const names = namesFrom(released.edition)
  const editions = { current: () => released, list: () => [], get: () => released }
  const look = lookOf('')
  const draw = (person: string, sections: readonly Shown[]): string => {
    const now = on.parts.clock()
    const opening = { reference: 'case 4711', closesAt: now.add({ minutes: 30 }) }
    const head = {
      at: '/desk/openings/bench',
      activity,
      opening,
      token: 'token',
      special: null,
      note: 'Bench can be told that you opened this, and why.',
    }
    return renderPage(
      <Page frame={deskFrame({ editions, look })} title="Record" width="desk" bar={<p>Bench</p>}>
        <OpenBecause {...head} />
        <Sections sections={sections} closed={[]} ways={{ at: '/desk/openings/bench', person, reason: 'case' }} drawn={drawnOnRecord} />
      </Page>,
    )
  }
  const today = Temporal.Now.plainDateISO('Europe/London')
  const labelled = parts.map((part) => ({
    part,
    label: part.type.title.many,
    explained: [],
    names,
    today,
    addable: false,
    changeable: true,
  }))
  const ours = async (person: string): Promise<number> => {
    const view = await openView(on.gate, released.edition, officer, {
      activity,
      person,
      because: 'case',
      vouched: ['special-category-reason'],
    })
    if (!view.ok || !view.sections.every((section) => section.answer.ok)) throw new Error('the gate refused a benchmark’s page')
    return draw(
      person,
      view.sections.map((section, place) => ({
        ...labelled[place],
        ...section,
        label: section.part.type.title.many,
        explained: [],
        names,
        today,
      })),
    ).length
  }
  // One statement for the whole page, as somebody without a gate would write it; what is sealed stands in the clear.
  const columns = parts.map((part, place) => `(select coalesce(json_agg(x), '[]') from (${readStatement(part).text}) x) as part${place}`)
  const whole = { name: 'hand-page', text: `select ${columns.join(', ')}` }
  const byHand = async (person: string): Promise<number> => {
    const [row] = await hand.query(whole, [person])
    const sections = labelled.map((section, place): Shown => {
      const found: unknown = row?.[`part${place}`]
      const rows = Array.isArray(found) ? found.map((each) => ({ ...each, ...sealedWords })) : []
      return { ...section, answer: { ok: true, rows, onHold: null } }
    })
    return draw(person, sections).length
  }
  await sameSize(some[0] ?? '', ours, byHand)
  const block = (each: (person: string) => Promise<number>) => () =>
    elapsed(async () => {
      for (const person of some) await each(person)
    })
  const rounds = await interleaved(quick ? 9 : 21, block(ours), block(byHand))
  const each = (time: number): string => `${(time / some.length).toFixed(2)} ms`
  const detail = `one colleague, one page after another; ${each(rounds.ours)} with the gate, ${each(rounds.other)} without`
  return atLeast('desk-page', 1 / rounds.ratio, 0.6, detail)
}

/** Both sides draw the same page, or their times say nothing. */
async function sameSize(
  person: string,
  ours: (person: string) => Promise<number>,
  byHand: (person: string) => Promise<number>,
): Promise<void> {
  const [one, other] = [await ours(person), await byHand(person)]
  if (Math.abs(one - other) > one * 0.02) throw new Error(`the pages differ: ${one} and ${other} letters`)
}
