import { passesLuhn, passesNhs } from './checks.ts'
import { digitsOf, type Recogniser } from './recogniser.ts'

const neverIssued = /^(?:BG|GB|KN|NK|NT|TN|ZZ)/i
const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}'
const year = String.raw`(?:19|20)?\d\d`

export const recognisers: readonly Recogniser[] = [
  {
    rule: 'national-insurance',
    kind: 'national-insurance',
    pattern: /(?<![\p{L}\p{N}])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]?(?![\p{L}\p{N}])/giu,
    passes: (found) => !neverIssued.test(found),
    near: /\b(?:n\.?i\.?(?:no)?|nino|insurance)\b/i,
    certain: (found) => /[A-D]$/i.test(found),
  },
  {
    rule: 'nhs-number',
    kind: 'nhs-number',
    pattern: /(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g,
    passes: (found) => passesNhs(digitsOf(found)),
    near: /\bnhs\b/i,
  },
  {
    rule: 'sort-code',
    kind: 'bank-account',
    pattern: /(?<![\d/-])\d{2}[ -]?\d{2}[ -]?\d{2}(?![\d/-])/g,
    near: /\b(?:sort(?:[ -]?code)?|s\/c|sc)\b|#\s*[/,;&]?\s*(?:acc?(?:ount)?\.?|a\/c)? ?(?:no\.?|number)?:? ?\d{8}(?!\d)/i,
  },
  {
    rule: 'account-number',
    kind: 'bank-account',
    pattern: /(?<![\d/-])\d{8}(?![\d/-])/g,
    near: /\b(?:bank|sort|account|acct?|a\/c|building society|barclays|lloyds|natwest|santander|halifax|hsbc|nationwide|monzo|starling)\b/i,
  },
  {
    rule: 'iban',
    kind: 'bank-account',
    pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu,
  },
  {
    rule: 'card',
    kind: 'card',
    pattern: /(?<![\d+])[2-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}(?!\d)/g,
    passes: (found) => digitsOf(found).length > 12 && passesLuhn(digitsOf(found)),
    near: /\b(?:card|visa|mastercard|debit|credit|amex|long number|paid|payment)\b/i,
    certain: (found) => /^\d{4}([ -])\d{4}\1\d{4}\1\d{4}$/.test(found),
  },
  {
    rule: 'vehicle',
    kind: 'vehicle',
    pattern:
      /(?<![\p{L}\p{N}])(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d\d ?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3} ?\d{1,3}[A-HJ-NPR-TV-Y])(?![\p{L}\p{N}])/giu,
    near: /\b(?:reg(?:istration)?|vrm|car|van|vehicle|lorry|truck|motor(?:bike|cycle)?|moped|bike|plates?|park(?:ed|ing|s)?|driv(?:es?|er|ing)|drove|ford|fiesta|focus|transit|vauxhall|corsa|astra|vw|golf|polo|bmw|audi|merc\w*|toyota|nissan|honda|kia|peugeot|renault|citroen|skoda|seat|fiat|mini|volvo|mot|dvla)\b/i,
    certain: (found) => /^[A-Z]{2}\d\d ?[A-Z]{3}$/.test(found),
  },
  {
    rule: 'birth-date',
    kind: 'birth-date',
    pattern: new RegExp(
      String.raw`(?<![\d/.-])(?:${day}[/. -](?:0?[1-9]|1[0-2])[/. -]${year}|${day}(?:st|nd|rd|th)?(?: of)?[ -]${month},?[ -]${year}|${month} ${day}(?:st|nd|rd|th)?,? ${year}|(?:19|20)\d\d-\d\d-\d\d)(?![\d/-])`,
      'gi',
    ),
    near: /(?:\bborn(?: on)?(?: the)?|\bb\.|\bd\.? ?o\.? ?b\.?|\bdate of birth|\bbirth ?(?:day|date)?)[^\d#]{0,25}#|# ?\(?(?:d\.?o\.?b|date of birth|birth)/i,
  },
]
