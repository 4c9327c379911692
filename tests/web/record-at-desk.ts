import type { Activity } from '#notice/vocabulary.ts'
import type { AtDesk } from './desk-site.ts'

/** What a colleague says when they open a record; casework with no special reason, where the test says nothing else. */
type Why = Readonly<Record<string, string>>

/** The page of a record that a colleague opened, or the page that refuses it. `words`: without its tags. `at`: where the record stands open. */
export type RecordPage = { readonly status: number; readonly at: string; readonly words: string }

/** Opens somebody's record at the desk, by the form that asks why, and reads its page. */
export async function recordAtDesk(desk: AtDesk, person: string, activity: Activity, why: Why = {}): Promise<RecordPage> {
  const said = { activity, reason: 'case', reference: 'case 4711', specialReason: '', ...why }
  const answer = await desk.send(`/desk/people/${person}/open`, said)
  const at = answer.headers.get('location') ?? ''
  const { status, html } = at === '' ? { status: answer.status, html: await answer.text() } : await desk.open(at)
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return { status, at, words: main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}
