import type { FastifyInstance } from 'fastify'
import { filesOfShare } from '#duties/shares/preview.ts'
import { fetchShare, type Share } from '#duties/shares/settle.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { loaded } from '../../pages/index.ts'
import { atOpening, columns, type DeskDeps, itemIn, type OnOpening, shortDate } from '../kit.ts'
import { lineEvidenceRoutes } from '../line-evidence.tsx'
import { onRecord } from '../record/on-record.ts'
import { anewRoutes } from './anew.tsx'
import { answerRoutes } from './answer.tsx'
import { sharePageRoutes } from './at-page.tsx'
import { closingRoutes } from './closing.tsx'
import { newShareRoutes } from './new.tsx'
import { officerViewRoutes } from './officer-view.tsx'
import { oneShareRoutes } from './one.tsx'
import { referenceRoutes } from './reference.tsx'
import { toWhomRoutes } from './to-whom.tsx'
import { wordsRoutes } from './words.tsx'

const noStore = { 'cache-control': 'no-store' }

/** Sharing something of an open record with somebody outside: to whom, what, why, and that it left (B1). */
export function shareRoutes(app: FastifyInstance, deps: DeskDeps): void {
  toWhomRoutes(app, deps)
  newShareRoutes(app, deps)
  referenceRoutes(app, deps)
  oneShareRoutes(app, deps)
  closingRoutes(app, deps)
  officerViewRoutes(app, deps)
  sharePageRoutes(app, deps)
  wordsRoutes(app, deps)
  answerRoutes(app, deps)
  anewRoutes(app, deps)
  const record = atOpening(deps, share.category)
  const at = '/desk/openings/:id/shares/:item'
  const load = async ({ opened, request }: OnOpening<'documents'>) => theOne(await opened.read(shares, itemIn(request)))
  lineEvidenceRoutes(app, deps, record, { at, type: share, load })

  app.get(
    `${at}/sheet`,
    record.enter((visit) =>
      loaded(record, { load, back: at }, visit, async ({ item }) => {
        const files = await filesOfShare(visit.opened, item)
        if (!files.ok && files.why === 'refused') return record.refuse(visit, files.refusal, 'view', visit.at)
        const pdf = files.ok ? files.files.find(({ name }) => name.endsWith('.pdf')) : undefined
        if (pdf === undefined) throw new HttpFault(404, 'there is no such sheet')
        return visit.reply
          .headers({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${pdf.name}"`, ...noStore })
          .send(Buffer.from(await pdf.bytes()))
      }),
    ),
  )
  app.post(
    `${at}/fetch`,
    record.sends,
    record.enter((visit) =>
      loaded(record, { load, back: at }, visit, async ({ item }) => {
        const fetched = await fetchShare(deps.gateDeps, visit.opened, item)
        if (!fetched.ok && fetched.why === 'refused') return record.refuse(visit, fetched.refusal, 'view', visit.at)
        if (!fetched.ok) {
          record.say(visit, 'The file can no longer be downloaded.', false)
          return visit.reply.redirect(`${visit.at}/shares/${item.id}`, 303)
        }
        return visit.reply
          .headers({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="information.zip"', ...noStore })
          .send(fetched.archive)
      }),
    ),
  )
}

/** What was shared, the newest first, each with the way to it. */
export const sharesOnRecord = onRecord<Share>(shares, ({ items, section, at }) => (
  <RecordTable
    caption={section.label}
    empty="Nothing has been shared."
    rows={items.filter(({ outcome }) => outcome !== 'replaced')}
    columns={columns(
      share,
      ['organisation', 'told', { heading: 'When', cell: whenOf }],
      { organisation: ({ id }, name) => <Link href={`${at}/shares/${id}`}>{name}</Link> },
      section.names,
    )}
  />
))

function whenOf({ outcome, leftAt, needsConsent, neededBy }: Share): string {
  if (outcome === 'left') return leftAt === null ? 'Shared' : shortDate(dateIn(Temporal.Instant.from(leftAt)))
  if (outcome !== null) return 'Not shared'
  const state = needsConsent ? 'Waits for the person' : 'Prepared, not shared yet'
  return neededBy === null ? state : `${state}; needed by ${shortDate(neededBy)}`
}
