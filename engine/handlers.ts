import type { Contract } from '#shared/contract/index.ts'
import { adjudicationHandlers } from './adjudication/handlers.ts'
import { agreementHandlers } from './agreement/handlers.ts'
import { keptHandlers } from './agreement/kept/handlers.ts'
import { annotationHandlers } from './annotations/handlers.ts'
import { autocodeHandlers } from './autocode/handlers.ts'
import { caseHandlers } from './cases/handlers.ts'
import { catalogueHandlers } from './catalogue/handlers.ts'
import { codebookHandlers } from './codebook/handlers.ts'
import { codingHandlers } from './codings/handlers.ts'
import { contactHandlers } from './contacts/handlers.ts'
import { exploreHandlers } from './explore/handlers.ts'
import { reportHandlers } from './export/handlers.ts'
import type { Handlers, WindowHandlers } from './handler-types.ts'
import { handoutHandlers } from './handouts/handlers.ts'
import { historyHandlers } from './history/handlers.ts'
import { libraryHandlers } from './library/handlers.ts'
import { memberHandlers } from './members/handlers.ts'
import { sessionHandlers } from './members/session.ts'
import { memoHandlers } from './memos/handlers.ts'
import { mergingHandlers } from './merging/handlers.ts'
import { pseudonymHandlers } from './pseudonyms/handlers.ts'
import { queryHandlers } from './queries/handlers.ts'
import { recordHandlers } from './records/handlers.ts'
import { revisionHandlers } from './revisions/handlers.ts'
import { roundHandlers } from './rounds/handlers.ts'
import { searchHandlers } from './search/handlers.ts'
import { sourceHandlers } from './sources/handlers.ts'
import { speakerHandlers } from './speakers/handlers.ts'
import { statementHandlers } from './statements/handlers.ts'
import { studyHandlers } from './studies/handlers.ts'
import { keyHandlers } from './studies/key-handlers.ts'
import { themeHandlers } from './themes/handlers.ts'

type AllHandlers = {
  [Feature in keyof Contract]: Feature extends 'library' | 'session'
    ? WindowHandlers<Contract[Feature]>
    : Handlers<Contract[Feature]>
}

/** Who answers what. A feature of the contract without its handlers does not compile. */
export const handlers: AllHandlers = {
  library: libraryHandlers,
  session: sessionHandlers,
  study: studyHandlers,
  keys: keyHandlers,
  members: memberHandlers,
  sources: sourceHandlers,
  speakers: speakerHandlers,
  cases: caseHandlers,
  contacts: contactHandlers,
  revisions: revisionHandlers,
  records: recordHandlers,
  catalogue: catalogueHandlers,
  codebook: codebookHandlers,
  codings: codingHandlers,
  annotations: annotationHandlers,
  autocode: autocodeHandlers,
  rounds: roundHandlers,
  handouts: handoutHandlers,
  merging: mergingHandlers,
  agreement: { ...agreementHandlers, ...keptHandlers },
  adjudication: adjudicationHandlers,
  themes: themeHandlers,
  statements: statementHandlers,
  explore: exploreHandlers,
  memos: memoHandlers,
  search: searchHandlers,
  queries: queryHandlers,
  pseudonyms: pseudonymHandlers,
  reports: reportHandlers,
  history: historyHandlers,
}
