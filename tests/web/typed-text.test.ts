import { describe, expect, test } from 'vitest'
import { registration } from '../../src/web/desk/cameras/cameras.tsx'
import { request } from '../../src/web/desk/disclosures/asked.tsx'
import { addition } from '../../src/web/desk/pictures/add-picture.tsx'
import { finding } from '../../src/web/desk/pictures/people-and-places.tsx'
import { again } from '../../src/web/desk/pictures/pictures.tsx'
import { cutting } from '../../src/web/desk/training/cutting.tsx'
import type { Form } from '../../src/web/form/form.tsx'
import type { Parsed } from '../../src/web/forms.ts'
import { concern } from '../../src/web/public-site/contact-page.tsx'
import { feedbackAbout } from '../../src/web/public-site/feedback-page.tsx'

const long = 'x'.repeat(20_000)
const today = Temporal.PlainDate.from('2026-11-29')
type Sent = (body: unknown) => Parsed<unknown>
const asked =
  (form: Pick<Form<unknown>, 'read'>): Sent =>
  (body) =>
    form.read(body, today)

describe('what is too long', () => {
  test.each<[string, Sent, string, string]>([
    ['the name of a camera', asked(registration), 'name', '500'],
    ['a camera’s name at its recorder', asked(registration), 'reference', '64'],
    ['where the assessment of a camera is kept', asked(registration), 'assessment', '500'],
    ['the power that a request for footage relies on', asked(request(true)), 'power', '200'],
    ['what an extract teaches', asked(cutting), 'title', '100'],
    ['the words of an extract', asked(cutting), 'transcript', '10,000'],
    ['what a picture shows', asked(addition), 'shows', '200'],
    ['of what event a picture is', asked(addition), 'event', '200'],
    ['why a picture is shown again', asked(again), 'because', '200'],
    ['the words that pictures are looked for by', asked(finding), 'words', '200'],
    ['a concern', asked(concern), 'text', '5,000'],
    ['what is unclear', asked(feedbackAbout('The notice')), 'text', '2,000'],
  ])('is told with how many characters may be written: %s', (_what, read, field, most) => {
    const answer = read({ [field]: long })
    expect(answer.ok ? [] : answer.errors).toContainEqual({ field, message: `Enter ${most} characters or fewer` })
  })
})
