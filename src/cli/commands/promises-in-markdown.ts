import type { PromiseState } from '#duties/promises/promise-states.ts'

/** Every clause in a table, in the order of the notice: its state, what is counted of it or why nothing can be, and what is missing. */
export function promisesInMarkdown(states: readonly PromiseState[], sums: readonly string[]): string {
  const rows = states.map(({ clause, kind, heading, state, evidence, uncounted, deleted, lacks, tested }) => [
    clause,
    kind,
    heading,
    state,
    [
      evidence ?? uncounted ?? 'not read',
      ...(deleted === null || deleted === 0 ? [] : [`Deleted last night: ${deleted.toLocaleString('en-GB')}.`]),
    ].join(' '),
    lacks ?? '',
    tested.result === 'no test'
      ? 'none'
      : tested.result === 'not for this version' && tested.lastPassed !== null
        ? 'passed, another version'
        : tested.result,
  ])
  const table = [
    ['Clause', 'Kind', 'What we say', 'State', 'Figure', 'Still missing', 'Test'],
    Array.from({ length: 7 }, () => '---'),
    ...rows,
  ]
  return [
    `# How the ${states.length} clauses of the notice stand`,
    '',
    ...[
      'Made by `./assured promises --markdown`, from the system that it was run on. `/promises` shows the same, counted anew, with small numbers',
      'about people as “fewer than 5”, and leads from each clause to its evidence.',
    ],
    '',
    ...sums.map((line) => `- ${line}`),
    '',
    ...table.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
  ].join('\n')
}
