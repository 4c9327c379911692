import type { JSX } from 'preact'
import type { Choice } from '#duties/rights/review/decide.ts'
import type { Group } from '#duties/rights/review/groups.ts'
import { needsWhy, type Outcome, outcomes, outcomeWords } from '#duties/rights/review/outcomes.ts'
import { Checkboxes, Input, Select } from '../../../components/index.ts'
import { type Filled, type Question, tooLong, wrong } from '../../../form/index.ts'
import { counted } from '../../kit.ts'

const mostWhy = 500
const options = outcomes.map((value) => ({ value, text: outcomeWords(value) }))

/** The usual reasons, which the colleague keeps or writes anew. */
const usualWhy: Readonly<Partial<Record<Outcome, string>>> = {
  'other-people': 'Asking them may do harm, and the rest can be told without naming them.',
  reasonable: 'A colleague named in their work.',
}

const boxesOf = (name: string, index: number) =>
  ({ outcome: `${name}-${index + 1}`, why: `${name}-${index + 1}-why`, everywhere: `${name}-${index + 1}-everywhere` }) as const

/** What is decided about each passage of a text: a question for each, numbered as the marks in the text are. */
export function passagesQuestion(text: string, groups: readonly Group[]): Question<readonly Choice[]> {
  return {
    boxes: (name) => groups.flatMap((_, index) => Object.values(boxesOf(name, index))),
    read(name, filled) {
      const read = groups.map(({ key }, index) => readOne(boxesOf(name, index), key, filled))
      const errors = read.flatMap((each) => (each.ok ? [] : each.errors))
      return errors.length > 0 ? { ok: false, errors } : { ok: true, value: read.flatMap((each) => (each.ok ? [each.value] : [])) }
    },
    shown: (name) => Object.assign({}, ...groups.map((group, index) => shownOne(boxesOf(name, index), group))),
    render: ({ name, filled, error }) => (
      <>
        {groups.map((group, index) => (
          <OneGroup
            text={text}
            group={group}
            number={index + 1}
            boxes={boxesOf(name, index)}
            filled={filled}
            isChecked={error !== undefined}
          />
        ))}
      </>
    ),
  }
}

type Boxes = ReturnType<typeof boxesOf>

function readOne({ outcome, why, everywhere }: Boxes, key: string, filled: Filled) {
  const chosen = outcomes.find((each) => each === filled[outcome])
  const said = (filled[why] ?? '').trim()
  if (chosen === undefined) return wrong(outcome, 'Choose whether it is given or left out')
  if (said.length > mostWhy) return wrong(why, tooLong(mostWhy))
  if (said === '' && needsWhy(chosen)) return wrong(why, 'Enter what you weighed, and why')
  const value: Choice = { key, outcome: chosen, why: said === '' ? null : said, isEverywhere: filled[everywhere] === 'yes' }
  return { ok: true, value } as const
}

/** What was proposed, until somebody has decided. */
function shownOne({ outcome, why }: Boxes, { passages: [first] }: Group): Filled {
  if (first === undefined) return {}
  const { proposed, decided } = first
  return { [outcome]: decided?.outcome ?? proposed, [why]: decided === null ? (usualWhy[proposed] ?? '') : (decided.why ?? '') }
}

function OneGroup(props: {
  readonly text: string
  readonly group: Group
  readonly number: number
  readonly boxes: Boxes
  readonly filled: Filled
  /** Whether what is wrong is said. */
  readonly isChecked: boolean
}): JSX.Element | null {
  const { text, number, boxes, filled, isChecked } = props
  const read = readOne(boxes, props.group.key, filled)
  const errorAt = (box: string) => (isChecked && !read.ok ? read.errors.find(({ field }) => field === box)?.message : undefined)
  const { passages } = props.group
  const [first] = passages
  if (first === undefined) return null
  return (
    <fieldset class="govuk-fieldset app-read__passage">
      <legend class="govuk-fieldset__legend">
        {number}. “{text.slice(first.start, first.end)}” [{first.label}]
        {passages.length > 1 ? `, ${counted(passages.length, 'place')}` : ''}
      </legend>
      <Select
        name={boxes.outcome}
        label="Can they be identified? Do they agree? Is it reasonable without?"
        items={options}
        value={filled[boxes.outcome]}
        error={errorAt(boxes.outcome)}
      />
      <Input name={boxes.why} label="What was weighed, and why" value={filled[boxes.why]} error={errorAt(boxes.why)} />
      <Checkboxes
        name={boxes.everywhere}
        values={filled[boxes.everywhere] === undefined ? [] : ['yes']}
        items={[{ value: 'yes', text: 'The same everywhere in this copy' }]}
      />
    </fieldset>
  )
}
