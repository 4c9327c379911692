/** The 124 postcode areas of Royal Mail, with the Crown dependencies. */
const areas: ReadonlySet<string> = new Set(
  `AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG
   HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE
   SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE`
    .split(/\s+/)
    .filter(Boolean),
)
/** Areas with a district 0, and districts that are divided by a letter; elsewhere `E02` or `KY4N` is impossible. */
const withDistrictNought: ReadonlySet<string> = new Set(['BL', 'BS', 'CM', 'CR', 'FY', 'HA', 'PR', 'SL', 'SS'])
const lettered = /^(E1W|N1[CP]|NW1W|SE1P|SW1[A-HP-Y]|W1[A-HJKPSTUW]|EC[1-4][AMNPRVY]|WC[12][ABEHNRVX])$/
const shape = /^([A-Z]{1,2})([0-9]{1,2})([A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})$/

/**
 * A UK postcode in its usual form (`EX5 2FZ`), or null where none such can exist: a wrong shape, an area that does not exist, a district with a
 * leading zero, a letter where the district has none. Whether it is in use today is not checked.
 */
export function possiblePostcode(written: string): string | null {
  const bare = written.toUpperCase().replace(/\s+/g, '')
  if (bare === 'GIR0AA') return 'GIR 0AA'
  if (/^BFPO[1-9][0-9]{0,3}$/.test(bare)) return `BFPO ${bare.slice(4)}`
  const [, area = '', district = '', letter = '', inward = ''] = shape.exec(bare) ?? []
  if (!areas.has(area)) return null
  if (district.length === 2 && district.startsWith('0')) return null
  if (district === '0' && !withDistrictNought.has(area)) return null
  if (letter !== '' && !lettered.test(`${area}${district}${letter}`)) return null
  return `${area}${district}${letter} ${inward}`
}
