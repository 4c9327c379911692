import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { run } from '#cli/run.ts'
import { asWrittenOf } from '#notice/ask/as-written.ts'
import { ask } from '#notice/ask/ask.ts'
import { spellingOf } from '#notice/ask/spelling.ts'
import { wordsIn } from '#notice/ask/words.ts'
import { contextOf } from '../cli/context.ts'
import { editionOf } from '../support/edition.ts'
import { home } from '../support/places.ts'

const released = await editionOf('landlords/livewest')
const { edition } = released
const answerTo = (question: string) => ask(edition, question).answer

const asked = z.array(z.object({ question: z.string(), answered: z.boolean(), clauses: z.array(z.string()) }))
const questionsOf = async (file: string) => asked.parse(JSON.parse(await readFile(join(home, 'tests/ask', file), 'utf8')))
const questions = await questionsOf('questions.json')

describe.each([
  ['a hundred questions of ordinary people', questions, 100],
  ['fifty others', await questionsOf('other-questions.json'), 50],
  ['eighty as eight people type them', await questionsOf('phone-questions.json'), 80],
  ['sixty shorter and rougher ones', await questionsOf('short-questions.json'), 60],
  ['sixty of another hand, never learnt from', await questionsOf('unread-questions.json'), 60],
])('%s', (_, questions, many) => {
  const told = questions.map((each) => {
    const answer = answerTo(each.question)
    const isRight = each.answered ? answer.clause !== null && each.clauses.includes(answer.clause) : !answer.answered
    return { ...each, answer, isRight }
  })
  const right = told.filter(({ isRight }) => isRight)

  test('nine in ten have the right answer, or rightly none', () => {
    expect(questions).toHaveLength(many)
    expect(right.length / told.length).toBeGreaterThanOrEqual(0.9)
  })

  test('none that is wrong is certain, and at least half of those that are right are', () => {
    expect(told.filter(({ isRight, answer }) => !isRight && answer.certain).map(({ question }) => question)).toEqual([])
    expect(right.filter(({ answer }) => answer.certain).length).toBeGreaterThanOrEqual(right.length / 2)
  })

  test('each answer is sixty words at most, and says where it stands', () => {
    for (const { answer, question } of told) {
      expect(answer.words.split(/\s+/).length, question).toBeLessThanOrEqual(60)
      expect(answer.clause === null, question).toBe(!answer.answered)
      if (answer.answered) expect(edition.notice.find(({ id }) => id === answer.section)?.clauses, question).toContain(answer.clause)
      else expect(answer.words, question).toContain(edition.landlord.contacts.dataProtection.phone)
    }
  })
})

describe('what is asked counts, and not only what it is about', () => {
  test.each([
    ['who sat watching us on the cameras', 'CV3'],
    ['when do you wipe what the cameras saw', 'CV2'],
    ['what do you tape people for anyway', 'TC6'],
    ['how long do you hang on to the tapes of my calls', 'TC3'],
    ['which people can read about my medical condition', 'SC5'],
    ['must I tell you about my race', 'L8'],
    ['do you ask me before you pass on that I am ill', 'SC8'],
  ])('%s', (question, clause) => {
    expect(answerTo(question).clause).toBe(clause)
  })

  test('an answer that the table gives to another clause is not certain', () => {
    const question = 'how long do you keep my calls'
    expect(answerTo(question)).toMatchObject({ clause: 'TC3', certain: true })
    const lines = edition.questions?.find(({ clause }) => clause === 'TC3')?.answers
    const moved = edition.questions?.map(({ answers, ...each }) =>
      each.clause === 'TC3' ? each : { ...each, answers: each.clause === 'D7' ? lines : answers },
    )
    expect(ask({ ...edition, questions: moved }, question).answer.certain).toBe(false)
  })
})

describe('certain is only what meaning and plain words agree on', () => {
  test.each([
    ['who listens to my calls', 'who listens to xylophones'],
    ['are my details kept abroad', 'is my xylophone kept abroad'],
  ])('a word that nobody has asked with takes it away: %s, but not %s', (known, unknown) => {
    expect(answerTo(known).certain).toBe(true)
    expect(answerTo(unknown).certain).toBe(false)
  })

  test('plain words speak for the answer that is asked with them, and of an unknown word they say nothing', () => {
    const words = ['how', 'long', 'cameras']
    const voice = asWrittenOf([
      { answer: 'CV2', words: ['how', 'long', 'cameras'] },
      { answer: 'CV3', words: ['who', 'cameras'] },
    ])(words)
    expect(voice('CV2')).toBeGreaterThan(0)
    expect(voice('CV3')).toBeLessThan(voice('CV2'))
    expect(asWrittenOf([{ answer: 'CV2', words }])(['unknown'])('CV2')).toBe(0)
  })

  test.each([
    ['wot d ee kno bout un', 'what d you know about it'],
    ['y r u givin em my pics', 'why are you givin them my pictures'],
  ])('short forms of the phone and the south-west are read in full: %s', (typed, meant) => {
    expect(wordsIn(typed).join(' ')).toBe(meant)
  })

  test('a dropped g is no other word', () => {
    expect(spellingOf(new Set(['taping', 'bin']))('tapin')).toBe('taping')
    expect(spellingOf(new Set(['taping', 'bin']))('bin')).toBe('bin')
  })
})

