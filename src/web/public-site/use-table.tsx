import type { JSX } from 'preact'
import { RecordTable } from '../components/record-table.tsx'
import { nobodyOutside, type UseRow } from './rows.ts'
import { WordList } from './word-list.tsx'

/** The notice's table: one row per use, all of it in the open. Tables beat prose on accuracy and speed, so nothing is folded away. */
export function UseTable(props: {
  readonly rows: readonly UseRow[]
  readonly caption: string
  readonly captionHidden?: boolean
}): JSX.Element {
  return (
    <RecordTable
      class="app-full app-use-table"
      caption={props.caption}
      captionHidden={props.captionHidden}
      rowId={(row) => `use-${row.id}`}
      rows={props.rows}
      empty="This edition names no use of data here."
      columns={[
        { heading: 'What for', cell: (row) => row.title },
        { heading: 'Why', cell: (row) => row.why },
        { heading: 'What we use', cell: (row) => <WordList words={row.what} /> },
        { heading: 'Lawful basis', cell: (row) => row.basis },
        { heading: 'Where it comes from', cell: (row) => <WordList words={row.from} /> },
        { heading: 'Who we share it with', cell: (row) => <WordList words={row.to} none={nobodyOutside} /> },
        { heading: 'How long we keep it', cell: (row) => <Lines lines={row.kept} /> },
        { heading: 'Your choice', cell: (row) => row.choice },
      ]}
    />
  )
}

function Lines(props: { readonly lines: readonly string[] }): JSX.Element {
  if (props.lines.length === 1) return <>{props.lines[0]}</>
  return (
    <ul>
      {props.lines.map((line) => (
        <li class="app-line">{line}</li>
      ))}
    </ul>
  )
}
