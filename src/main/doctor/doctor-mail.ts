import type { DoctorLine } from '#cli/system.ts'
import type { Post } from '#duties/readers/post.ts'
import { Fault } from '#shared/fault.ts'
import type { Settings } from '../settings/settings.ts'

/** Whether letters can leave. Without a mail server nobody can ask to be told of changes, which is no fault. */
export async function mailLine({ mail = null }: Pick<Settings, 'mail'>, post: Post | null): Promise<DoctorLine> {
  if (mail === null || post === null)
    return {
      what: 'mail',
      says: 'no server is set (`ASSURED_MAIL`): no address is taken of anybody who wants to be told of changes',
      well: true,
    }
  const where = `by ${mail.host}:${mail.port}, from ${mail.from}`
  try {
    await post.check()
    return { what: 'mail', says: `${where}; it answers`, well: true }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { what: 'mail', says: `${where}: ${error.message}`, well: false }
  }
}
