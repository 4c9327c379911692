import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { declareEmergency } from '#duties/openings/emergency.ts'
import { askedFor } from '#duties/openings/opening.ts'
import { noteConsent, prepareAgain, readingOf } from '#duties/shares/preview.ts'
import { fetchShare, stopShare } from '#duties/shares/settle.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putIdentityCheck, putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { sharing } from '../support/sharing.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate, setNow } = tested
const { all, open, register, sign, offered, prepare, line, release } = sharing(on, tested, join(on.data, 'set-aside'))
const antiSocial = colleague('anti-social-behaviour-officer')
const solicitor = colleague('solicitor')
const evidence = (item: string) =>
  on.asAdmin((admin) =>
    admin.query<{ act: string; outcome: string; categories: readonly string[]; detail: Record<string, unknown> }>(
      `select act, outcome, categories, detail from evidence where act = 'share' and detail->>'item' = $1 order by seq`,
      [item],
    ),
  )

async function tenant(): Promise<string> {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  return person
}

/** A line for the police about a tenant, prepared. */
async function forPolice(facts: Parameters<typeof prepare>[2] | object = {}) {
  const [person, organisation] = [await tenant(), await register('police')]
  const opened = await open(antiSocial, { activity: 'crime-prevention', person })
  const { chosen } = await offered(opened, organisation, ['tenure'])
  const made = ok(await prepare(opened, antiSocial, { organisation, chosen, ...facts }))
  return { person, organisation, opened, row: await line(opened, made.id) }
}

