import type { JSX } from 'preact'
import type { KeptUntil, NoticeRow } from '#notice/public-words.ts'
import { RecordTable } from '../components/record-table.tsx'
import { nobodyOutside } from './flow-groups.ts'
import { WordList } from './word-list.tsx'

/** The notice's table: one row per use, all of it in the open. Tables beat prose on accuracy and speed, so nothing is folded away. */
export function UseTable(props: { readonly rows: readonly NoticeRow[]; readonly caption: string }): JSX.Element {
  return (
    <RecordTable
      class="app-full app-use-table"
      caption={props.caption}
      captionHidden
      rowId={(row) => `use-${row.activity}`}
      rows={props.rows}
      empty="This edition names no use of data here."
      columns={[
        { heading: 'What for', cell: (row) => row.title },
        { heading: 'Why', cell: (row) => row.why },
        { heading: 'What we use', cell: (row) => <WordList words={row.what} /> },
        { heading: 'Lawful basis', cell: (row) => row.basis.label },
        { heading: 'Where it comes from', cell: (row) => <WordList words={row.from} /> },
        { heading: 'Who we share it with', cell: (row) => <WordList words={row.to} none={nobodyOutside} /> },
        { heading: 'How long we keep it', cell: (row) => <Kept kept={row.kept} /> },
        { heading: 'Your choice', cell: (row) => row.choice },
      ]}
    />
  )
}

/** Each period once; what it is kept for is named only where a use has more than one. */
function Kept(props: { readonly kept: readonly KeptUntil[] }): JSX.Element {
  const [first, ...others] = props.kept
  if (first === undefined) return <>Not kept</>
  if (others.length === 0) return <>{first.words}</>
  return (
    <ul>
      {[...Map.groupBy(props.kept, (each) => each.words)].map(([words, same]) => (
        <li class="app-line">
          <strong>{words}:</strong> {same.flatMap((each) => each.categories).join(', ')}
        </li>
      ))}
    </ul>
  )
}
