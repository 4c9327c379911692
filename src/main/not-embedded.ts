import { Fault } from '#shared/fault.ts'

/** A database of the landlord's own is copied with its own tools, which know it better; what they cannot know is said here. */
export function notEmbedded(): Fault {
  return new Fault(
    'database-not-embedded',
    'the database at `ASSURED_DATABASE_URL` is backed up and restored with its own tools: keep `heads.log` and `erasures.log` of ' +
      'the data folder’s `evidence` beside its backups (docs/backup.md)',
  )
}
