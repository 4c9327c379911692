import { expect, test } from 'vitest'
import { bare, marked } from './marked.ts'

test.for([
  'Spoke to [Gareth Pugh] (plumber) and [Jyoti Ramanathan] at the council.',
  'spoke to [dave] [in the flat above], his girlfriend [chantelle] was in all day',
  'TENANT REPORTS SHOUTING FROM [MR KOWALSKI] AT ALL HOURS.',
  'Joint visit with [PC Hosking] and [Lorna Day] from Adult Social Care.',
  'The operative, [Craig], swore at her son [Storm] on 3 May.',
  'Her mum [Bernadette O’Leary] and [Emmanuel Adeyemi-Cole] are guarantors.',
  'Kind regards, [Wendy]',
  'The chair is [Det Sgt Hollis] on the 18th.',
])('a stranger is found: %s', (text) => {
  expect(marked(bare(text))).toBe(text)
})

test.for([
  'Boiler lost pressure. Engineer attended, Worcester Bosch, fault code EA. Tested OK.',
  'Explained the Repairs Policy, Rent payments and the Customer Portal. Direct Debit from June.',
  'TENANT CALLED TO CHASE REPAIR. NO HEATING SINCE MONDAY. BOOKED MEARS FOR THURSDAY.',
  'cust called to chase repair, contractor didnt turn up, she will call back in may re the car reg',
  'The dog is called Tyson. Lives near Victoria Road in Truro, by Charlotte Court.',
  'Home visit to the Kitchen and Lounge. Polish interpreter for April. Universal Credit applied for.',
])('what names nobody is left alone: %s', (text) => {
  expect(marked(text)).toBe(text)
})
