import type { JSX } from 'preact'
import type { Group } from '#duties/rights/review/groups.ts'

type Piece = { readonly from: number; readonly to: number; readonly says: readonly string[] }

/** A text with its passages marked. Each mark ends with its label and the number of its question below. */
export function MarkedText({ text, groups }: { readonly text: string; readonly groups: readonly Group[] }): JSX.Element {
  const pieces = piecesOf(groups)
  return (
    <div class="govuk-inset-text app-read">
      {pieces.map(({ from, to, says }, index) => (
        <>
          {text.slice(pieces[index - 1]?.to ?? 0, from)}
          <mark>
            {text.slice(from, to)}
            <span class="app-read__label"> {says.join(' ')}</span>
          </mark>
        </>
      ))}
      {text.slice(pieces.at(-1)?.to ?? 0)}
    </div>
  )
}

/** Passages in the order of the text; those that overlap are marked as one. */
function piecesOf(groups: readonly Group[]): readonly Piece[] {
  const all = groups.flatMap(({ passages }, index) =>
    passages.map(({ start, end, label }) => ({ from: start, to: end, says: [`[${label}, question ${index + 1}]`] })),
  )
  const pieces: Piece[] = []
  for (const piece of all.toSorted((one, other) => one.from - other.from)) {
    const last = pieces.at(-1)
    if (last === undefined || piece.from >= last.to) pieces.push(piece)
    else pieces[pieces.length - 1] = { from: last.from, to: Math.max(last.to, piece.to), says: [...last.says, ...piece.says] }
  }
  return pieces
}
