import { join } from 'node:path'
import { expect, test } from 'vitest'
import { littleTools, readRequest } from '../support/answers.ts'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { colleague } from '../support/gate.ts'
import { gives, hidesMorwenna, households } from '../support/households.ts'
import { putContactDetail } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, show } = await deskInBrowser()

test.each([390, 1366])(
  'an answer is made, released, agreed and sent, and keeps nobody out, at %d pixels',
  async (width) => {
    const [first, second] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
    const { id, person } = await readRequest(on, tested, first)
    await putContactDetail(on, person)
    const at = `/desk/requests/${id}/answer`
    const as = async (who: typeof first) => {
      await site.as(who)
      return show(at, width)
    }
    const maker = await as(first)
    const { page } = maker
    const fits = async () => expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await fits()
    await page.getByRole('button', { name: 'Make the answer' }).click()
    await page.getByText('every byte of it was read again').waitFor({ timeout: 60_000 })
    await fits()
    await page.getByRole('link', { name: 'Agree how it is sent' }).click()
    await page.getByLabel('On paper, by post').check()
    await page.getByLabel('What they gave as they asked').check()
    await page.getByLabel('Who else opens post').fill('nobody')
    await fits()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It is noted how they want the answer.').waitFor()

    const looking = await as(second)
    await looking.page.getByRole('link', { name: 'Look at it, and release it or send it back' }).click()
    await looking.page.getByLabel('Yes, release it').check()
    expect([await barriers(looking.page), await sidewaysScroll(looking.page)]).toEqual([[], 0])
    await looking.page.getByRole('button', { name: 'Save' }).click()
    await looking.page.getByText('The answer is released.').waitFor()
    await looking.close()

    await page.goto(site.at + at)
    await fits()
    await page.getByRole('button', { name: 'It has left' }).click()
    await page.getByText('The answer has left, and the request is closed.').waitFor()
    await fits()
    await maker.close()
  },
  180_000,
)

test.each([390, 1366])('what another copy does otherwise is shown without keeping anybody out, at %d pixels', async (width) => {
  const officer = colleague('data-protection-officer')
  const { household, made } = households(on, tested, officer)
  const { amina, bola } = await household(`Cheque of Morwenna Pascoe for ${width} weeks of rent`)
  const tools = littleTools(join(on.data, 'set-aside'))
  await made(tools, amina.id, hidesMorwenna)
  await made(tools, bola.id, gives)
  await site.as(colleague('data-protection-officer'))
  const { page, close } = await show(`/desk/requests/${bola.id}/answer/look`, width)
  await page.getByRole('heading', { name: 'Another copy does otherwise' }).waitFor()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await close()
})