describe('sharing something of a record', () => {
  test('is decided kind by kind as it is prepared and again as it leaves, with the digest of what left', async () => {
    const { opened, row } = await forPolice()
    expect(row).toMatchObject({ outcome: null, needsConsent: false, interest: 'customers', shown: 'no' })
    ok(await release(opened, antiSocial, row))
    const left = await line(opened, row.id)
    expect(left).toMatchObject({ outcome: 'left', leftBy: antiSocial.name, confirmedHow: 'Rang back 01632 960101' })
    const rows = await evidence(row.id)
    // The tenure that was chosen, and the name that stands on the sheet: as it was prepared, and as it left.
    const decided = rows.map(({ act, outcome, categories }) => `${act} ${outcome} ${categories.join()}`)
    const both = ['share permitted tenure', 'share permitted personal-details']
    expect(decided.toSorted()).toEqual([...both, ...both].toSorted())
    expect(rows.at(-1)?.detail).toMatchObject({ digest: left.digest, way: 'file', recipient: 'police' })
    const fetched = ok(await fetchShare(deps, opened, left))
    expect((await Array.fromAsync(fetched.archive)).length).toBeGreaterThan(0)
  })

  test('leaves once: what has left, was stopped or was changed since does not leave again', async () => {
    const { opened, row } = await forPolice()
    ok(await release(opened, antiSocial, row))
    expect(await release(opened, antiSocial, row)).toMatchObject({ ok: false, why: 'stale' })
    const other = await forPolice()
    ok(await stopShare(deps, other.opened, antiSocial, other.row, 'They withdrew it.'))
    expect(await release(other.opened, antiSocial, other.row)).toMatchObject({ ok: false, why: 'stale' })
    expect(await fetchShare(deps, other.opened, await line(other.opened, other.row.id))).toEqual({ ok: false, why: 'over' })
  })

  test('waits until whoever asked was rung back, and until a victim was told or it is said why not', async () => {
    const { opened, row } = await forPolice({ isVictim: 'yes' })
    expect(await release(opened, antiSocial, row, { confirmedHow: null })).toEqual({ ok: false, why: 'unconfirmed' })
    expect(await release(opened, antiSocial, row)).toEqual({ ok: false, why: 'victim' })
    expect(await release(opened, antiSocial, row, { victimTold: 'exempt', victimToldWhy: ' ' })).toEqual({ ok: false, why: 'victim' })
    expect(await release(opened, antiSocial, row, { victimTold: 'given' })).toMatchObject({ ok: true })
  })

  test('is refused without a request in writing or a report of our own, and nothing is written', async () => {
    const [person, organisation] = [await tenant(), await register('police')]
    const opened = await open(antiSocial, { activity: 'crime-prevention', person })
    const { chosen } = await offered(opened, organisation, ['tenure'])
    expect(await prepare(opened, antiSocial, { organisation, chosen, occasion: 'referral' })).toEqual({ ok: false, why: 'occasion' })
    expect(await prepare(opened, antiSocial, { organisation, chosen: [] })).toEqual({ ok: false, why: 'nothing' })
    const gone = await register('police', { endedOn: '2026-11-01' })
    expect(await prepare(opened, antiSocial, { organisation: gone, chosen })).toEqual({ ok: false, why: 'organisation' })
    const [counted] = await on.asAdmin((admin) =>
      admin.query<{ lines: string }>('select count(*)::text as lines from share where person_id = $1', [person]),
    )
    expect(counted).toEqual({ lines: '0' })
  })

  test('stops on the day after what it rests on lapsed, between preparing and leaving too', async () => {
    const [person, organisation] = [await tenant(), await register('legal-agent')]
    await sign(organisation, 'instruction', 'legal-claims', { until: '2026-11-23' })
    const opened = await open(solicitor, { activity: 'legal-claims', person })
    const { chosen } = await offered(opened, organisation, ['tenure'])
    const asked = { organisation, chosen, occasion: 'task' } as const
    const { id } = ok(await prepare(opened, solicitor, asked))
    const row = await line(opened, id)
    setNow(noon.add({ hours: 24 }))
    const late = await open(solicitor, { activity: 'legal-claims', person })
    expect(await release(late, solicitor, row)).toMatchObject({
      ok: false,
      why: 'refused',
      refusal: { reasons: [{ code: 'lacks-instruction-in-force' }] },
    })
    setNow(noon)
    expect(await release(opened, solicitor, row)).toMatchObject({ ok: true })
  })

  test('goes nowhere abroad without a mechanism that is in force that day', async () => {
    const person = await tenant()
    const at = async (values: Record<string, string | null>) => {
      const organisation = await register('police', values)
      const opened = await open(antiSocial, { activity: 'crime-prevention', person })
      const { refused, choices } = await offered(opened, organisation)
      return {
        codes: [
          ...new Set(refused.flatMap(({ decision }) => (decision.outcome === 'permitted' ? [] : decision.reasons.map(({ code }) => code)))),
        ],
        choices: choices.length,
      }
    }
    expect(await at({ place: 'data-bridge', coveredUntil: '2026-11-22' })).toEqual({ codes: ['lacks-transfer-mechanism'], choices: 0 })
    expect(await at({ place: 'other' })).toEqual({ codes: ['lacks-transfer-mechanism'], choices: 0 })
    expect((await at({ place: 'data-bridge', coveredUntil: '2026-11-23' })).choices).toBeGreaterThan(0)
  })
})

describe('what names others in what is shared', () => {
  test('stays here unless a colleague lets it go, and the line that it was never leaves', async () => {
    const person = await tenant()
    const organisation = await register('legal-agent')
    await sign(organisation, 'instruction', 'legal-claims')
    await putItem(on, contactLog, {
      ...{ activity: 'contact-handling', collectedOn: Temporal.PlainDate.from('2026-10-02'), person, keys: deps.keys },
      values: { topic: 'Repairs', summary: 'She rang with Mrs Morwenna Pascoe about the boiler.', promised: null },
    })
    const opened = await open(solicitor, { activity: 'legal-claims', person })
    const { chosen } = await offered(opened, organisation, ['contact-log'])
    const { id } = ok(await prepare(opened, solicitor, { organisation, chosen, occasion: 'task' }))
    const row = await line(opened, id)
    const { named } = ok(await readingOf(deps, opened, row))
    expect(named.map(({ said }) => said).join(' ')).toContain('Pascoe')
    const again = ok(await prepareAgain(all, opened, solicitor, row, { kept: { labels: [], texts: [], words: ['boiler'] } }))
    expect(await line(opened, id)).toMatchObject({ outcome: 'replaced' })
    expect(await release(opened, solicitor, row)).toMatchObject({ ok: false, why: 'stale' })
    const { kept } = ok(await readingOf(deps, opened, await line(opened, again.id)))
    expect(kept.words).toEqual(['boiler'])
  })
})

