/**
 * Opens a page, fills in its form of that kind with words, and sends it, with `answers` where a word would not do and with `file` if the
 * form takes one. Answers the address that it leads to.
 */
export type Go = (path: string, kind: string, answers?: Readonly<Record<string, string>>, file?: File) => Promise<string>

type Ground = {
  readonly today: Temporal.PlainDate
  /** A camera that filmed the first seconds of yesterday, and the item of that footage. */
  readonly camera: string
  readonly piece: string
  /** Somebody who agreed that pictures may show their name. */
  readonly person: string
  /** A contact whose retention period nothing starts by itself. */
  readonly contact: string
  readonly image: File
  /** Of the register: a police force, solicitors whom we have instructed, a council, and a support service. */
  readonly force: string
  readonly solicitors: string
  readonly council: string
  /** Has it that a line was prepared by somebody else, who may be asked for a view of it. */
  readonly byAnother: (line: string) => Promise<unknown>
  readonly support: string
  readonly landlord: string
  readonly holdOf: (item: string) => Promise<string>
}

/**
 * Forms that are only reached through others, in the order in which colleagues and visitors use them. Each journey ends where its words are
 * stored.
 */
export async function journeys(go: Go, ground: Ground): Promise<void> {
  await footage(go, ground)
  await calls(go)
  await pictures(go, ground)
  await review(go, ground)
  await shares(go, ground)
}

function boxes(prefix: string, date: Temporal.PlainDate): Readonly<Record<string, string>> {
  return { [`${prefix}day`]: String(date.day), [`${prefix}month`]: String(date.month), [`${prefix}year`]: String(date.year) }
}

async function footage(go: Go, { today, camera, piece, force, holdOf }: Ground): Promise<void> {
  const { day, month, year } = today.subtract({ days: 1 })
  const later = boxes('reviewOn-', today.add({ days: 40 }))
  const open = async (activity: string) =>
    (await go(`/desk/cameras/${camera}/open`, '/desk/cameras/:id/open', { activity })).replace(/\/footage$/, '')
  const cctv = await open('cctv')
  await go(`${cctv}/holds/new?type=footage&item=${piece}`, '/desk/openings/:id/holds/new', later)
  await go(`${cctv}/holds/${await holdOf(piece)}`, '/desk/openings/:id/holds/:id', { outcome: 'kept', ...later })
  const times = { on: `${day}/${month}/${year}`, from: '00:00:01', to: '00:00:03' }
  const hidden = { masks: '0:00-0:02 25 25 50 50', silences: '', others: 'hidden' }
  const asked = { occasion: 'request', isVictim: 'yes', ...times, ...hidden }
  await go(`${await open('crime-prevention')}/disclosures/new?piece=${piece}&to=${force}`, '/desk/openings/:id/disclosures/new', asked)
}

async function calls(go: Go): Promise<void> {
  await go('/desk/calls', '/desk/calls')
  const recording = await go('/desk/calls', '/desk/calls/listen')
  const cut = { from: '0:00', until: '0:02', silenced: '0:00 to 0:01', claim: 'nobody-identifiable' }
  await go(`${recording}/extract`, '/desk/openings/:id/recordings/:id/extract', cut)
}

async function pictures(go: Go, { today, person, image }: Ground): Promise<void> {
  const aYearAgo = today.subtract({ years: 1 })
  const facts = { kind: 'group', nobody: 'said-no', ...boxes('taken-', aYearAgo) }
  const picture = await go('/desk/pictures/new', '/desk/pictures/new', facts, image)
  await go(`${picture}/people/${person}`, '/desk/pictures/:id/people/:id', { named: 'yes' })
  const until = { 'until-day': '', 'until-month': '', 'until-year': '' }
  const shown = { medium: 'website', whose: 'ours', ...boxes('from-', aYearAgo), ...until }
  await go(`${picture}/places/new`, '/desk/pictures/:id/places/new', shown)
  await go(`${picture.replace('/desk', '')}/take-down`, '/pictures/:id/take-down')
  await go(picture, '/desk/pictures/:id/shown-again')
}

