import type { study } from '#shared/contract/study.ts'
import { isLeft } from '#shared/model/disagreement.ts'
import type { MemoSummary } from '#shared/model/memo.ts'
import type { Waiting } from '#shared/model/study.ts'
import { listRevisits } from '../codebook/revisits.ts'
import { listSplits } from '../codebook/split-queue.ts'
import { first } from '../db/sql.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { counted } from '../export/agreement-words.ts'
import type { Handlers } from '../handler-types.ts'
import { changed } from '../history/changes.ts'
import { needsRole } from '../members/asking.ts'
import { listMembers } from '../members/queries.ts'
import { listMemos } from '../memos/handlers.ts'
import { listMerged } from '../merging/decisions.ts'
import { listProposals } from '../merging/proposal-pairs.ts'
import { mayShowCode, meOf } from '../rounds/blinding.ts'
import { openTogether, togetherInWords } from '../rounds/open-together.ts'
import { keptRounds } from '../rounds/queries.ts'
import { listDataSets } from '../sources/queries.ts'
import type { Reading } from '../tools.ts'
import { checks, runCheck } from './check.ts'
import { logsSetAside } from './leftover-log.ts'
import { putBackup } from './put-backup.ts'
import { settingChanged } from './settings.ts'

export const studyHandlers: Handlers<typeof study> = {
  overview(reading) {
    const { db, asking, study } = reading
    const me = meOf(asking)
    const counts = first<{
      sources: number
      words: number
      members: number
      codes: number
      themes: number
    }>(
      db,
      `SELECT (SELECT count(*) FROM sources) AS sources,
         (SELECT coalesce(sum(words), 0) FROM revisions WHERE number = 1) AS words,
         (SELECT count(*) FROM members) AS members,
         (SELECT count(*) FROM codes c WHERE ${mayShowCode('c', '?')}) AS codes,
         (SELECT count(*) FROM themes) AS themes`,
      me,
    )
    if (!counts) throw new Error('No counts')
    const memos = listMemos(db, me)
    return {
      study: study.describe(),
      counts: { ...counts, memos: memos.length },
      dataSets: listDataSets(db, me),
      waiting: waiting(reading, counts, memos),
    }
  },

  update({ db, study, asking, record }, { title, stance, countsQuoted: counts }) {
    needsRole(asking, ['lead'], 'change the study’s settings')
    record('study.changed', 'Changed the study’s settings', [
      changed(db, 'studies', study.id, {
        ...(title === undefined ? {} : { title }),
        ...(stance === undefined ? {} : { stance }),
      }),
      counts === undefined ? null : settingChanged(db, 'countsQuoted', counts),
    ])
    return study.describe()
  },

  async check({ reading, progress, breathe }) {
    const breaches = []
    for (const [n, check] of checks.entries()) {
      progress(n, checks.length, check.name)
      await breathe()
      breaches.push(...runCheck(check, reading.db))
    }
    const notes = logsSetAside(reading.study.folder).map(setAsideInWords)
    return { ok: breaches.length === 0, breaches, ...(notes.length > 0 && { notes }) }
  },

  backup({ study }, { to, replace = false }) {
    const path = study.backUp()
    return { path: to === undefined ? path : putBackup(path, study.describe().title, to, replace) }
  },
}

const setAsideInWords = (name: string): string =>
  `${name} in the study’s folder holds last steps of another state of the study, such as the one there was before a backup was put in its place. They are not in this study. Keep the file, and ask for help if steps are missing here.`

/** What waits for the member asking, most urgent first. */
function waiting(
  { db, study, asking }: Reading,
  counts: { sources: number },
  memos: readonly MemoSummary[],
): Waiting[] {
  const { member } = asking
  const found: Waiting[] = []
  if (study.handout) {
    const { round, isReview } = study.handout
    const kept = isReview ? keptRounds(db).find(({ id }) => id === round.id) : undefined
    if (kept) {
      const left = compareRound(db, kept).disagreements.filter(isLeft).length
      const what =
        left > 0
          ? `Settle ${counted(left, 'difference')} in “${round.title}”, then return your work`
          : `All is settled in “${round.title}”: return your work`
      return [{ what, screen: left > 0 ? 'adjudicate' : 'study', round: round.id }]
    }
    return [
      {
        what: `Code your sources in “${round.title}”, then return your work`,
        screen: 'code',
        round: round.id,
      },
    ]
  }
  if (counts.sources === 0) found.push({ what: 'Import the first sources', screen: 'sources' })
  if (listMembers(db).filter(m => m.roles.includes('coder')).length < 2) {
    found.push({ what: 'Add a second coder, so that a round can be opened', screen: 'study' })
  }
  for (const round of keptRounds(db)) {
    if (round.state === 'open') {
      const mine = round.coders.find(c => c.id === member?.id)
      if (mine && mine.submittedAt === null) {
        found.push({
          what: `Code your sources in “${round.title}”, then submit`,
          screen: 'code',
          round: round.id,
        })
      }
    } else if (round.state === 'submitted' && member?.roles.some(role => role !== 'coder')) {
      const left = compareRound(db, round).disagreements.filter(isLeft).length
      if (left > 0) {
        const many = left === 1 ? '1 difference' : `${left} differences`
        found.push({ what: `Settle ${many} in “${round.title}”`, screen: 'adjudicate', round: round.id })
      }
    }
  }
  const mayRule = member?.roles.some(role => role !== 'coder') ?? false
  if (member?.roles.includes('lead')) {
    const toDecide = listMerged({ db, study, asking }).reduce(
      (sum, { decisions }) => sum + decisions.filter(({ settled }) => settled === null).length,
      0,
    )
    const proposed = listProposals(db, asking).codes.length
    if (proposed > 0)
      found.push({ what: `Decide on ${counted(proposed, 'code')} that coders proposed`, screen: 'framework' })
    if (toDecide > 0)
      found.push({ what: `Decide ${counted(toDecide, 'step')} that met another in merging`, screen: 'merge' })
    for (const pair of openTogether(db))
      found.push({ what: `${togetherInWords(pair)}: close one, or undo its opening`, screen: 'study' })
  }
  for (const { code, name, queues } of listSplits({ db, study, asking })) {
    const left = queues.reduce(
      (sum, queue) =>
        sum + (queue.coder === member?.id || (mayRule && queue.coder === null) ? queue.left : 0),
      0,
    )
    if (left === 0) continue
    found.push({
      what: `Judge ${counted(left, 'passage')} of the split code “${name}”`,
      screen: 'framework',
      code,
    })
  }
  const again = listRevisits({ db, study, asking }).filter(
    ({ coder, changes }) => coder === member?.id && changes.some(({ done }) => !done),
  )
  const [first] = again.flatMap(({ changes }) => changes.filter(({ done }) => !done))
  if (first) {
    const many = again.length === 1 ? 'a source' : `${again.length} sources`
    found.push({
      what: `Go through ${many} again: the framework has changed since you coded ${again.length === 1 ? 'it' : 'them'}`,
      screen: 'framework',
      code: first.framework,
    })
  }
  if (mayRule) {
    const inReview = memos.filter(memo => memo.state === 'in review').reverse()
    for (const { title } of inReview.slice(0, 5)) {
      found.push({ what: `Review the memo “${title}”`, screen: 'themes' })
    }
  }
  return found
}
