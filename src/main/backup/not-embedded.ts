import { Fault } from '#shared/fault.ts'

/** A landlord's own database is copied with its own tools, which know it better. The fault says what those tools cannot know. */
export function notEmbedded(): Fault {
  return new Fault(
    'database-not-embedded',
    'the database at `ASSURED_DATABASE_URL` is backed up and restored with its own tools: keep `heads.log` and `erasures.log` of ' +
      'the data folder’s `evidence` beside its backups (docs/backup.md)',
  )
}
