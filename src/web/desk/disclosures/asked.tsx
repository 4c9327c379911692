import { masksIn, silencesIn } from '#duties/disclosures/obscure.ts'
import { clipKinds } from '#duties/disclosures/outside.ts'
import { type Occasion, paths } from '#duties/shares/paths.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { occasions } from '#records/share/share.ts'
import { type FormError, InsetText } from '../../components/index.ts'
import { type Answers, ask, askedWhen, choice, type Filled, form, optionalText, writtenAs } from '../../form/index.ts'
import { fileBox } from '../../pages/index.ts'
import { notASpan, spanAsked } from '../footage/span.ts'
import { askedAs } from '../shares/share-words.ts'
import { toBlackOut } from '../to-black-out.ts'
import { notHidden } from './disclosure-words.ts'

const { officer, authoriser, isVictim, power, requested } = disclosure.fields
const most = 200

const masks = toBlackOut({ first: 'start-end in the clip, then ', example: '0:05-0:20 25 10 30 50' }, masksIn)
const silences = writtenAs(
  optionalText({ label: 'What to silence (optional)', hint: 'One part per line, for example 0:05-0:20.', rows: 2, most: 4000 }),
  silencesIn,
  'Enter each line as 0:05-0:20',
)
const cutElsewhere = <InsetText>This system cannot cut film. Cut it elsewhere, hide other people in it, and upload that copy.</InsetText>

/** The part that is asked for, and what is to be hidden in it. */
const cutting = (cutsHere: boolean) => ({
  ...spanAsked,
  others: choice({
    label: 'Can anyone who is not part of the request be recognised?',
    missing: 'Choose whether anyone else can be recognised',
    options: [
      { value: 'none', text: 'No' },
      {
        value: 'hidden',
        text: cutsHere ? 'Yes. I hide them below, or they are hidden in the copy I upload' : 'Yes. They are hidden in the copy I upload',
      },
    ],
  }),
  masks: cutsHere ? masks : { ...masks, render: () => cutElsewhere },
  silences: cutsHere ? silences : { ...silences, render: () => <></> },
  copy: fileBox({
    label: cutsHere ? 'An already edited copy (optional)' : 'The edited copy',
    hint: `MP4 or MKV.${cutsHere ? ' Leave empty to cut the clip here.' : ''}`,
    accept: 'video/mp4,.mkv',
  }),
})
export type Cutting = Answers<ReturnType<typeof cutting>>

function wrongIn(asked: Cutting): readonly FormError[] {
  return [...notASpan(asked), ...(asked.others === 'hidden' && asked.masks.length === 0 && !asked.copy ? [notHidden] : [])]
}

/** Why it goes to a police force or a court, as their paths have it. */
const whyItGoes = [...new Set(clipKinds.flatMap((kind) => paths[kind].occasions))]
const isAsked = ({ occasion }: Filled) => occasion === 'request'

/** Why it goes, who asked there, for what part, and what is to be hidden in it. */
export const request = (cutsHere: boolean) =>
  form(
    {
      occasion: choice<Occasion>({
        label: 'Why does it go?',
        missing: 'Choose why it goes',
        options: whyItGoes.map((value) => ({ value, text: occasions[value] })),
      }),
      officer: askedWhen(isAsked, ask(officer, { label: askedAs.asker.label, hint: askedAs.asker.hint, most, missing: 'Enter who asked' })),
      authoriser: askedWhen(isAsked, ask(authoriser, { ...askedAs.authoriser, most })),
      isVictim: askedWhen(
        isAsked,
        ask(isVictim, {
          label: 'Does it show the victim?',
          hint: 'A victim is told in writing what was asked for and why, at the latest as it goes.',
          missing: 'Choose whether it shows the victim',
        }),
      ),
      power: ask(power, { most, missing: 'Enter the power they rely on' }),
      requested: ask(requested, { most, missing: 'Enter their reference' }),
      ...cutting(cutsHere),
    },
    wrongIn,
  )

/** Which request for a copy the clip is for. */
export const requestOfPerson = (cutsHere: boolean) =>
  form(
    {
      requested: ask(requested, {
        label: 'Reference of their request',
        hint: 'As its page has it. It must be open, and it must be known whose data it is about.',
        most,
        missing: 'Enter the reference of their request',
      }),
      ...cutting(cutsHere),
    },
    wrongIn,
  )
