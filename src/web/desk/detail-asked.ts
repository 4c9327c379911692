import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Opening } from '#duties/openings/openings.ts'
import type { Opened } from '#gate/opened.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { HttpFault } from '../http-fault.ts'
import type { DeskParts, Signed } from './signed.tsx'

/** Those whose ceiling has somebody's name and the ways to reach them. */
export type DetailActivity = ActivityWith<'personal-details' | 'contact-details'>

/** A colleague asks something of the contact details of a record that is open to them. */
export type Asked = {
  readonly parts: DeskParts
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly signed: Signed
  readonly opening: Opening
  readonly opened: Opened<DetailActivity>
  /** The address of the open record. */
  readonly back: string
}

/** What the detail says now, after somebody else changed it; nothing where it is gone. */
export async function valueNow(asked: Asked): Promise<string | undefined> {
  const answer = await asked.opened.read(contactDetails, detailNamed(asked))
  return answer.ok ? answer.rows[0]?.value : undefined
}

/** The id of the detail that the address names. */
export function detailNamed({ request }: Pick<Asked, 'request'>): string {
  const parsed = addressed.safeParse(request.params)
  if (!parsed.success) throw new HttpFault(404, 'the address names no contact detail')
  return parsed.data.item
}

const addressed = z.object({ item: z.uuid() })
