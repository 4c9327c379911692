import { describe, expect, test } from 'vitest'
import { settingsFrom } from '../../src/main/settings/settings.ts'

const own = {
  ASSURED_EXAMPLE: 'off',
  ASSURED_URL: 'https://assured.landlord.example',
  ASSURED_OIDC_ISSUER: 'https://login.landlord.example/tenant',
  ASSURED_OIDC_CLIENT_ID: 'assured',
  ASSURED_OIDC_CLIENT_SECRET: 'quiet',
}
const settings = (changes: Readonly<Record<string, string | undefined>>) => settingsFrom({ ...own, ...changes }, '/home', undefined)

describe('a landlord’s own sign-in', () => {
  test('is set up by an issuer, a client, its secret and the address of the pages', () => {
    expect(settings({})).toMatchObject({
      example: false,
      url: 'https://assured.landlord.example',
      provider: {
        issuer: new URL('https://login.landlord.example/tenant'),
        clientId: 'assured',
        secret: { words: 'quiet' },
        rolesClaim: 'roles',
      },
    })
  })

  test('takes its secret from a file, and roles from another claim', () => {
    const changes = {
      ASSURED_OIDC_CLIENT_SECRET: undefined,
      ASSURED_OIDC_CLIENT_SECRET_FILE: '/run/secrets/x',
      ASSURED_OIDC_ROLES_CLAIM: 'groups',
    }
    expect(settings(changes).provider).toMatchObject({ secret: { file: '/run/secrets/x' }, rolesClaim: 'groups' })
  })

  test('is on nobody’s mind where none of it is set, and the pages may have an address all the same', () => {
    expect(settingsFrom({ ASSURED_EXAMPLE: 'off' }, '/home', undefined)).toMatchObject({ provider: null, url: null })
    expect(settingsFrom({ ASSURED_EXAMPLE: 'off', ASSURED_URL: own.ASSURED_URL }, '/home', undefined)).toMatchObject({
      provider: null,
      searchPath: '',
      url: own.ASSURED_URL,
    })
  })

  test.each([
    ['ASSURED_OIDC_ISSUER', undefined],
    ['ASSURED_OIDC_CLIENT_ID', undefined],
    ['ASSURED_OIDC_CLIENT_ID', ''],
    ['ASSURED_OIDC_CLIENT_SECRET', undefined],
    ['ASSURED_URL', undefined],
  ])('half set up is a fault that names the missing `%s`', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(`\`${name}\``)
    expect(() => settings({ [name]: value })).toThrow('is missing')
  })

  test.each([
    ['ASSURED_OIDC_ISSUER', 'http://login.landlord.example'],
    ['ASSURED_OIDC_ISSUER', 'login.landlord.example'],
    ['ASSURED_OIDC_ISSUER', 'https://me:word@login.landlord.example'],
    ['ASSURED_OIDC_ISSUER', 'http://localhost.landlord.example'],
    ['ASSURED_OIDC_ISSUER', 'http://127.0.0.1.landlord.example'],
    ['ASSURED_URL', 'http://assured.landlord.example'],
    ['ASSURED_URL', 'https://assured.landlord.example/desk'],
    ['ASSURED_URL', 'https://assured.landlord.example?x=1'],
    ['ASSURED_OIDC_CLIENT_SECRET_FILE', '/run/secrets/as-well'],
    ['ASSURED_EXAMPLE', 'on'],
    ['ASSURED_EXAMPLE', undefined],
    ['ASSURED_EXAMPLE', 'no'],
  ])('`%s` set to %s is refused by name, and the secret is not told', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(expect.objectContaining({ code: 'bad-setting' }))
    expect(() => settings({ [name]: value })).toThrow(`\`${name}\``)
    expect(() => settings({ [name]: value })).not.toThrow(/quiet|word/)
  })

  test.each(['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000', 'https://login.landlord.example'])(
    'an issuer may stand at %s',
    (issuer) => {
      expect(settings({ ASSURED_OIDC_ISSUER: issuer }).provider?.issuer.origin).toBe(issuer)
    },
  )

  test.each(['ASSURED_OIDC_ISSUER', 'ASSURED_OIDC_CLIENT_SECRET_FILE', 'ASSURED_OIDC_ROLES_CLAIM', 'ASSURED_URL'])(
    'real colleagues never come in beside invented ones: `%s` with the example on is a fault',
    (name) => {
      expect(() => settingsFrom({ [name]: 'https://x.example' }, '/home', undefined)).toThrow('`ASSURED_EXAMPLE`')
    },
  )
})

