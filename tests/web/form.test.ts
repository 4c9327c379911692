import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { field, sealed } from '#gate/field.ts'
import { camera } from '#records/camera/camera.ts'
import { consent } from '#records/consent/consent.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { picture } from '#records/picture/picture.ts'
import { ask } from '#web/form/ask.ts'
import { choice } from '#web/form/choice.tsx'
import { optionalCount } from '#web/form/count.tsx'
import { day } from '#web/form/day.tsx'
import { form } from '#web/form/form.tsx'
import { optionalText, writtenAs } from '#web/form/text.tsx'
import { seenVersion } from '#web/form/version.tsx'
import { askedWhen } from '#web/form/when.ts'
import { HttpFault } from '#web/http-fault.ts'

const today = Temporal.PlainDate.from('2026-11-29')
const { fields } = camera
const example = form(
  {
    version: seenVersion,
    reference: ask(fields.reference, { missing: 'Write its reference' }),
    purpose: ask(fields.purpose, { missing: 'Write why' }),
    assessment: ask(fields.assessment),
    assessedOn: ask(fields.assessedOn),
    until: day({ label: 'Until when?', missing: 'Write a day', when: 'coming', withinYears: 6 }),
    kind: choice({
      label: 'Which?',
      missing: 'Choose one',
      options: [
        { value: 'one', text: 'One' },
        { value: 'other', text: 'Other' },
      ],
    }),
  },
  ({ kind, assessment }) => (kind === 'other' && assessment === null ? [{ field: 'assessment', message: 'Write where it is' }] : []),
)
const dayIn = (name: string, [day = '', month = '', year = '']: readonly string[]) => ({
  ...{ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year },
})
const whole = { version: '7', reference: ' REC/1 ', purpose: 'Break-ins', kind: 'one', ...dayIn('until', ['28', '2', '2028']) }
const read = (more: Readonly<Record<string, unknown>> = {}) => example.read({ ...whole, ...more }, today)
const errorsOf = (more: Readonly<Record<string, unknown>>) => {
  const answer = read(more)
  return answer.ok ? [] : answer.errors
}

