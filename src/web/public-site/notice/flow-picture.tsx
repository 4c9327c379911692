import type { JSX } from 'preact'

export type Flow = { readonly from: readonly string[]; readonly use: string; readonly to: readonly string[] }

const column = { from: 0, use: 350, to: 700 } as const
const box = 250
const width = column.to + box
const line = 20

type Placed = { readonly name: string; readonly lines: readonly string[]; readonly top: number; readonly height: number }

/**
 * Where data comes from, what it is used for, who gets it: at most twelve links, all equally thick, in the order of the
 * table that stands straight after it with the same rows. Hidden below 600 px, where the table alone is better.
 */
export function FlowPicture(props: { readonly id: string; readonly title: string; readonly flows: readonly Flow[] }): JSX.Element | null {
  const flows = withinTwelveLinks(props.flows)
  if (flows.length === 0) return null
  const columns = [
    place([...new Set(flows.flatMap((flow) => flow.from))]),
    place(flows.map((flow) => flow.use)),
    place([...new Set(flows.flatMap((flow) => flow.to))]),
  ] as const
  const lowest = Math.max(...columns.map(bottom))
  const [from, use, to] = [centred(columns[0], lowest), centred(columns[1], lowest), centred(columns[2], lowest)]
  const height = lowest + 2
  return (
    <svg class="app-flow" role="img" aria-labelledby={`${props.id}-title`} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      <title id={`${props.id}-title`}>{props.title}</title>
      <text class="app-flow__heading" x={column.from} y="18">
        From
      </text>
      <text class="app-flow__heading" x={column.use} y="18">
        Used for
      </text>
      <text class="app-flow__heading" x={column.to} y="18">
        To
      </text>
      {flows.flatMap((flow) => [
        ...flow.from.map((name) => <Curve x1={column.from + box} y1={middle(from, name)} x2={column.use} y2={middle(use, flow.use)} />),
        ...flow.to.map((name) => <Curve x1={column.use + box} y1={middle(use, flow.use)} x2={column.to} y2={middle(to, name)} />),
      ])}
      <Boxes x={column.from} placed={from} name="app-flow__box" />
      <Boxes x={column.use} placed={use} name="app-flow__box app-flow__box--use" />
      <Boxes x={column.to} placed={to} name="app-flow__box" />
    </svg>
  )
}

function withinTwelveLinks(flows: readonly Flow[]): readonly Flow[] {
  const kept: Flow[] = []
  let links = 0
  for (const flow of flows) {
    links += flow.from.length + flow.to.length
    if (links > 12) break
    kept.push(flow)
  }
  return kept
}

function place(names: readonly string[]): readonly Placed[] {
  let top = 34
  return names.map((name) => {
    const lines = linesOf(name, 26)
    const height = lines.length * line + 14
    const placed = { name, lines, top, height }
    top += height + 12
    return placed
  })
}

function bottom(placed: readonly Placed[]): number {
  const last = placed.at(-1)
  return last === undefined ? 0 : last.top + last.height
}

/** The shorter columns stand in the middle of the longest, in the same order. */
function centred(placed: readonly Placed[], lowest: number): readonly Placed[] {
  const down = (lowest - bottom(placed)) / 2
  return placed.map((each) => ({ ...each, top: each.top + down }))
}

function middle(placed: readonly Placed[], name: string): number {
  const found = placed.find((each) => each.name === name)
  return found === undefined ? 0 : found.top + found.height / 2
}

function Curve(props: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }): JSX.Element {
  const half = (props.x1 + props.x2) / 2
  return (
    <path
      class="app-flow__link"
      fill="none"
      d={`M${props.x1} ${props.y1} C${half} ${props.y1} ${half} ${props.y2} ${props.x2} ${props.y2}`}
    />
  )
}

function Boxes(props: { readonly x: number; readonly placed: readonly Placed[]; readonly name: string }): JSX.Element {
  return (
    <>
      {props.placed.map((each) => (
        <g>
          <rect class={props.name} x={props.x + 1} y={each.top} width={box - 2} height={each.height} rx="6" />
          {each.lines.map((words, index) => (
            <text class="app-flow__text" x={props.x + 12} y={each.top + 21 + index * line}>
              {words}
            </text>
          ))}
        </g>
      ))}
    </>
  )
}

/** Breaks words into lines of at most `most` characters: SVG text does not wrap by itself. */
function linesOf(text: string, most: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > most) lines.push(word)
    else lines.splice(-1, 1, `${line} ${word}`)
  }
  return lines
}
