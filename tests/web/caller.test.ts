import { afterEach, describe, expect, test } from 'vitest'
import { exampleSite } from './example-site.ts'

let close = async () => {}
afterEach(() => close())

/** How often each of those is let in who ask once each, the bound being one request a minute for an address. */
async function letIn(addresses: readonly string[], proxies?: readonly string[]): Promise<readonly boolean[]> {
  const site = exampleSite({ limits: { address: 1 }, ...(proxies === undefined ? {} : { proxies }) })
  close = async () => void (await site.app.close())
  const answers: boolean[] = []
  for (const address of addresses) {
    const said = proxies === undefined ? { remoteAddress: address } : { headers: { 'x-forwarded-for': address } }
    answers.push((await site.app.inject({ url: '/notice', ...said })).statusCode === 200)
  }
  return answers
}

describe('who counts as one', () => {
  test('everybody at one address', async () => expect(await letIn(['192.0.2.1', '192.0.2.1', '192.0.2.2'])).toEqual([true, false, true]))

  test('everybody in one network of IPv6, which may have as many addresses as it likes', async () =>
    expect(await letIn(['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', '2001:db8:0:2::1'])).toEqual([true, false, true]))

  test('the same address, however it is written', async () => expect(await letIn(['192.0.2.1', '::ffff:192.0.2.1'])).toEqual([true, false]))

  test('whoever a named proxy says it is', async () =>
    expect(await letIn(['192.0.2.1', '192.0.2.1', '192.0.2.2'], ['127.0.0.1'])).toEqual([true, false, true]))

  test('and not whom somebody wrote before the proxy did', async () =>
    expect(await letIn(['203.0.113.1, 192.0.2.1', '203.0.113.2, 192.0.2.1'], ['127.0.0.1'])).toEqual([true, false]))

  test('all together, where a proxy that was not named says who they are', async () =>
    expect(await letIn(['192.0.2.1', '192.0.2.2'], ['198.51.100.1'])).toEqual([true, false]))
})
