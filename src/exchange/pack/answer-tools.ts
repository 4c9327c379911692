import { join } from 'node:path'
import type { AlertTools } from '#duties/alerts/letter.ts'
import type { AnswerTools } from '#duties/rights/answer/tools.ts'
import type { TellingTools } from '#duties/shares/telling.ts'
import type { ShareTools } from '#duties/shares/tools.ts'
import { titleInPack } from '#duties/subject-access/title-in-pack.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { cutOut } from '../telephone/extract.ts'
import { writeAlertLetter } from './alert-letter.ts'
import { checkArchive } from './check-archive.ts'
import { wordingOf } from './document.ts'
import { writeSheet } from './sheet.ts'
import { writeTelling } from './telling-letter.ts'
import { writePack } from './write.ts'

/** Where the template of packs is, below the folder of the software. */
export function templateIn(home: string): string {
  return join(home, 'src/exchange/pack')
}

/** What answers and shares are made with. `home`: the folder of the software; `setAsideIn`: where an answer lies while it is made. */
export function answerTools(
  home: string,
  setAsideIn: string,
  released: () => ReleasedEdition,
  ffmpeg: Ffmpeg | null,
): AnswerTools & ShareTools & TellingTools & AlertTools {
  return {
    writeSheet: (sheet, folder) => writeSheet(sheet, folder, templateIn(home)),
    writeAlertLetter: (letter, folder) => writeAlertLetter(letter, folder, templateIn(home)),
    writeTelling: (letter, folder) => writeTelling(letter, folder, templateIn(home)),
    write: (gather, request, folder) => writePack(gather, wordingOf(released(), titleInPack, request), folder, templateIn(home)),
    cut: (whole, cut) => cutOut(whole, cut, ffmpeg),
    check: (asked) => checkArchive(asked, home),
    setAsideIn,
  }
}
