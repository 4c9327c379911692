import type { Session } from '#store/database.ts'

/** Believes the clocks as they are now; later evidence is compared with this moment. As the role `sweeper`. */
export async function believe(session: Session, process: Temporal.Instant): Promise<void> {
  await session.query(
    `insert into clock_look (clock, database_clock, seq) select $1, clock_timestamp(), coalesce(max(seq), 0) from evidence
      on conflict (single) do update set clock = excluded.clock, database_clock = excluded.database_clock, seq = excluded.seq`,
    [process.toString()],
  )
}
