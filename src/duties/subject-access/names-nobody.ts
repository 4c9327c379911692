/**
 * Everyday words of the trade for things, payments and ways to get in touch, which refer to nobody, however they are combined. The list has
 * no names, no words for relatives, no house numbers, and no words that point at somebody or come before whoever did something (“by”,
 * “from”). A text with any other word is read by a colleague.
 */
const ordinary: ReadonlySet<string> = new Set(
  `a about abusive account adjustment advance all and annual answer application appointment are arrears at automatic balance bank banking
  basic bathroom bedroom benefit billing block boiler bookings bottle broken burst call calls card care cash ceiling change charge
  charged charges cheque claim cleaning closed cold communal complaint concern contact contract cooker correction council counter
  credit current damp date day days debit december deposit detail details direct district door drain due e electric electrical electricity
  email end engineer enquiry entry error estate evening event february fee fence fire five fixed flood flooding floor footage for
  form fortnight four friday front garage garden gas gate general grass ground group gutter health heating home hot house housing
  improvement in incident incoming increase information inspection insurance interim invoice january july key kitchen landline late
  leak leaking lease legal letter licence lift light lighting lights lock lost mail maintenance meeting message mobile monday month
  monthly months mould move moved moving new newsletter no noise note november occupant occupier october of office on one online open
  opening order out outgoing overdue overpayment paid paint parking part payment payments pending period permit phone pipe plan
  planned police power pre print programme property quarter quarterly question radiator reading rebate received refund remote rent
  rental repair repairs reply request returned review right roof saturday second secure service services shower sign signal smoke sms
  social standing start statement stop sub sunday supply survey system tank tap telephone temporary tenancy tenant test text the
  thermostat three thursday to toilet transaction transfer tuesday two unit universal update upgrade upkeep urgent utility vacant
  visit voice waste water weather web website wednesday week weekly weeks window windows work works write yard year yearly years`.split(
    /\s+/,
  ),
)

/** A sum, a day or a time of day, as noted with a payment. It has too few digits to be somebody's number. */
const figure = /^(?:£?\d{1,3}(?:,\d{3})*(?:\.\d\d)?|\d{1,2}[:/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)$/u

/** Whether a text can be about nobody: every word of it is on the list. */
export function namesNobody(text: string): boolean {
  const words = text.split(/[\s,;:()&+_-]+/u).filter((word) => word !== '')
  return words.every((word, index) => isOrdinary(word.replace(/[.!?]$/u, ''), index) || figure.test(word))
}

/** Words that are names when written with a capital: “Day paid” may be about somebody. */
const namesWithCapital: ReadonlySet<string> = new Set(['day', 'grass', 'house', 'light', 'lock', 'weeks'])

/** A capital letter inside a text makes a word a name: “Weeks” is one, “weeks” is not. */
function isOrdinary(word: string, index: number): boolean {
  const lower = word.toLowerCase()
  if (word === lower) return ordinary.has(word)
  const beginsText = index === 0 && !namesWithCapital.has(lower)
  return (beginsText || (word.length > 1 && word === word.toUpperCase())) && ordinary.has(lower)
}