describe('a line that somebody prepares anew while another shares it', () => {
  test('leaves once: the new line is stopped', async () => {
    const { person, opened, row } = await forPolice()
    ok(await release(opened, antiSocial, row))
    const again = await prepareAgain(all, opened, antiSocial, row, { kept: null })
    expect(again).toMatchObject({ ok: false, why: 'stale' })
    const outcomes = await on.asAdmin((admin) => admin.query('select outcome from share where person_id = $1 order by outcome', [person]))
    expect(outcomes).toEqual([{ outcome: 'left' }, { outcome: 'stopped' }])
  })
})

describe('what only the person can allow', () => {
  const housing = colleague('housing-officer')
  async function waiting() {
    const [person, organisation] = [await tenant(), await register('support-agency')]
    const opened = await open(housing, { activity: 'tenancy-management', person })
    const { chosen } = await offered(opened, organisation, ['tenure'])
    const made = ok(
      await prepare(opened, housing, {
        organisation,
        chosen,
        occasion: 'referral',
        asker: null,
        authoriser: null,
        reference: null,
        isVictim: null,
      }),
    )
    expect(made.consent).toBe(true)
    return { opened, row: await line(opened, made.id) }
  }

  test('waits for their answer, and leaves only after they agreed', async () => {
    const { opened, row } = await waiting()
    expect(row).toMatchObject({ needsConsent: true, digest: null })
    expect(await release(opened, housing, row)).toEqual({ ok: false, why: 'consent' })
    const { id } = ok(await noteConsent(all, opened, housing, row, { answer: 'agreed', on: '2026-11-23', how: 'At the desk' }))
    const agreed = await line(opened, id)
    expect(agreed).toMatchObject({ needsConsent: false, consentAnswer: 'agreed', outcome: null })
    expect(await release(opened, housing, agreed, { confirmedHow: null })).toMatchObject({ ok: true })
  })

  test('is not shared once they said no', async () => {
    const { opened, row } = await waiting()
    ok(await noteConsent(all, opened, housing, row, { answer: 'refused', on: '2026-11-23', how: 'By telephone' }))
    expect(await line(opened, row.id)).toMatchObject({ outcome: 'stopped', consentAnswer: 'refused' })
  })
})