describe('a form', () => {
  test('asks for a day that its field puts after another in that order, and says so at its box', () => {
    const { assessedOn, assessmentReviewOn } = fields
    const order = form({ assessedOn: ask(assessedOn), assessmentReviewOn: ask(assessmentReviewOn, { early: 'Write a day after it' }) })
    const answered = (review: readonly string[], assessed: readonly string[] = ['2', '3', '2026']) =>
      order.read({ ...dayIn('assessedOn', assessed), ...dayIn('assessmentReviewOn', review) }, today)
    expect(answered(['1', '3', '2026'])).toMatchObject({ errors: [{ field: 'assessmentReviewOn-day', message: 'Write a day after it' }] })
    expect(answered(['2', '3', '2026'])).toMatchObject({ ok: true })
    expect(answered(['1', '3', '2026'], [])).toMatchObject({ ok: true })
    expect(answered([])).toMatchObject({ ok: true })
  })

  test('answers what was typed as its fields keep it, with nothing where nothing need be written', () => {
    expect(read({ assessment: '  ' })).toEqual({
      ok: true,
      value: {
        version: '7',
        reference: 'REC/1',
        purpose: 'Break-ins',
        assessment: null,
        assessedOn: null,
        until: Temporal.PlainDate.from('2028-02-28'),
        kind: 'one',
      },
    })
    expect(read(dayIn('assessedOn', ['29', '11', '2026']))).toMatchObject({ value: { assessedOn: '2026-11-29' } })
  })

  test.each([
    ['a text that must be written', { purpose: ' ' }, 'purpose', 'Write why'],
    ['one that is longer than it may be', { purpose: 'x'.repeat(501) }, 'purpose', 'Enter 500 characters or fewer'],
    ['one that may be left out, and is too long', { assessment: 'x'.repeat(501) }, 'assessment', 'Enter 500 characters or fewer'],
    ['a code that is longer than codes are', { reference: 'x'.repeat(65) }, 'reference', 'Enter 64 characters or fewer'],
    ['a day that must be written', dayIn('until', []), 'until-day', 'Write a day'],
    ['a day that there is not', dayIn('until', ['29', '2', '2027']), 'until-day', 'Enter a real date, such as 31 3 2027'],
    ['words in a day', dayIn('until', ['1', 'March', '2027']), 'until-day', 'Enter a real date, such as 31 3 2027'],
    ['a day half written', dayIn('assessedOn', ['1', '', '2026']), 'assessedOn-day', 'Enter a real date, such as 31 3 2027'],
    ['a day that has not come', dayIn('assessedOn', ['30', '11', '2026']), 'assessedOn-day', 'Enter today’s date or an earlier one'],
    ['a day that is not to come', dayIn('until', ['29', '11', '2026']), 'until-day', 'Enter a date after today'],
    ['a day too far ahead', dayIn('until', ['30', '11', '2032']), 'until-day', 'Enter a date within 6 years'],
    ['nothing of a list', { kind: undefined }, 'kind', 'Choose one'],
    ['something that the list does not have', { kind: 'toString' }, 'kind', 'Choose one'],
    ['answers that are right by themselves and not together', { kind: 'other' }, 'assessment', 'Write where it is'],
  ])('says at the box what is wrong: %s', (_what, more, field, message) => {
    const sent = Object.fromEntries(Object.entries({ ...whole, ...more }).filter(([, value]) => value !== undefined))
    const answer = example.read(sent, today)
    expect(answer.ok ? [] : answer.errors).toEqual([{ field, message }])
  })

  test('takes the last day that may be written, and the first', () => {
    expect(errorsOf(dayIn('until', ['29', '11', '2032']))).toEqual([])
    expect(errorsOf(dayIn('until', ['30', '11', '2026']))).toEqual([])
  })

  test.each([
    ['a box that it does not have', { other: 'x' }],
    ['a list where one value belongs', { purpose: ['a', 'b'] }],
    ['no word of what was seen', { version: '' }],
  ])('was not sent by our page with %s', (_what, more) => {
    expect(() => read(more)).toThrow(HttpFault)
  })

  test('shows again what was typed and what is wrong, and else what is held; what cannot be read any more is empty', () => {
    const answer = read({ purpose: '', assessment: 'Folder <3>' })
    const again = renderToString(example.fields(example.shown({ assessment: 'Held' }), answer.ok ? undefined : answer))
    expect(again).toContain('Write why')
    expect(again).toContain('value="Folder &lt;3>"')
    expect(again).not.toContain('Held')
    const held = example.shown({ purpose: null, assessedOn: '2026-02-01', until: Temporal.PlainDate.from('2027-03-31') })
    expect(held).toEqual({ ...dayIn('assessedOn', ['1', '2', '2026']), ...dayIn('until', ['31', '3', '2027']) })
  })

  test('asks only what counts: a day beside an answer that needs none is not read', () => {
    const kept = ({ kind }: Readonly<Record<string, string>>) => kind === 'keep'
    const options = [
      { value: 'keep', text: 'Keep' },
      { value: 'lift', text: 'Lift' },
    ] as const
    const review = form({
      kind: choice({ label: 'Which?', missing: 'Choose one', options }),
      until: askedWhen(kept, day({ label: 'Until when?', missing: 'Write a day', when: 'coming' })),
    })
    expect(review.read({ kind: 'lift', ...dayIn('until', ['1', '1', '2020']) }, today)).toEqual({
      ok: true,
      value: { kind: 'lift', until: null },
    })
    expect(review.read({ kind: 'keep', ...dayIn('until', []) }, today)).toMatchObject({ errors: [{ field: 'until-day' }] })
  })

  test('offers the words of a closed list as its declaration has them, in its order, and answers what is stored', () => {
    const asking = form({ kind: ask(picture.fields.kind, { label: 'Kind', missing: 'Choose', hints: { group: 'Nobody is named' } }) })
    expect(asking.read({ kind: 'people' }, today)).toEqual({ ok: true, value: { kind: 'people' } })
    expect(asking.read({ kind: 'One or a few people' }, today)).toMatchObject({ errors: [{ field: 'kind', message: 'Choose' }] })
    const words = renderToString(asking.fields({}, undefined))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
    expect(words).toContain('Kind A home, with nobody in the picture A group at an event Nobody is named One or a few people')
  })

  test('that asks for a closed list without words of its own does not open', () => {
    expect(() => ask(consent.fields.forActivity, { missing: 'Choose' })).toThrow('closed list')
  })

  test('that asks for a closed list, and has no word for its missing, does not open', () => {
    expect(() => ask(disclosure.fields.outcome)).toThrow('closed list')
  })

  test('takes its words from the declaration, and makes those for what is missing of the label', () => {
    const kept = { plain: 'code' } as const
    const declared = form({
      colour: ask(field('text', 'cctv-footage', 'Colour', { ...kept, asked: { hint: 'As painted.' } })),
      maker: ask(field('text', 'cctv-footage', 'Who made it', kept)),
      kind: ask(field('text', 'cctv-footage', 'Kind', { oneOf: { dome: 'Dome' }, asked: { hints: { dome: 'Round' } } })),
      put: ask(field('date', 'cctv-footage', 'Put up', { asked: { missing: 'Enter when it was put up' } })),
      due: ask(field('date', 'cctv-footage', 'Next look')),
      note: ask(sealed('cctv-footage', 'Note', { asked: { question: 'What else?' } })),
    })
    const errors = {
      colour: 'Enter the colour',
      maker: 'Enter who made it',
      kind: 'Choose the kind',
      'put-day': 'Enter when it was put up',
    }
    const said = declared.read({}, today)
    expect(said.ok ? [] : Object.fromEntries(said.errors.map(({ field, message }) => [field, message]))).toEqual({
      ...errors,
      'due-day': 'Enter a date for “Next look”',
    })
    const words = renderToString(declared.fields({}, undefined))
    expect(['As painted.', 'Round', 'What else? (optional)'].filter((each) => !words.includes(each))).toEqual([])
  })

  test('whose page says something itself says that', () => {
    const own = form({ reference: ask(fields.reference, { hint: 'On its side.', missing: 'Write its reference' }) })
    expect(own.read({}, today)).toMatchObject({ errors: [{ message: 'Write its reference' }] })
    expect(renderToString(own.fields({}, undefined))).toContain('On its side.')
  })

  test('that asks a question which must be answered, and has no word for its missing, does not open', () => {
    const asked = { question: 'What for?' }
    expect(() => ask(sealed('cctv-footage', 'Purpose', { needed: true, asked }))).toThrow('Purpose')
  })
})