async function review(go: Go, { today, contact }: Ground): Promise<void> {
  const kept = { decision: 'keep', ...boxes('until-', today.add({ days: 40 })) }
  await go(`/desk/retention/reviews/contact-log/${contact}`, '/desk/retention/reviews/contact-log/:id', kept)
}

async function shares(go: Go, { person, force, solicitors, council, support, landlord, today, byAnother }: Ground): Promise<void> {
  const open = (activity: string, more = {}) =>
    go(`/desk/people/${person}/open`, '/desk/people/:id/open', { activity, reason: 'case', ...more })
  const to = '/desk/openings/:id/shares/to/:id'
  const one = '/desk/openings/:id/shares/:id'
  const asked = await go(`${await open('crime-prevention')}/shares/to/${force}`, to, { occasion: 'request', isVictim: 'yes' })
  await go(asked, one, { way: 'file', victimTold: 'exempt' })
  await go(onLedger(asked), '/desk/shares/:id', { shown: 'no', ...boxes('until-', today.add({ days: 40 })) })
  const line = await go(`${await open('legal-claims')}/shares/to/${solicitors}`, to)
  const anew = await go(`${line}/words`, `${one}/words`)
  await go(anew, one)
  await go(`${anew}/receipt`, `${one}/receipt`, boxes('receivedOn-', today))
  await go(`${onLedger(anew)}/told`, '/desk/shares/:id/told', boxes('toldOn-', today))
  const other = await go(`${await open('legal-claims')}/shares/to/${solicitors}`, to)
  await go(`${other}/stop`, `${one}/stop`)
  await go(`${await open('safeguarding', { specialReason: '' })}/shares/to/${council}`, to, { occasion: 'request', wishes: 'against' })
  const compared = await go(`${await open('fraud-checks')}/shares/to/${council}`, to, { occasion: 'request' })
  await byAnother(compared.split('/').at(-1) ?? '')
  await go(`${onLedger(compared)}/view`, '/desk/shares/:id/view', { view: 'against' })
  await go(compared, one, { way: 'paper' })
  const waiting = await go(`${await open('tenancy-management')}/shares/to/${support}`, to, { occasion: 'referral' })
  await go(`${waiting}/answer`, `${one}/answer`, { answer: 'refused', ...boxes('on-', today) })
  const reference = await go(`${await open('letting')}/shares/to/${landlord}/reference`, `${to}/reference`, boxes('neededBy-', today))
  await go(reference, one, { way: 'paper' })
  await go(`${reference}/came-back`, `${one}/came-back`, boxes('cameBackOn-', today))
  const supported = `${await open('tenancy-management')}/support-contacts`
  const since = { ...boxes('since-', today), ...boxes('cameBackOn-', today), ...boxes('endedOn-', today) }
  await go(`${supported}/new`, '/desk/openings/:id/support-contacts/new', since)
  const alerts = `${await open('tenancy-management')}/alerts`
  const [set, again] = [boxes('since-', today), boxes('reviewBy-', today.add({ days: 90 }))]
  const alert = await go(`${alerts}/new`, '/desk/openings/:id/alerts/new', { ...set, ...again, told: 'letter' })
  await go(`${alert}/answer`, '/desk/openings/:id/alerts/:id/answer')
  await go(alert, '/desk/openings/:id/alerts/:id', { outcome: 'ended' })
  await go(`${alerts}/new`, '/desk/openings/:id/alerts/new', { ...set, ...again, told: 'not-told' })
  await go(`/desk/people/${person}/emergency`, '/desk/people/:id/emergency', { canAnswer: 'no' })
}

/** The page of the ledger for a line that stands on an open record. */
function onLedger(line: string): string {
  return `/desk/shares/${line.split('/').at(-1)}`
}
