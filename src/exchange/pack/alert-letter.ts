import type { AlertLetter } from '#duties/alerts/letter.ts'
import { longDate } from '#shared/london-time.ts'
import { writeLetter } from './one-letter.ts'

/** The written notice of a safety alert, with how to answer it. */
export function writeAlertLetter(letter: AlertLetter, folder: string, template: string): Promise<Uint8Array | null> {
  const { landlord, person, on, alert, since, reviewBy, reason, contact } = letter
  const opening = [
    `${landlord}, ${longDate(on)}`,
    `For ${person}`,
    `There is a safety alert on our record about you since ${longDate(since)}. This letter tells you what it is, and why.`,
  ]
  const parts = [
    { heading: 'What it says', lines: [`${alert}.`], list: [] },
    { heading: 'Why we set it', lines: [reason], list: [] },
    {
      heading: 'Who sees it',
      lines: [
        'Colleagues and firms who come to your home see what it says, since when, and when we look at it again. Firms and colleagues who do not need the reason do not see it.',
      ],
      list: [],
    },
    {
      heading: 'How long it stays',
      lines: [`We look at it again by ${longDate(reviewBy)}, and end it unless there is a reason to keep it.`],
      list: [],
    },
    {
      heading: 'If you think that it is wrong',
      lines: [
        `Tell us, and why. We put your answer with it, and look at it again. You can also ask for a copy of what we hold, or object. Ask our ${contact}.`,
      ],
      list: [],
    },
  ]
  return writeLetter({ title: 'A safety alert on our record', landlord, copy: 'Safety alert', opening, parts }, folder, template)
}