describe('where media are kept', () => {
  const vault = (given: Readonly<Record<string, string>>) => settingsFrom(given, '/home', '/somewhere/data').vault

  test.each([
    [{}, { folder: '/somewhere/data/vault' }],
    [{ ASSURED_VAULT: '/media/vault' }, { folder: '/media/vault' }],
    [{ ASSURED_VAULT: 's3://calls' }, { bucket: 'calls', prefix: '', endpoint: null }],
    [{ ASSURED_VAULT: 's3://calls/of/us/' }, { bucket: 'calls', prefix: 'of/us/', endpoint: null }],
    [
      { ASSURED_VAULT: 's3://calls', ASSURED_VAULT_ENDPOINT: 'https://s3.example' },
      { bucket: 'calls', prefix: '', endpoint: 'https://s3.example/' },
    ],
  ])('with %o is %o', (given, place) => {
    expect(vault(given)).toEqual(place)
  })

  test.each([
    [{ ASSURED_VAULT: 's3://' }, 'ASSURED_VAULT'],
    [{ ASSURED_VAULT: 's3://a bucket' }, 'ASSURED_VAULT'],
    [{ ASSURED_VAULT: 'https://calls.example' }, 'ASSURED_VAULT'],
    [{ ASSURED_VAULT_ENDPOINT: 'https://s3.example' }, 'ASSURED_VAULT_ENDPOINT'],
    [{ ASSURED_VAULT: 's3://calls', ASSURED_VAULT_ENDPOINT: 's3.example' }, 'ASSURED_VAULT_ENDPOINT'],
    [{ ASSURED_VAULT: 's3://calls', ASSURED_VAULT_ENDPOINT: 'https://me:word@s3.example' }, 'ASSURED_VAULT_ENDPOINT'],
  ])('cannot be %o, and the fault names `%s` and tells no password', (given, name) => {
    expect(() => vault(given)).toThrow(expect.objectContaining({ code: 'bad-setting' }))
    expect(() => vault(given)).toThrow(`\`${name}\``)
    expect(() => vault(given)).not.toThrow(/word@/)
  })
})

describe('how long a gap is believed', () => {
  test('is two days where nobody says otherwise, and as many as are named', () => {
    expect(settings({}).longestGap?.toString()).toBe('P2D')
    expect(settings({ ASSURED_GAP_DAYS: '7' }).longestGap?.toString()).toBe('P7D')
  })

  test.each(['0', '32', 'P2D', '-1', '1.5', ''])('`%s` is a fault that names the setting', (days) => {
    expect(() => settings({ ASSURED_GAP_DAYS: days })).toThrow('`ASSURED_GAP_DAYS`')
  })
})

