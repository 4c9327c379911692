import type { JSX } from 'preact'
import type { NoticeRow } from '#notice/public-words.ts'
import { RecordTable } from '../../components/index.ts'
import { proposedWords } from '../proposed.ts'
import { WordList } from '../word-list.tsx'
import { BasisAndLaw } from './basis-and-law.tsx'
import { nobodyOutside } from './flow-groups.ts'

/** The notice's table: one row per use, all of it in the open. Tables beat prose on accuracy and speed, so nothing is folded away. */
export function UseTable(props: { readonly rows: readonly NoticeRow[]; readonly caption: string }): JSX.Element {
  return (
    <RecordTable
      class="app-full app-use-table"
      caption={props.caption}
      rowId={(row) => `use-${row.activity}`}
      rows={props.rows}
      empty="This edition names no use of data here."
      wide
      columns={[
        { heading: 'What for', cell: (row) => row.title },
        { heading: 'Why', cell: (row) => row.why, class: 'app-use-table__why' },
        { heading: 'What we use, and how long we keep it', cell: (row) => <Kept row={row} />, class: 'app-use-table__what' },
        { heading: 'Lawful basis', cell: (row) => <Bases row={row} /> },
        { heading: 'Where it comes from', cell: (row) => <From row={row} /> },
        { heading: 'Who we share it with', cell: (row) => <WordList words={row.to} none={nobodyOutside} /> },
        { heading: 'Your choice', cell: (row) => row.choice },
      ]}
    />
  )
}

/** On which basis, and for whom on another one (W1). */
function Bases({ row: { basis, basisSaidBy, otherBases } }: { readonly row: NoticeRow }): JSX.Element {
  return (
    <>
      <BasisAndLaw basis={basis} />
      {basisSaidBy === 'to-confirm' ? <Proposed /> : null}
      {otherBases.map((other) => (
        <p>
          <strong>
            If you are <WordList words={other.people} />:
          </strong>{' '}
          <BasisAndLaw basis={other.basis} />
          {basisSaidBy === 'landlord' ? null : <Proposed />}
        </p>
      ))}
    </>
  )
}

function Proposed(): JSX.Element {
  return <span class="app-meta app-line-of-its-own">{proposedWords}</span>
}

/** From whom, and what was collected for another use and may be used for this one too (P2). */
function From({ row: { from, also } }: { readonly row: NoticeRow }): JSX.Element {
  if (also !== null && also.length === 0) return <WordList words={from} />
  return (
    <>
      <WordList words={from} />
      <p>
        <strong>Also what we collected for:</strong> {also === null ? 'any other use' : <WordList words={also} />}
      </p>
    </>
  )
}

/** Each kind of information once, beside its own period: two lists side by side would leave the reader to match them. */
function Kept(props: { readonly row: NoticeRow }): JSX.Element {
  return (
    <ul>
      {[...Map.groupBy(props.row.kept, (each) => each.words)].map(([words, same]) => (
        <li class="app-line">
          <strong>
            <WordList words={same.flatMap((each) => each.categories).map((label) => ({ id: label, label }))} />:
          </strong>{' '}
          {words}
        </li>
      ))}
    </ul>
  )
}
