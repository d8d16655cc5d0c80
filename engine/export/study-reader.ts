import type { Framework } from '#shared/model/codebook.ts'
import type { CodedPassage, Layer } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { Memo } from '#shared/model/memo.ts'
import type { Round } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { OpenStudy } from '#shared/model/study.ts'
import type { Theme } from '#shared/model/theme.ts'
import { listFrameworks } from '../codebook/queries.ts'
import { codedPassages } from '../codings/queries.ts'
import { all } from '../db/sql.ts'
import { listMembers } from '../members/queries.ts'
import { openMemo } from '../memos/handlers.ts'
import { meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { listRounds } from '../rounds/list-rounds.ts'
import { listSources } from '../sources/queries.ts'
import { listThemes } from '../themes/handlers.ts'
import type { Reading } from '../tools.ts'

/** All an export sees of a study: what the person asking may see, and nothing else. */
export interface StudyReader {
  study: OpenStudy
  /** The layer asked for; null where the export should take its own default. */
  layer: Layer | null
  /** When the export is made. */
  madeAt: Date
  /** True where an open blind round keeps codings out of what is exported: the export says so. */
  withheld: boolean
  members(): Member[]
  frameworks(): Framework[]
  sources(): SourceSummary[]
  rounds(): Round[]
  passages(layer: Layer): CodedPassage[]
  themes(): Theme[]
  memos(): Memo[]
}

/** The study as the person asking may see it. */
export function studyReader(reading: Reading, layer: Layer | null, madeAt: Date): StudyReader {
  const { db, asking, study } = reading
  const me = meOf(asking)
  return {
    study: study.describe(),
    layer,
    madeAt,
    withheld: somethingIsBlind(db),
    members: () => listMembers(db),
    frameworks: () => listFrameworks(db, me),
    sources: () => listSources(db, me),
    rounds: () => listRounds(db),
    passages: which => codedPassages(db, { layer: which }, me),
    themes: () => listThemes(db),
    memos: () =>
      all<{ id: string }>(db, 'SELECT id FROM memos ORDER BY title, id').map(({ id }) => openMemo(db, id)),
  }
}
