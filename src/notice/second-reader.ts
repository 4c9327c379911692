import { exemptions } from '#law/exemptions.ts'

type Exempt = Exclude<keyof typeof exemptions, 'legal-claims'>
/** What is decided about a text of somebody's copy for which a landlord can want a second reader: an exemption, or that others' data is given. */
type Reason = Exempt | 'reasonable'

const isReason = (name: string): name is Exempt => Object.hasOwn(exemptions, name) && name !== 'legal-claims'

/** `reasonable`: something about somebody else is given without their consent. `health-data`: all that concerns health. */
export const secondReaderReasons: readonly Reason[] = ['reasonable', ...Object.keys(exemptions).filter(isReason)]
