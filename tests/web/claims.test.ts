import { describe, expect, test } from 'vitest'
import { colleagueFrom } from '#web/sign-in/claims.ts'

const reading = (rolesClaim: string) => ({ rolesClaim, pseudonym: () => 'id' })
const said = { iss: 'https://login.example', sub: 'dee@example', name: 'Dee' }
const held = (claims: object, rolesClaim = 'roles') => colleagueFrom({ ...said, ...claims }, reading(rolesClaim))?.roles ?? null

describe('roles as a provider tells them', () => {
  test.each<[string, object, string, readonly string[] | null]>([
    ['a list', { roles: ['housing-officer', 'team-leader'] }, 'roles', ['team-leader', 'housing-officer']],
    ['a word alone', { roles: 'housing-officer' }, 'roles', ['housing-officer']],
    ['one twice', { roles: ['housing-officer', 'housing-officer'] }, 'roles', ['housing-officer']],
    ['known beside unknown', { roles: ['wizard', 'housing-officer', 7, null] }, 'roles', ['housing-officer']],
    ['unknown only', { roles: ['wizard'] }, 'roles', null],
    ['in other letters', { roles: ['Housing-Officer'] }, 'roles', null],
    ['none', {}, 'roles', null],
    ['an object', { roles: { 'housing-officer': true } }, 'roles', null],
    ['in another claim', { groups: ['housing-officer'], roles: ['team-leader'] }, 'groups', ['housing-officer']],
    ['inside another', { realm_access: { roles: ['housing-officer'] } }, 'realm_access.roles', ['housing-officer']],
    ['under a name that is an address', { 'https://a.example/roles': ['housing-officer'] }, 'https://a.example/roles', ['housing-officer']],
    ['by a name that every object has', {}, 'constructor.name', null],
  ])('%s', (_what, claims, rolesClaim, roles) => {
    expect(held(claims, rolesClaim)).toEqual(roles)
  })

  test('somebody without a name goes by their user name, or by none', () => {
    const named = (claims: object) => colleagueFrom({ ...said, roles: 'housing-officer', ...claims }, reading('roles'))?.name
    expect(named({ name: undefined, preferred_username: 'dmarsh' })).toBe('dmarsh')
    expect(named({ name: ' ' })).toBe('A colleague')
    expect(named({ name: 'x'.repeat(500) })).toHaveLength(200)
  })
})
