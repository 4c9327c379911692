import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { withFolderAside } from '#media/set-aside.ts'
import { share } from '#records/share/share.ts'
import { newPassphrase } from '#shared/passphrase.ts'
import { forWork, within } from '#store/bounds.ts'
import { asChecked, sealFiles } from '../rights/answer/archive.ts'
import { taskOfLine } from './line-task.ts'
import { valuesOf } from './line-values.ts'
import type { OpenForShare, ShareDeps } from './open.ts'
import { type Ready, readyToShare, type ShareAsked } from './ready.ts'
import { groundsOf } from './sheet.ts'
import type { Sheet } from './tools.ts'

/**
 * `organisation`: it is not in the register, or no longer used. `occasion`: nothing goes to such a recipient for it. `facts`: something that such a
 * recipient, or an adult at risk, is asked is not there. `nothing`: nothing was chosen, or it is there no more; with a question of ours goes the name alone. `found`: words that stay stand somewhere
 * in what would leave. `unset`: the sheet could not be set.
 */
export type PrepareAnswer = Answer<
  { readonly id: string; readonly consent: boolean },
  'organisation' | 'occasion' | 'facts' | 'nothing' | 'found' | 'unset' | 'stale'
>

/**
 * Prepares something to be shared: the notice decides each kind of information, what was chosen is read and made ready without what stays here, every
 * byte of the file is read again, and the line of the ledger is written with it. Nothing has left yet.
 */
export async function prepareShare(deps: ShareDeps, opened: OpenForShare, colleague: Colleague, asked: ShareAsked): Promise<PrepareAnswer> {
  const ready = await readyToShare(deps, opened, asked)
  return ready.ok ? within(forWork, () => store(deps, opened, colleague, ready)) : ready
}

function store(deps: ShareDeps, opened: OpenForShare, colleague: Colleague, ready: Ready): Promise<PrepareAnswer> {
  return withFolderAside(deps.tools.setAsideIn, async (folder): Promise<PrepareAnswer> => {
    const consent = ready.kinds.some(({ decision }) => decision.outcome === 'needs-consent')
    const id = randomUUID()
    const values = valuesOf(deps, opened, colleague, ready, consent)
    const task = taskOfLine({ ...nothingYet, ...values, personId: opened.person }, deps.clock())
    const line = { id, values, task, source: 'colleague', collectedAt: deps.clock(), clockFrom: null } as const
    const detail = { organisation: ready.about.id, item: id, ...(ready.about.under.length === 0 ? {} : { under: ready.about.under }) }
    if (consent) return told(id, await opened.writeLine(share, { item: line }, { ...ready.sharing, detail }))
    const files = await deps.tools.writeSheet(sheetOf(deps, ready), folder)
    if (files === null) return { ok: false, why: 'unset' }
    const path = join(folder, 'shared.zip')
    const passphrase = newPassphrase()
    await sealFiles(folder, files, passphrase, path)
    const withheld = ready.leaving.withheld.map((text, n) => ({ id: String(n), text, kind: 'text' as const }))
    const verdict = await deps.tools.check({ path, password: passphrase, withheld, given: [] })
    if (!verdict.clean) return { ok: false, why: 'found' }
    const { digest } = verdict
    const item = { ...line, values: { ...line.values, digest, passphrase } }
    const incoming = asChecked(path, digest)
    return told(id, await opened.writeLine(share, { item, incoming }, { ...ready.sharing, detail: { ...detail, digest } }))
  })
}

function told(id: string, answer: Awaited<ReturnType<OpenForShare['writeLine']>>): PrepareAnswer {
  return answer.ok ? { ok: true, id, consent: answer.consent } : answer
}

/** What only comes with what becomes of a line. */
const nothingYet = { outcome: null, leftAt: null, leftBy: null, showDecidedBy: null, view: null, viewBy: null } as const

function sheetOf({ inForce }: ShareDeps, { asked, about, kinds, leaving, named, today }: Ready): Sheet {
  const { edition } = inForce().released
  return {
    landlord: edition.landlord.name,
    ...{ recipient: about.name, reference: asked.reference, why: asked.why, question: asked.question, on: today },
    person:
      named === undefined
        ? 'whoever they asked about'
        : [named.names.first, named.names.middle ?? '', named.names.last].filter((word) => word !== '').join(' '),
    terms: groundsOf(edition, kinds),
    items: leaving.items,
  }
}
