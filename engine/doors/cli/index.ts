import { adjudicateCommand, disagreementsCommand } from './adjudication.ts'
import { agreementCommand } from './agreement.ts'
import { applyCommand } from './apply.ts'
import { cardCommand } from './card.ts'
import { casesCommand, casesImport } from './cases.ts'
import { codesAccept, codesMerge, codesMove, codesRemove, codesRetire } from './change-codes.ts'
import { backupCommand, checkCommand } from './check.ts'
import { codeAdd, codesCommand } from './codes.ts'
import { codesSplit } from './codes-split.ts'
import { codingsCommand } from './codings.ts'
import type { Command } from './command.ts'
import { contactsCommand, contactsImport } from './contacts.ts'
import { correctCommand } from './correct.ts'
import { decideCommand } from './decide.ts'
import { demoCommand } from './demo.ts'
import { exportCommand } from './export.ts'
import { frameworkDiff, frameworkFreeze } from './framework.ts'
import { handoutCommand, openHandoutCommand, returnCommand } from './handouts.ts'
import { importCommand } from './import.ts'
import { decidedCommand, mirrorCommand } from './looking-back.ts'
import { memberAdd, membersCommand } from './member.ts'
import { mergeCommand } from './merge.ts'
import { newCommand } from './new.ts'
import { passphraseCommand } from './passphrase-command.ts'
import { queriesCommand, queryCommand } from './queries.ts'
import {
  roundAgree,
  roundClose,
  roundOpen,
  roundPlan,
  roundSubmit,
  roundsCommand,
  roundUnblind,
} from './rounds.ts'
import { searchCommand } from './search.ts'
import { serveCommand } from './serve.ts'
import { sourcesCommand, textCommand } from './sources.ts'
import { statsCommand } from './stats.ts'
import { agendaCommand, judgingCommand, meetingCommand, secondJudgeCommand } from './talking-over.ts'

/** Everything the command line does, in the order help lists it. */
export const commands: Command[] = [
  newCommand,
  memberAdd,
  membersCommand,
  importCommand,
  sourcesCommand,
  textCommand,
  casesImport,
  casesCommand,
  contactsImport,
  contactsCommand,
  correctCommand,
  codeAdd,
  codesCommand,
  codesMerge,
  codesSplit,
  codesMove,
  codesAccept,
  codesRetire,
  codesRemove,
  frameworkFreeze,
  frameworkDiff,
  applyCommand,
  codingsCommand,
  roundOpen,
  roundPlan,
  roundAgree,
  roundUnblind,
  roundSubmit,
  roundClose,
  roundsCommand,
  handoutCommand,
  openHandoutCommand,
  returnCommand,
  mergeCommand,
  decideCommand,
  agreementCommand,
  statsCommand,
  disagreementsCommand,
  adjudicateCommand,
  agendaCommand,
  meetingCommand,
  judgingCommand,
  secondJudgeCommand,
  mirrorCommand,
  decidedCommand,
  exportCommand,
  searchCommand,
  queriesCommand,
  queryCommand,
  checkCommand,
  backupCommand,
  passphraseCommand,
  serveCommand,
  cardCommand,
  demoCommand,
]
