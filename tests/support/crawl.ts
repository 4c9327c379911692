import type { AtDesk } from '../web/desk-site.ts'

/** The value for one input. */
export type Fill = (input: { readonly form: string; readonly name: string; readonly kind: string }, attempt: number) => string

export type Crawled = {
  /** `form: name` of every text input whose form was accepted; for a form without text inputs, its name alone. */
  readonly taken: ReadonlySet<string>
  /** The same for the forms that were sent, whatever the answer. */
  readonly sent: ReadonlySet<string>
}

/** Chooses one of a form's options. */
export type Choose = (input: { readonly form: string; readonly name: string }, values: readonly string[], attempt: number) => string
/** How many pages of one kind are visited, and how often one kind of form is sent. */
export type Most = { readonly pages: (kind: string) => number; readonly tries: (form: string) => number }

/** How a form is filled in. `answers` are used before what `fill` and `choose` would give. */
export type Filling = {
  readonly fill: Fill
  readonly choose: Choose
  /** Sent with a form that takes a file; with null no file is sent. */
  readonly file: File | null
  readonly answers?: Readonly<Record<string, string>>
}
type Crawling = Filling & { readonly starts: readonly string[]; readonly most: Most }

/** Visits every page that links lead to from `starts`, fills in and sends every form that it is shown, and follows where that leads. */
export async function crawl(desk: AtDesk, { starts, most, ...filling }: Crawling): Promise<Crawled> {
  const queue = [...starts]
  const seen = new Set(queue)
  const pages = new Map<string, number>()
  const tries = new Map<string, number>()
  const taken = new Set<string>()
  const sent = new Set<string>()
  const enqueue = (path: string | null) => {
    if (path === null || !path.startsWith('/') || /sign-out|\/sound|\/film|\/whole|\/small|\/close$/.test(path) || seen.has(path)) return
    seen.add(path)
    queue.push(path)
  }
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const kind = kindOf(path)
    const count = (pages.get(kind) ?? 0) + 1
    pages.set(kind, count)
    if (count > most.pages(kind)) continue
    const { html, status } = await desk.open(path)
    if (status !== 200) continue
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) enqueue(href.replaceAll('&amp;', '&'))
    for (const form of formsOf(html, path)) {
      if (/sign-out|\/close$/.test(form.action)) continue
      const attempt = tries.get(form.kind) ?? 0
      tries.set(form.kind, attempt + 1)
      if (attempt >= most.tries(form.kind)) continue
      const sending = await sendForm(desk, path, form.kind, filling, attempt)
      if (sending === undefined) continue
      const { answer, inputs } = sending
      for (const input of inputs) sent.add(input)
      if (answer.status === 303) {
        for (const input of inputs) taken.add(input)
        const to = answer.headers.get('location')
        enqueue(to === null ? null : new URL(to, desk.at).pathname + new URL(to, desk.at).search)
        // What a page offers may have changed, so it is visited again.
        if (attempt + 1 < most.tries(form.kind)) queue.push(path)
      } else if (answer.status < 400 || answer.status === 422) {
        // Some forms are answered by a page that is shown once.
        if (answer.status === 200) for (const input of inputs) taken.add(input)
        const shown = await answer.text()
        for (const [, href = ''] of shown.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) enqueue(href.replaceAll('&amp;', '&'))
        queue.push(path)
      }
    }
  }
  return { taken, sent }
}

/**
 * Opens the page anew, since a form can only be sent once, fills in its form of that kind, and sends it. `inputs`: `form: name` of its text
 * inputs, or its kind alone.
 */
export async function sendForm(
  desk: AtDesk,
  path: string,
  kind: string,
  filling: Filling,
  attempt = 0,
): Promise<{ readonly answer: Response; readonly inputs: readonly string[] } | undefined> {
  const form = formsOf((await desk.open(path)).html, path).find((each) => each.kind === kind)
  if (form === undefined) return undefined
  const filled = filledIn(form, filling, attempt)
  const answer = form.hasFile
    ? await desk.postBody(desk.at + form.action, withFile(filled, filling.file))
    : await desk.post(desk.at + form.action, filled)
  return { answer, inputs: form.texts.length === 0 ? [form.kind] : form.texts.map(({ name }) => `${form.kind}: ${name}`) }
}

/** An address without the ids in it. */
export function kindOf(path: string): string {
  return path
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^\/fetch\/[a-z0-9-]{34}/, '/fetch/:link')
    .replace(/[?#].*/, '')
}

type Input = { readonly name: string; readonly kind: string }
type Form = {
  readonly action: string
  readonly kind: string
  readonly hasFile: boolean
  readonly texts: readonly Input[]
  readonly hidden: Readonly<Record<string, string>>
  readonly choices: ReadonlyMap<string, readonly string[]>
}

function formsOf(html: string, path: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, opening = '', body = '']) => {
    if (!/method="post"/.test(opening)) return []
    const action = attribute(opening, 'action') ?? path
    const texts: Input[] = []
    const hidden: Record<string, string> = {}
    const choices = new Map<string, string[]>()
    for (const [, attributes = ''] of body.matchAll(/<input\b([^>]*)>/g)) {
      const [name, type] = [attribute(attributes, 'name'), attribute(attributes, 'type') ?? 'text']
      if (name === undefined) continue
      const value = attribute(attributes, 'value') ?? ''
      if (type === 'hidden') hidden[name] = value
      else if (type === 'radio' || type === 'checkbox') choices.set(name, [...(choices.get(name) ?? []), value])
      else if (type !== 'file') texts.push({ name, kind: /-(day|month|year)$/.exec(name)?.[1] ?? type })
    }
    for (const [, attributes = ''] of body.matchAll(/<textarea\b([^>]*)>/g)) {
      const name = attribute(attributes, 'name')
      if (name !== undefined) texts.push({ name, kind: 'textarea' })
    }
    for (const [, attributes = '', options = ''] of body.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
      const values = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, each = '']) => attribute(each, 'value') ?? '')
      const name = attribute(attributes, 'name')
      if (name !== undefined)
        choices.set(
          name,
          values.filter((value) => value !== ''),
        )
    }
    const hasFile = /type="file"/.test(body)
    return [{ action, kind: kindOf(action), hasFile, texts, hidden, choices }]
  })
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
}

function filledIn(form: Form, { fill, choose, answers = {} }: Filling, attempt: number): Readonly<Record<string, string>> {
  const chosen = [...form.choices].map(([name, values]): [string, string] => [name, choose({ form: form.kind, name }, values, attempt)])
  const typed = form.texts.map(({ name, kind }): [string, string] => [name, fill({ form: form.kind, name, kind }, attempt)])
  return { ...form.hidden, ...Object.fromEntries(chosen), ...Object.fromEntries(typed), ...answers }
}

function withFile(fields: Readonly<Record<string, string>>, file: File | null): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  if (file !== null) body.set('file', file)
  return body
}
