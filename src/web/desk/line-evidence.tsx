import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Answer, gone } from '#decisions/done-or-refused.ts'
import { evidenceOfLine, type LineEvidence } from '#exchange/bundle/evidence-of-line.ts'
import type { RecordType } from '#gate/record-type.ts'
import { InsetText, LinkLine, WarningText } from '../components/index.ts'
import { HttpFault } from '../http-fault.ts'
import { addressOf, type Door, loaded, page } from '../pages/index.ts'
import { type AtRecord, counted, type DeskDeps } from './kit.ts'

type Line = { readonly id: string; readonly leftAt: string | null; readonly shown: string | null }
type Visited = AtRecord & { readonly opened: { readonly person: string } }
type Shown = { readonly ok: true; readonly item: Line; readonly evidence: LineEvidence }

/** `at`: the route of the line's own page, of which these are below. `load`: the line that the address names. */
type OfLine<V> = {
  readonly at: string
  readonly type: RecordType
  load(visit: V): Promise<Answer<{ readonly item: Line }, 'gone'>>
}

/** The evidence of something that was shared, as one file that shows by itself that nothing of it was changed. */
export function lineEvidenceRoutes<V extends Visited>(app: FastifyInstance, deps: DeskDeps, record: Door<V>, line: OfLine<V>): void {
  const at = `${line.at}/evidence`
  const load = async (visit: V) => {
    const found = await line.load(visit)
    if (!found.ok) return found
    const { item } = found
    if (item.leftAt === null) return gone
    const about = { type: line.type, record: visit.opened.person, item: item.id }
    return { ok: true as const, item, evidence: await evidenceOfLine(deps.gateDeps, about, deps.look.evidenceFile) }
  }

  page(app, record, {
    at,
    back: line.at,
    load,
    draw: (shown, visit) => ({
      title: 'Evidence of what was shared',
      back: { href: addressOf(line.at, visit), text: 'Back to what was shared' },
      lead: 'One file for a court, the Ombudsman or the regulator. It shows what was decided and that it left, and checks itself offline.',
      body: <Offered shown={shown} file={addressOf(`${at}/file`, visit)} />,
    }),
  })
  app.get(
    `${at}/file`,
    record.enter((visit) =>
      loaded(record, { load, back: line.at }, visit, ({ evidence }) => {
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
  if (evidence.state === 'unsealed' && evidence.rows === 0)
    return <InsetText>It came in from another system, where it was decided. Nothing of that is on record here.</InsetText>
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
      {item.shown === 'yes' ? null : (
        <WarningText>The person is not told of this disclosure yet. Give the file to nobody who would tell them.</WarningText>
      )}
      <LinkLine href={file} text="Download the evidence" />
    </>
  )
}