describe('how often anybody may ask, and who is believed about who it is', () => {
  test('is settled where nothing is set: generous bounds, and nobody is believed', () => {
    expect(settings({})).toMatchObject({ limits: { colleague: 1200, address: 1200, machine: 6000 }, proxies: [] })
  })

  test('is as it was set', () => {
    const changes = {
      ASSURED_REQUESTS_COLLEAGUE: '30',
      ASSURED_REQUESTS_ADDRESS: '40',
      ASSURED_PROXY: '127.0.0.1, 10.0.0.0/8,2001:db8::/32',
    }
    expect(settings(changes)).toMatchObject({
      limits: { colleague: 30, address: 40, machine: 6000 },
      proxies: ['127.0.0.1', '10.0.0.0/8', '2001:db8::/32'],
    })
  })

  test.each([
    ['ASSURED_REQUESTS_COLLEAGUE', '0'],
    ['ASSURED_REQUESTS_ADDRESS', 'many'],
    ['ASSURED_REQUESTS_MACHINE', '1.5'],
    ['ASSURED_PROXY', 'yes'],
    ['ASSURED_PROXY', '10.0.0.0/0'],
    ['ASSURED_PROXY', '10.0.0.0/33'],
    ['ASSURED_PROXY', 'proxy.example'],
  ])('is refused where `%s` is `%s`, and the setting is named', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(`\`${name}\``)
  })
})

describe('who keeps heads of the evidence', () => {
  const witnesses = (given: Readonly<Record<string, string>>) => settingsFrom(given, '/home', '/somewhere/data').witnesses

  test('is nobody where nobody is named, and whoever is named with a place', () => {
    expect(witnesses({})).toEqual([])
    const given = 'Internal audit=/mnt/audit ; Board secretary=s3://heads/of/us/;'
    expect(witnesses({ ASSURED_WITNESS: given, ASSURED_WITNESS_ENDPOINT: 'https://s3.example', ASSURED_WITNESS_YEARS: '10' })).toEqual([
      { name: 'Internal audit', at: { folder: '/mnt/audit' } },
      { name: 'Board secretary', at: { bucket: 'heads', prefix: 'of/us/', endpoint: 'https://s3.example/', years: 10 } },
    ])
  })

  test.each([
    [{ ASSURED_WITNESS: '/mnt/audit' }, 'ASSURED_WITNESS'],
    [{ ASSURED_WITNESS: 'Audit=mnt/audit' }, 'ASSURED_WITNESS'],
    [{ ASSURED_WITNESS: 'Audit=s3://' }, 'ASSURED_WITNESS'],
    [{ ASSURED_WITNESS: '<b>=/mnt/audit' }, 'ASSURED_WITNESS'],
    [{ ASSURED_WITNESS: 'Audit=/mnt/a; Audit=/mnt/b' }, 'one name'],
    [{ ASSURED_WITNESS: 'Audit=/mnt/a; Board=/mnt/a/' }, 'one place'],
    [{ ASSURED_WITNESS: 'Audit=/somewhere/data/heads' }, 'shares a folder'],
    [{ ASSURED_WITNESS: 'Audit=/somewhere' }, 'shares a folder'],
    [{ ASSURED_WITNESS: 'Audit=/media', ASSURED_VAULT: '/media/vault' }, 'shares a folder'],
    [{ ASSURED_WITNESS: 'Audit=s3://calls/heads', ASSURED_VAULT: 's3://calls' }, 'ASSURED_VAULT'],
    [{ ASSURED_WITNESS: 'Audit=/mnt/a', ASSURED_WITNESS_ENDPOINT: 'https://s3.example' }, 'ASSURED_WITNESS_ENDPOINT'],
    [{ ASSURED_WITNESS: 'Audit=s3://heads', ASSURED_WITNESS_ENDPOINT: 'https://me:word@s3.example' }, 'ASSURED_WITNESS_ENDPOINT'],
    [{ ASSURED_WITNESS_YEARS: '0' }, 'ASSURED_WITNESS_YEARS'],
    [{ ASSURED_WITNESS_YEARS: '' }, 'ASSURED_WITNESS_YEARS'],
  ])('cannot be %o, and the fault says why: %s', (given, says) => {
    expect(() => witnesses(given)).toThrow(expect.objectContaining({ code: 'bad-setting' }))
    expect(() => witnesses(given)).toThrow(says)
    expect(() => witnesses(given)).not.toThrow(/word@/)
  })
})
