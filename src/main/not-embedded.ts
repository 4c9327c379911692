import { Fault } from '#shared/fault.ts'

/** A database of the landlord's own is copied with its own tools, which know it better; what they cannot know is said here. */
export function notEmbedded(): Fault {
  return new Fault(
    'database-not-embedded',
    'the database at `ASSURED_DATABASE_URL` is backed up and restored with its own tools: keep `evidence/heads.log` and ' +
      '`evidence/erasures.log` of the data folder beside its backups (docs/backup.md)',
  )
}