describe('an emergency', () => {
  const adviser = colleague('customer-service-adviser')

  test('opens what helps for half an hour, tells data protection at once, and is looked at on the next working day', async () => {
    const person = await tenant()
    const opening = ok(
      await declareEmergency({ ...deps, gate }, adviser, { person, what: 'A fall, no answer at the door', cannotAnswer: false }),
    )
    const opened = ok(await gate.open(adviser, { ...askedFor(opening), activity: 'emergency' }))
    const organisation = await register('emergency-services')
    const { chosen, refused } = await offered(opened, organisation, ['contact-detail'])
    expect(refused).toEqual([])
    const { id } = ok(
      await prepare(opened, adviser, { organisation, chosen, asker: null, authoriser: null, reference: null, isVictim: null }),
    )
    const row = await line(opened, id)
    expect(await release(opened, adviser, row, { confirmedHow: null })).toEqual({ ok: false, why: 'unconfirmed' })
    ok(await release(opened, adviser, row))
    expect(await line(opened, id)).toMatchObject({ shown: 'no', outcome: 'left' })
    const tasks = await on.asAdmin((admin) =>
      admin.query('select kind, role, due_on::text as due from task where about = $1', [opening.id]),
    )
    expect(tasks).toEqual([{ kind: 'emergency-review', role: 'data-protection-officer', due: '2026-11-24' }])
  })

  test('is declared by the roles that the notice names, and counts for nothing else', async () => {
    const person = await tenant()
    const analyst = colleague('research-analyst')
    expect(await declareEmergency({ ...deps, gate }, analyst, { person, what: 'A fall', cannotAnswer: true })).toMatchObject({
      ok: false,
      why: 'refused',
    })
    const undeclared = await gate.open(adviser, { activity: 'emergency', person, because: 'case' })
    expect(undeclared).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'lacks-emergency-declared' }] } })
  })

  test('keeps health closed where the person can answer', async () => {
    const person = await tenant()
    const answers = ok(await declareEmergency({ ...deps, gate }, adviser, { person, what: 'A fall', cannotAnswer: false }))
    const silent = ok(await declareEmergency({ ...deps, gate }, adviser, { person, what: 'A fall', cannotAnswer: true }))
    expect([askedFor(answers).vouched, askedFor(silent).vouched]).toEqual([
      ['emergency-declared'],
      ['emergency-declared', 'incapable-of-consent', 'special-category-reason'],
    ])
  })
})

describe('somebody who acts for the person', () => {
  test('gets what the person agreed to, once the person was checked, and is named on the ledger', async () => {
    const adviser = colleague('customer-service-adviser')
    const person = await tenant()
    const facts = { occasion: 'request', asker: 'Jo Pike, their sister', authoriser: null, reference: null, isVictim: null } as const
    const unchecked = await open(adviser, { activity: 'contact-handling', person })
    expect((await offered(unchecked, 'representative')).choices).toEqual([])
    await putIdentityCheck(on, person, adviser.id)
    const opened = await open(adviser, { activity: 'contact-handling', person })
    const { chosen, asksConsent } = await offered(opened, 'representative', ['tenure'])
    expect([...asksConsent]).toContain('tenure')
    const made = ok(await prepare(opened, adviser, { organisation: 'representative', chosen, ...facts }))
    expect(made.consent).toBe(true)
    const consent = { answer: 'agreed', on: '2026-11-23', how: 'On the telephone, after the check' } as const
    const { id } = ok(await noteConsent(all, opened, adviser, await line(opened, made.id), consent))
    const row = await line(opened, id)
    expect(row).toMatchObject({ organisation: 'Jo Pike, their sister', organisationId: null, recipient: 'representative' })
    expect(await release(opened, adviser, row)).toMatchObject({ ok: true })
  })
})

describe('whom the notice shares nothing with for what the record is open for', () => {
  test('is offered nothing, and the person is never asked about the police, a court or those who come in an emergency', async () => {
    const housing = colleague('housing-officer')
    const opened = await open(housing, { activity: 'tenancy-management', person: await tenant() })
    for (const kind of ['police', 'court', 'emergency-services'] as const)
      await expect(offered(opened, await register(kind)), kind).rejects.toThrow('it is not in the register')
    const inCrime = await open(antiSocial, { activity: 'anti-social-behaviour', person: await tenant() })
    const { asksConsent } = await offered(inCrime, await register('police'))
    expect([...asksConsent]).toEqual([])
  })

  test('is told no name on the sheet where the notice does not give it', async () => {
    const { opened, row } = await forPolice()
    expect(JSON.parse(row.what ?? '[]')).toContainEqual(['name', 'personal-details', 'sheet'])
    ok(await release(opened, antiSocial, row))
    const categories = (await evidence(row.id)).flatMap((each) => each.categories)
    expect(categories).toContain('personal-details')
  })
})
