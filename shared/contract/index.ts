import { adjudication } from './adjudication.ts'
import { agreement } from './agreement.ts'
import { annotations } from './annotations.ts'
import { autocode } from './autocode.ts'
import { cases } from './cases.ts'
import { catalogue } from './catalogue.ts'
import { codebook } from './codebook.ts'
import { codings } from './codings.ts'
import { contacts } from './contacts.ts'
import { explore } from './explore.ts'
import { handouts } from './handouts.ts'
import { history } from './history.ts'
import { keys } from './keys.ts'
import { library } from './library.ts'
import { members } from './members.ts'
import { memos } from './memos.ts'
import { merging } from './merging.ts'
import { pseudonyms } from './pseudonyms.ts'
import { queries } from './queries.ts'
import { records } from './records.ts'
import { reports } from './reports.ts'
import { revisions } from './revisions.ts'
import { rounds } from './rounds.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { sources } from './sources.ts'
import { speakers } from './speakers.ts'
import { statements } from './statements.ts'
import { study } from './study.ts'
import { themes } from './themes.ts'

/** Everything that can be asked of the engine. */
export const contract = {
  library,
  session,
  study,
  keys,
  members,
  sources,
  speakers,
  cases,
  contacts,
  revisions,
  records,
  catalogue,
  codebook,
  codings,
  annotations,
  autocode,
  rounds,
  handouts,
  merging,
  agreement,
  adjudication,
  themes,
  statements,
  explore,
  memos,
  search,
  queries,
  pseudonyms,
  reports,
  history,
}

export type Contract = typeof contract
export type FeatureName = keyof Contract
