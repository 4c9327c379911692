import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { sendPage } from '../../answers.tsx'
import { Link, Page } from '../../components/index.ts'
import { renderPage } from '../../components/page.tsx'
import { unlimited } from '../../request-limits.ts'
import { deskFrame } from '../frame.tsx'
import type { DeskDeps } from '../kit.ts'

export const rollCallAt = '/desk/roll-call'
const offlineAt = `${rollCallAt}/offline`

/**
 * What a device keeps so that the roll call is there without a network: a page without anybody's name, its script and its style; and the worker
 * that answers with them. The same for everybody, so nobody has to be signed in for it.
 */
export function offlineRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { rollCall, rollCallWorker, stylesheets } = deps.look
  const kept = JSON.stringify([offlineAt, rollCall, ...stylesheets])
  app.get(offlineAt, { config: unlimited }, (_request, reply) => sendPage(reply, <OfflinePage {...deps} />))
  app.get(`${rollCallAt}/worker.js`, { config: unlimited }, (_request, reply) => {
    const release = createHash('sha256')
      .update(kept)
      .update(renderPage(<OfflinePage {...deps} />))
      .digest('hex')
    return (
      reply
        .header('cache-control', 'no-cache')
        // The page itself stands one step above the worker's own folder.
        .header('service-worker-allowed', rollCallAt)
        .type('text/javascript; charset=utf-8')
        .send(`const kept = ${kept}\nconst release = '${release}'\n${rollCallWorker}`)
    )
  })
}

/** Shown in place of the roll call where the server cannot be reached. The script draws each list that the device keeps from the template. */
function OfflinePage(deps: Pick<DeskDeps, 'editions' | 'look'>): JSX.Element {
  const frame = { ...deskFrame(deps, rollCallAt), navigation: [], footer: [] }
  return (
    <Page frame={frame} title="Roll call" width="desk">
      <div class="app-short" data-roll-call="offline">
        <p class="govuk-body" data-without-script>
          This browser runs no scripts, so it cannot show a list without a network.
        </p>
        <p class="app-lead" data-away>
          The server cannot be reached.
        </p>
        <p class="app-lead" data-online hidden>
          The server can be reached again. <Link href={rollCallAt}>See the list as it is now</Link>
        </p>
        <p class="govuk-body" data-none hidden>
          No list is on this device. A device fetches it when a fire warden or a receptionist opens this page with a network. Use another
          device, or ask the people outside who came with them.
        </p>
        <div data-offices />
        <PrintButton />
        <template>
          <section class="app-office">
            <h2 class="govuk-heading-l" data-name>
              Office
            </h2>
            <p class="govuk-body" data-used tabIndex={-1} hidden />
            <div data-closed>
              <p class="govuk-body">Open the list only in a fire alarm. That you opened it goes on record.</p>
              <button type="button" class="govuk-button govuk-button--warning" data-open>
                Alarm: open the list
              </button>
            </div>
            <p class="app-device" data-device role="status" />
            <div data-list />
          </section>
        </template>
      </div>
      <script type="module" src={deps.look.rollCall} />
    </Page>
  )
}

/** Where a script can print; without one, the browser's menu does. */
export function PrintButton(): JSX.Element {
  return (
    <button type="button" class="govuk-button govuk-button--secondary" data-print hidden>
      Print this list
    </button>
  )
}
