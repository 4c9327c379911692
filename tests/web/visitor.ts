/** A browser as far as sign-in goes: keeps cookies for each address, and follows redirects one at a time. */
export type Visitor = {
  readonly get: (url: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly post: (url: string, fields: Readonly<Record<string, string>>) => Promise<Response>
  /** A form with a file. */
  readonly postBody: (url: string, body: FormData) => Promise<Response>
  /** Follows until a page is shown, or until the next step would begin with `before`; answers where it stands and what it was told. */
  readonly follow: (url: string, before?: string) => Promise<{ readonly url: string; readonly answer: Response }>
}

export function visitor(): Visitor {
  const jars = new Map<string, Map<string, string>>()

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, accept: 'text/html', cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }

  return {
    get: (url, headers = {}) => ask(url, { headers }),
    post: (url, fields) => ask(url, { method: 'POST', body: new URLSearchParams(fields) }),
    postBody: (url, body) => ask(url, { method: 'POST', body }),
    async follow(start, before) {
      let url = start
      for (let steps = 0; steps < 12; steps += 1) {
        const answer = await ask(url)
        const to = answer.headers.get('location')
        if (to === null) return { url, answer }
        url = new URL(to, url).href
        if (before !== undefined && url.startsWith(before)) return { url, answer }
      }
      throw new Error('the redirects lead nowhere')
    },
  }
}
