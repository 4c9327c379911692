import type { OpenForDisclosure } from '#duties/disclosures/prepare.ts'
import { HttpFault } from '../../http-fault.ts'
import type { Door } from '../../pages/index.ts'
import { atOpening, type DeskDeps, type OnOpening } from '../kit.ts'

export type OnDisclosures = Omit<OnOpening<'cctv-footage'>, 'opened'> & { readonly opened: OpenForDisclosure }

/** Footage that is open to prevent or detect crime, and for nothing else. */
export function atDisclosures(deps: DeskDeps): Door<OnDisclosures> {
  const record = atOpening(deps, 'cctv-footage')
  return {
    ...record,
    enter: (work) =>
      record.enter(({ opened, ...on }) => {
        if (!isForDisclosure(opened)) throw new HttpFault(404, 'nothing is given to anybody for this activity')
        return work({ ...on, opened })
      }),
  }
}

function isForDisclosure(opened: { readonly activity: string }): opened is OpenForDisclosure {
  return opened.activity === 'crime-prevention'
}
