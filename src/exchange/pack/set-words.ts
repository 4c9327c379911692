import type { TextPart } from './about.ts'
import type { PackWords } from './document.ts'

/** A text as the template expects it; its runs of letters are broken at a length. */
export type Words = (text: string, run: number) => { readonly text: string; readonly rtl: boolean }

type Text = (given: string) => string

/** Unbroken runs of letters are broken at this length, so that none runs over the edge of an item's column. */
export const longestRun = 44

/** The first page as the template expects it. */
export function shownLetter({ opening, hasContents, parts, from }: PackWords['letter'], text: Text) {
  const shown = { opening: opening.map(text), hasContents, parts: parts.map((part) => shownText(part, text)) }
  return { ...shown, from: from === null ? null : text(from) }
}

/** What comes after the copy, as the template expects it. */
export function shownClosing({ leftOut, searched, certificate, notSearched, about }: PackWords['closing'], words: Words) {
  const text: Text = (given) => words(given, longestRun).text
  return {
    leftOut: leftOut.map((each) => words(each, longestRun)),
    searched: {
      found: searched.found.map(({ place, found, given }) => ({ place: text(place), found, given })),
      nothingIn: searched.nothingIn.map(text),
    },
    certificate:
      certificate === null
        ? null
        : {
            searched: text(certificate.searched),
            answers: certificate.answers.map((each) => ({ ...each, places: each.places.map(text) })),
          },
    notSearched: notSearched.map(text),
    about: {
      kinds: about.kinds.map(({ label, description, kept }) => ({ label: text(label), description: text(description), kept: text(kept) })),
      uses: about.uses.map(({ ground, sentence, uses }) => ({
        ground: text(ground),
        sentence: text(sentence),
        uses: uses.map(({ title, why, kept }) => ({ title: text(title), why: text(why), kept: kept.map(text) })),
      })),
      parts: about.parts.map((part) => shownText(part, text)),
    },
  }
}

function shownText({ heading, lines, list }: TextPart, text: Text): TextPart {
  return { heading: text(heading), lines: lines.map(text), list: list.map(text) }
}
