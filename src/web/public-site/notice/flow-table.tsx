import type { JSX } from 'preact'
import { RecordTable } from '../../components/index.ts'
import { withinSentence } from '../word-list.tsx'
import { type FlowRow, type Group, nobodyOutside } from './flow-groups.ts'
import { FlowPicture } from './flow-picture.tsx'

/** The picture, and straight after it the same flows as a table, with the members of each group. */
export function FlowWithTable(props: { readonly id: string; readonly title: string; readonly flows: readonly FlowRow[] }): JSX.Element {
  return (
    <div class="app-full">
      <FlowPicture
        id={`flow-${props.id}`}
        title={props.title}
        flows={props.flows.map((flow) => ({
          from: flow.from.map((group) => group.name),
          use: flow.use,
          to: flow.to.length === 0 ? [nobodyOutside] : flow.to.map((group) => group.name),
        }))}
      />
      <RecordTable
        caption={`${props.title}, as a table`}
        rows={props.flows}
        empty="Nothing flows here."
        columns={[
          { heading: 'Used for', cell: (flow) => flow.use },
          { heading: 'From', cell: (flow) => <Groups groups={flow.from} /> },
          { heading: 'To', cell: (flow) => (flow.to.length === 0 ? nobodyOutside : <Groups groups={flow.to} />) },
        ]}
      />
    </div>
  )
}

function Groups(props: { readonly groups: readonly Group[] }): JSX.Element {
  return (
    <ul>
      {props.groups.map((group) => (
        <li class="app-line">
          <strong>{group.name}:</strong> {group.members.map(withinSentence).join(', ')}
        </li>
      ))}
    </ul>
  )
}
