import type { Command } from './command.ts'
import { askCommand } from './commands/ask.ts'
import { backupCommand } from './commands/backup.ts'
import { decideCommand } from './commands/decide.ts'
import { doctorCommand } from './commands/doctor.ts'
import { evidenceExplainCommand, evidenceShowCommand, evidenceVerifyCommand } from './commands/evidence.ts'
import { exampleCommand } from './commands/example.ts'
import { importCsvCommand, importHackneyCommand } from './commands/import.ts'
import { keysRenewCommand, keysRotateCommand } from './commands/keys.ts'
import { noticeCheckCommand, noticeCompareCommand, noticeRenderCommand, noticeToConfirmCommand } from './commands/notice.ts'
import { promisesCommand } from './commands/promises.ts'
import { noticePublishCommand } from './commands/publish.ts'
import { restoreCommand } from './commands/restore.ts'
import { sarCommand } from './commands/sar.ts'
import { scenariosCommand } from './commands/scenarios.ts'
import { sweepCommand } from './commands/sweep.ts'
import { upCommand } from './commands/up.ts'
import { versionCommand } from './commands/version.ts'

/** All commands, in the order of the help. */
export const everyCommand: ReadonlyMap<string, Command> = new Map([
  ['up', upCommand],
  ['decide', decideCommand],
  ['ask', askCommand],
  ['import hackney', importHackneyCommand],
  ['import csv', importCsvCommand],
  ['example', exampleCommand],
  ['sweep', sweepCommand],
  ['sar', sarCommand],
  ['notice check', noticeCheckCommand],
  ['notice to-confirm', noticeToConfirmCommand],
  ['notice publish', noticePublishCommand],
  ['notice compare', noticeCompareCommand],
  ['notice render', noticeRenderCommand],
  ['promises', promisesCommand],
  ['evidence show', evidenceShowCommand],
  ['evidence verify', evidenceVerifyCommand],
  ['evidence explain', evidenceExplainCommand],
  ['scenarios', scenariosCommand],
  ['backup', backupCommand],
  ['restore', restoreCommand],
  ['keys rotate', keysRotateCommand],
  ['keys renew', keysRenewCommand],
  ['doctor', doctorCommand],
  ['version', versionCommand],
])
