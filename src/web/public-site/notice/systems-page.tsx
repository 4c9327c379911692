import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Page } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { SystemsTable } from './systems-table.tsx'

/** The systems that hold information, each with its country (T1). */
export function SystemsPage({ frame, edition }: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  return (
    <Page
      frame={frame}
      title="The systems that hold it, and where they are"
      back={{ href: '/notice/who-gets-what', text: 'Who gets what, and why' }}
    >
      <SystemsTable edition={edition} />
      <Help about="who-gets-what" />
    </Page>
  )
}