describe('an answer is drawn from the edition', () => {
  test('a period is that of the schedule, and goes with it', () => {
    const question = 'how long do you keep my repair records'
    expect(answerTo(question)).toMatchObject({ clause: 'RT1', section: 'how-long' })
    expect(answerTo(question).words).toContain('Repairs: 6 years after the job is done')
    const shorter = edition.retention.map((rule) => (rule.id === 'repairs' ? { ...rule, words: '2 years after the job is done' } : rule))
    expect(ask({ ...edition, retention: shorter }, question).answer.words).toContain('Repairs: 2 years after the job is done')
  })

  test('of calls the figure is that of the rule that deletes them', () => {
    expect(ask(edition, 'how long do you keep my calls')).toMatchObject({
      answer: { answered: true, certain: true, clause: 'TC3', section: 'calls' },
      figure: { deleted: ['call-recordings'] },
    })
    expect(answerTo('how long do you keep my calls').words).toContain('90 days')
  })

  test('who sees, who gets, and whom to turn to are named', () => {
    expect(answerTo('who can see my medical stuff?')).toMatchObject({ clause: 'SC5' })
    expect(answerTo('do the police get the cameras')).toMatchObject({ clause: 'CV4', section: 'cctv' })
    expect(answerTo('who do I contact about data protection').words).toContain('0300 123 8080')
    expect(answerTo('stop emailing me about houses').words).toContain('0800 027 9801')
  })

  test('a slip of the pen does not matter', () => {
    expect(answerTo('how long do you keep recordngs of my telefone calls').clause).toBe('TC3')
    expect(answerTo('HOW LONG DO YOU KEEP MY CALLS???').clause).toBe('TC3')
  })

  test('the same question has the same answer', () => {
    const again = structuredClone(edition)
    for (const { question } of questions) expect(ask(again, question), question).toEqual(ask(edition, question))
  })
})

describe('whatever is typed has a plain answer', () => {
  const silent = { answered: false, certain: false, clause: null, section: null }

  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t  '],
    ['signs', '????!!! ... ---'],
    ['control characters', '\u0000\u0007\u001b[31m\u202e'],
    ['words of no language', 'xqzt vbnm kjhg'],
    ['a script that is not ours', 'Как долго вы храните данные'],
    ['emoji', '🏠📞❓'],
  ])('%s', (_, question) => {
    expect(answerTo(question)).toMatchObject(silent)
  })

  test('ten thousand words are read as far as a question goes, and none of them is in the answer', () => {
    const long = `how long do you keep my calls ${'zebra '.repeat(10_000)}`
    const begun = performance.now()
    const { words } = answerTo(long)
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(words).not.toContain('zebra')
  })

  test('markup is words like any other, and does not come back', () => {
    expect(answerTo('<script>alert(1)</script> how long do you keep my calls').words).not.toContain('<')
  })
})

describe('another landlord replaces one folder', () => {
  test.each([
    ['harbour-homes', 'how long do you keep repairs', 'RT1'],
    ['harbour-homes', 'can I ask what you hold about me', 'A1'],
    ['moor-coop', 'how long is data kept', 'RT1'],
    ['city-trust', 'can the police ask', 'CV4'],
    ['city-trust', 'when do you delete my phone calls', 'TC3'],
  ])('%s, with or without questions of its own, answers in its own words: %s', async (landlord, question, clause) => {
    const theirs = await editionOf(`tests/landlords/${landlord}`)
    expect(ask(theirs.edition, question).answer.clause).toBe(clause)
    expect(ask(theirs.edition, 'xqzt vbnm').answer).toMatchObject({ answered: false, clause: null })
  })
})

describe('the command', () => {
  const context = () => contextOf({ edition: async () => released })

  test('answers in exactly five fields, and opens no database', async () => {
    const { exit, out, err } = await run(['ask', 'how long do you keep my calls?', '--json'], context)
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(Object.keys(JSON.parse(out))).toEqual(['answered', 'certain', 'clause', 'section', 'words'])
    const silent = await run(['ask', 'can', 'I', 'keep', 'a', 'dog', '--json'], context)
    expect(JSON.parse(silent.out)).toMatchObject({ answered: false, clause: null, section: null })
    expect(silent.exit).toBe(0)
  })

  test('says it to people with the clause and the section', async () => {
    const { out } = await run(['ask', 'how long do you keep my calls?'], context)
    expect(out).toMatch(/90 days.*\nclause TC3, section calls\n$/s)
  })

  test('without a question is used wrongly; an empty one is answered plainly', async () => {
    expect((await run(['ask'], context)).exit).toBe(2)
    const { exit, out } = await run(['ask', '', '--json'], context)
    expect({ exit, told: JSON.parse(out) }).toMatchObject({ exit: 0, told: { answered: false, clause: null } })
  })
})
