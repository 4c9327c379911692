/**
 * What a text names when it cites law: an Act or regulations with their year, the UK GDPR or the Data Protection Act by article or paragraph, or a code
 * that binds by statute. "Published by a council" or "only what is still needed" cites none.
 */
const citations: readonly RegExp[] = [
  /\bAct (?:18|19|20)\d\d\b/,
  /\b(?:Regulations|Order|Rules) (?:19|20)\d\d\b/,
  /\bDPA 2018\b/,
  /\bUK GDPR Articles? \d/,
  /\bSI (?:19|20)\d\d\/\d+/,
]

/** Whether a text cites a law or a regulation. */
export function citesLaw(text: string): boolean {
  return citations.some((citation) => citation.test(text))
}
