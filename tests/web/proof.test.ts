import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type ChainLine, chainLine } from '#evidence/witness/chain-line.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import { lateWitnesses } from '#web/desk/retention/arrivals.ts'
import { exampleSite } from './example-site.ts'

const claim = {
  n: '7',
  fromTx: '1',
  toTx: '9',
  running: ['8'],
  firstSeq: '1',
  lastSeq: '3',
  count: '3',
  root: Buffer.alloc(32, 1),
  sealedAt: '1790000000000000',
}
const before = Buffer.alloc(32, 2)
const said = `["7","1","9","1","3","3","${'01'.repeat(32)}","1790000000000000","8"]`
const head = createHash('sha256').update(before).update(said).digest()
const line: ChainLine = chainLine({ ...claim, head }, { ...claim, n: '6', head: before })

const well: WitnessStanding = {
  name: 'Internal audit',
  last: { seal: '7', head: line.head, at: '2026-02-08T10:00:00Z' },
  behindSince: null,
  late: false,
}
const late: WitnessStanding = {
  name: 'Board secretary',
  last: null,
  behindSince: Temporal.Instant.from('2026-02-07T09:00:00Z'),
  late: true,
}

const open = async (path: string, standings: readonly WitnessStanding[] = [], heads: readonly ChainLine[] = [line]) => {
  const { app } = exampleSite({ proof: async () => ({ standings, newest: line }), heads: async () => ({ lines: heads, last: 9 }) })
  const { statusCode, body, headers } = await app.inject(path)
  return { statusCode, body, type: headers['content-type'] }
}

describe('the proof that nothing was rewritten', () => {
  test('says that nobody outside keeps it, where no witness is set', async () => {
    for (const path of ['/promises', '/promises/proof']) expect((await open(path)).body).toContain('No witness set')
  })

  test('names who keeps it, since when, and who has had nothing for a day', async () => {
    const { body } = await open('/promises/proof', [well, late])
    expect(body).toContain('Witnessed by Internal audit on 8 February 2026, 10:00:00 GMT: seal 7, with the head')
    expect(body).toContain(`>${line.head}</code>`)
    expect(body).toContain('Board secretary is to be a witness and has taken no head yet.')
    expect(body).toContain('It is behind: nothing sealed since 7 February 2026, 09:00')
    expect(body).toContain('One witness has')
    expect((await open('/promises', [well, late])).body).toContain(
      'Internal audit (last on 8 February 2026), Board secretary (nothing yet)',
    )
    expect((await open('/promises/proof', [well])).body).not.toContain('One witness has')
  })

  test('is a file of links that anybody can check, and says where the others are', async () => {
    const { body, type } = await open('/promises/heads.txt?from=7')
    expect(type).toBe('text/plain; charset=utf-8')
    const lines = body.split('\n')
    expect(lines.filter((each) => each !== '' && !each.startsWith('#'))).toEqual([`7 ${'02'.repeat(32)} ${head.toString('hex')} ${said}`])
    expect(lines.slice(0, 2)).toEqual(['# assured-heads-1', '# seals 7 to 7 of 9'])
    expect(lines.filter((each) => each.includes('?from='))).toEqual([
      '# earlier ones: /promises/heads.txt?from=1',
      '# later ones: /promises/heads.txt?from=8',
    ])
    expect((await open('/promises/heads.txt', [], [])).body).toContain('# no seal from there on; the newest is 9')
    for (const wrong of ['from=0', 'from=x', 'from=-1', 'since=3', 'from=1234567890123'])
      expect((await open(`/promises/heads.txt?${wrong}`)).statusCode, wrong).toBe(400)
  })
})

test('the data protection team is told how many witnesses are behind', async () => {
  expect(await lateWitnesses({ witnessStandings: async () => [well, late] })).toEqual({ count: 1, newest: null })
  expect(await lateWitnesses({})).toEqual({ count: 0, newest: null })
})
