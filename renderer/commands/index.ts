import { adjudicate } from './adjudicate.ts'
import { autocode } from './autocode.ts'
import { backUpStudy } from './back-up-study.ts'
import { checkStudy } from './check-study.ts'
import { closePassages } from './close-passages.ts'
import { closeStudy } from './close-study.ts'
import { codePassage, findInText } from './code-passage.ts'
import type { Command } from './command.ts'
import { frameworkCodes } from './framework-codes.ts'
import { goCommands } from './go.ts'
import { openHandout, returnWork } from './handouts.ts'
import { importFiles } from './import-files.ts'
import { keyHelp } from './key-help.ts'
import { lockStudy } from './lock-study.ts'
import { newStudy } from './new-study.ts'
import { openSample } from './open-sample.ts'
import { openStudy } from './open-study.ts'
import { openPalette } from './palette.ts'
import { openPreferences } from './preferences.ts'
import { printText } from './print-text.ts'
import { readingSize } from './reading-size.ts'
import { redo } from './redo.ts'
import { revisionCommands } from './revisions.ts'
import { searchSources } from './search-sources.ts'
import { showHintsAgain } from './show-hints-again.ts'
import { sidePanes } from './side-panes.ts'
import { speakers } from './speakers.ts'
import { switchMember } from './switch-member.ts'
import { themeCommands } from './themes.ts'
import { undo } from './undo.ts'

/** Everything a person can do, in the order menus show it. */
export const commands: readonly Command[] = [
  newStudy,
  openStudy,
  openHandout,
  openSample,
  lockStudy,
  closeStudy,
  importFiles,
  printText,
  returnWork,
  backUpStudy,
  checkStudy,
  switchMember,
  undo,
  redo,
  ...findInText,
  searchSources,
  ...codePassage,
  autocode,
  speakers,
  ...revisionCommands,
  ...frameworkCodes,
  closePassages,
  ...adjudicate,
  openPalette,
  ...themeCommands,
  ...goCommands,
  ...readingSize,
  ...sidePanes,
  openPreferences,
  keyHelp,
  showHintsAgain,
]
