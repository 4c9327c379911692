import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { gone } from '#decisions/done-or-refused.ts'
import type { Share } from '#duties/shares/settle.ts'
import { evidenceOfShare, type ShareEvidence } from '#exchange/bundle/evidence-of-share.ts'
import { theOne } from '#gate/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { InsetText, LinkLine, WarningText } from '../../components/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { loaded, page } from '../../pages/index.ts'
import { atOpening, counted, type DeskDeps, itemIn, type OnOpening } from '../kit.ts'

type Shown = { readonly ok: true; readonly item: Share; readonly evidence: ShareEvidence }

/** The evidence of something that was shared, as one file that shows by itself that nothing of it was changed. */
export function shareEvidenceRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const record = atOpening(deps, share.category)
  const line = '/desk/openings/:id/shares/:item'
  const at = `${line}/evidence`
  const load = async ({ opened, request }: OnOpening<'documents'>) => {
    const found = theOne(await opened.read(shares, itemIn(request)))
    if (!found.ok) return found
    if (found.item.outcome !== 'left') return gone
    const about = { person: opened.person, item: found.item.id }
    return { ok: true as const, item: found.item, evidence: await evidenceOfShare(deps.gateDeps, about, deps.look.evidenceFile) }
  }

  page(app, record, {
    at,
    back: line,
    load,
    draw: (shown, { at: opening }) => ({
      title: 'Evidence of what was shared',
      back: { href: `${opening}/shares/${shown.item.id}`, text: 'Back to what was shared' },
      lead: 'One file for a court, the Ombudsman or the regulator. It shows what was decided and that it left, and checks itself offline.',
      body: <Offered shown={shown} file={`${opening}/shares/${shown.item.id}/evidence/file`} />,
    }),
  })
  app.get(
    `${at}/file`,
    record.enter((visit) =>
      loaded(record, { load, back: line }, visit, ({ evidence }) => {
        if (evidence.state !== 'proven') throw new HttpFault(404, 'there is no such file yet')
        return visit.reply
          .headers({
            'content-type': 'text/html; charset=utf-8',
            'content-disposition': 'attachment; filename="evidence.html"',
            'cache-control': 'no-store',
          })
          .send(evidence.html)
      }),
    ),
  )
}

function Offered({ shown: { item, evidence }, file }: { readonly shown: Shown; readonly file: string }): JSX.Element {
  if (evidence.state === 'altered')
    return (
      <WarningText>
        What is on record is not as it was sealed, so nothing can be shown by it. Tell whoever runs this system: the command “evidence
        verify” says what is wrong.
      </WarningText>
    )
  if (evidence.state === 'unsealed')
    return (
      <InsetText>
        {counted(evidence.rows, 'entry is', 'entries are')} not sealed yet. That takes some seconds while the system runs. Open this page
        again then: it offers the file.
      </InsetText>
    )
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        <li>It has ids, codes and digests. No name, no address, and nothing of what was shared stands in it.</li>
        <li>It can be read in any browser, without a network and without this system.</li>
        <li>It says what it proves and what it does not, and how to check it with other tools.</li>
      </ul>
      {item.shown === 'no' ? (
        <WarningText>The person is not told of this disclosure yet. Give the file to nobody who would tell them.</WarningText>
      ) : null}
      <LinkLine href={file} text="Download the evidence" />
    </>
  )
}