describe('how many there are', () => {
  const counting = form({ found: optionalCount({ label: 'How many items did they find?', digits: 7 }) })

  test.each([
    ['', null],
    [' 12 ', 12],
    ['0', 0],
    ['9999999', 9_999_999],
  ])('is a whole number, or left out: “%s”', (found, value) => {
    expect(counting.read({ found }, today)).toEqual({ ok: true, value: { found: value } })
  })

  test.each([
    ['none', 'Enter a whole number, such as 3'],
    ['about twenty', 'Enter a whole number, such as 3'],
    ['2.5', 'Enter a whole number, such as 3'],
    ['-3', 'Enter a whole number, such as 3'],
    ['1,200', 'Enter a whole number, such as 3'],
    ['12345678', 'Enter a whole number of 7 digits or fewer'],
  ])('written otherwise, says what to write, and not how long: “%s”', (found, message) => {
    const answer = counting.read({ found }, today)
    expect(answer.ok ? [] : answer.errors).toEqual([{ field: 'found', message }])
  })
})

describe('a value that is written as a text', () => {
  const even = (typed: string) => (/^(?:\d\d)*$/.test(typed) ? { pairs: typed.length / 2 } : null)
  const written = form({
    value: writtenAs(optionalText({ label: 'Pairs', most: 8 }), even, 'Enter pairs of digits, such as 1213'),
    code: optionalText({
      label: 'Code',
      most: 8,
      parse: (typed) => (/^\d+$/.test(typed) ? { ok: true, value: typed } : { ok: false, message: 'Enter digits' }),
    }),
  })

  test.each([
    ['value', 'a quarter of a minute', 'Enter pairs of digits, such as 1213'],
    ['value', '1234567890', 'Enter 8 characters or fewer'],
    ['code', 'a quarter of a minute', 'Enter digits'],
    ['code', '123456789', 'Enter 8 characters or fewer'],
  ])('written otherwise, says what to write, however long it is: %s, “%s”', (field, typed, message) => {
    const answer = written.read({ value: '', code: '', [field]: typed }, today)
    expect(answer.ok ? [] : answer.errors).toEqual([{ field, message }])
  })
})
