import { describe, expect, test } from 'vitest'
import { disclosureShape } from '../../src/web/desk/disclosure-form.ts'
import { addShape, againShape, wordsShape } from '../../src/web/desk/picture-forms.ts'
import { cutting } from '../../src/web/desk/training/cutting.tsx'
import { parseForm } from '../../src/web/forms.ts'
import { concernShape } from '../../src/web/public-site/contact-page.tsx'
import { feedbackShape } from '../../src/web/public-site/feedback-page.tsx'

const long = 'x'.repeat(20_000)

describe('what is too long', () => {
  test.each([
    ['the force that asks', disclosureShape, 'organisation', '200'],
    ['what a picture shows', addShape, 'shows', '200'],
    ['of what event a picture is', addShape, 'event', '200'],
    ['why a picture is shown again', againShape, 'because', '200'],
    ['the words that pictures are looked for by', wordsShape, 'words', '200'],
    ['a concern', concernShape, 'text', '5,000'],
    ['what is unclear', feedbackShape, 'text', '2,000'],
  ])('is told with how many characters may be written: %s', (_what, shape, field, most) => {
    const answer = parseForm<unknown>(shape, { [field]: long })
    expect(answer.ok ? [] : answer.errors).toContainEqual({ field, message: `Write ${most} characters or fewer` })
  })

  test.each([
    ['what an extract teaches', cutting, 'title', '100'],
    ['the words of an extract', cutting, 'transcript', '10,000'],
  ])('is told so by a form of questions too: %s', (_what, form, field, most) => {
    const answer = form.read({ [field]: long }, Temporal.PlainDate.from('2026-11-29'))
    expect(answer.ok ? [] : answer.errors).toContainEqual({ field, message: `Write ${most} characters or fewer` })
  })
})
