import type { codebook } from '#shared/contract/codebook.ts'
import { TandemError } from '#shared/errors.ts'
import type {
  ChangeKind,
  Code,
  Framework,
  FrameworkVersion,
  VersionComparison,
} from '#shared/model/codebook.ts'
import { value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { needsRole } from '../members/asking.ts'
import { withAgreedLayers } from '../rounds/agreed-layer.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Reading, Tools } from '../tools.ts'
import { addFromLibrary } from './add-from-library.ts'
import { because } from './changes.ts'
import { compareVersions, isSame } from './compare-versions.ts'
import { exampleOf, examplesBetween, listExamples } from './examples.ts'
import { codesToFreeze, frozen } from './freeze.ts'
import { likelyPairs, toldApart } from './likely-pairs.ts'
import { merging, separating } from './merge.ts'
import { moved } from './move.ts'
import { newCode } from './new-code.ts'
import {
  countCodes,
  frozenCodes,
  listFrameworks,
  pastReasons,
  proposersIn,
  reasonsBetween,
  type StoredCode,
  shownCode,
  siblingsAt,
  versionsOf,
} from './queries.ts'
import { goesWith, removal } from './remove.ts'
import { listRevisits, marked } from './revisits.ts'
import {
  mayAccept,
  mayAddCodes,
  mayChange,
  nameIsFree,
  someone,
  standing,
  staysAsFrozen,
  staysAsItWas,
  visible,
} from './rules.ts'
import { splitting } from './split.ts'
import { judging, listSplits, splitPassages } from './split-queue.ts'

export const codebookHandlers: Handlers<typeof codebook> = {
  frameworks: ({ db, asking }) => listFrameworks(db, meOf(asking)),
  counts: ({ db, asking }) => countCodes(db, meOf(asking)),

  addFromLibrary(tools, { library }) {
    someone(tools)
    mayAddCodes(tools)
    const { id, name, changes } = addFromLibrary(tools, library)
    tools.record('framework.added', `Added the framework “${name}”`, changes)
    return frameworkById(tools, id)
  },

  addFramework(tools, { name, kind }) {
    someone(tools)
    mayAddCodes(tools)
    const { db, newId, record } = tools
    const id = newId()
    const position = value<number>(db, 'SELECT count(*) AS n FROM frameworks') + 1
    record('framework.added', `Added the framework “${name}”`, [
      made('frameworks', id, { name, kind, description: '', position }),
    ])
    return frameworkById(tools, id)
  },

  addCode(tools, input) {
    someone(tools)
    const { id, change } = newCode(tools, input)
    tools.record('code.added', `Added the code “${input.name}”`, [change])
    return shownCode(tools.db, id, meOf(tools.asking))
  },

  updateCode(
    tools,
    { code, name, status, definition, whenToUse, whenNotToUse, example, colour, because: why, from },
  ) {
    someone(tools)
    const { db, record, asking } = tools
    const before = standing(tools, code)
    mayChange(tools, before)
    if (from) staysAsItWas(before, from)
    mayAccept(tools, before, status)
    if ([name, status, definition, whenToUse, whenNotToUse, example].some(given => given !== undefined))
      staysAsFrozen(tools, before)
    if (name !== undefined)
      nameIsFree(siblingsAt(db, before.framework, before.parent, meOf(asking)), name, code)
    record('code.changed', `Changed the code “${name ?? before.name}”`, [
      changed(db, 'codes', code, {
        ...(name === undefined ? {} : { name }),
        ...(status === undefined ? {} : { status }),
        ...(definition === undefined ? {} : { definition }),
        ...(whenToUse === undefined ? {} : { when_to_use: whenToUse }),
        ...(whenNotToUse === undefined ? {} : { when_not: whenNotToUse }),
        ...(example === undefined ? {} : { example }),
        ...(colour === undefined ? {} : { colour }),
      }),
      ...kindsOf(before, { name, status, definition, whenToUse, whenNotToUse }).map(kind =>
        because(tools, kind, before, why),
      ),
    ])
    return shownCode(db, code, meOf(asking))
  },

  updateCodes(tools, { codes, colour, status, because: why }) {
    someone(tools)
    const { db, record } = tools
    const before = [...new Set(codes)].map(id => standing(tools, id))
    for (const code of before) {
      mayChange(tools, code)
      mayAccept(tools, code, status)
      if (status !== undefined) staysAsFrozen(tools, code)
    }
    record(
      'code.changed',
      before.length === 1 ? `Changed the code “${before[0]?.name}”` : `Changed ${before.length} codes`,
      before.flatMap(code => [
        changed(db, 'codes', code.id, {
          ...(status === undefined ? {} : { status }),
          ...(colour === undefined ? {} : { colour }),
        }),
        ...kindsOf(code, { status }).map(kind => because(tools, kind, code, why)),
      ]),
    )
    return null
  },

  moveCode(tools, { code, because: why, ...place }) {
    someone(tools)
    const { changes, summary } = moved(tools, [code], place, why)
    tools.record('code.moved', summary, changes)
    return shownCode(tools.db, code, meOf(tools.asking))
  },

  moveCodes(tools, { codes, because: why, ...place }) {
    someone(tools)
    const { changes, summary } = moved(tools, codes, place, why)
    tools.record('code.moved', summary, changes)
    return null
  },

  mergeCodes(tools, { codes, into, because: why }) {
    someone(tools)
    const { changes, summary } = merging(tools, codes, into, why)
    tools.record('code.merged', summary, withAgreedLayers(tools, changes), { isDone: true })
    return shownCode(tools.db, into, meOf(tools.asking))
  },

  separateCode(tools, { code, because: why }) {
    someone(tools)
    const { changes, summary } = separating(tools, code, why)
    tools.record('code.separated', summary, withAgreedLayers(tools, changes), { isDone: true })
    return shownCode(tools.db, code, meOf(tools.asking))
  },

  reasons: ({ db, asking }) => pastReasons(db, meOf(asking)),

  splits: reading => listSplits(reading),

  splitPassages: (reading, { code, of }) => splitPassages(reading, code, of),

  splitCode(tools, { code, into, because: why }) {
    someone(tools)
    const { changes, summary } = splitting(tools, code, into, why)
    tools.record('code.split', summary, changes)
    const split = listSplits(tools).find(each => each.code === code)
    if (!split) throw new Error('No split came of splitting')
    return split
  },

  judgeSplit(tools, { code, judgements }) {
    const { changes, summary } = judging(tools, code, judgements)
    tools.record('coding.judged', summary, changes)
    return { judged: judgements.length }
  },

  revisits: reading => listRevisits(reading),

  markRevisited(tools, { revisits }) {
    tools.record('coding.revisited', ...marked(tools, revisits))
    return { marked: revisits.length }
  },

  pairs: (reading, { framework }) => likelyPairs(reading, framework),

  tellApart(tools, { codes }) {
    someone(tools)
    const { change, summary } = toldApart(tools, codes)
    tools.record('code.toldApart', summary, [change])
    return null
  },

  examples: (reading, { code }) => listExamples(reading, code === undefined ? {} : { code }),

  removeExample(tools, { example }) {
    needsRole(tools.asking, ['reviewer', 'lead'], 'take an example from a code')
    const code = exampleOf(tools, example)
    tools.record('code.exampled', `Took an example from the code “${code.name}”`, [
      removed(tools.db, 'code_examples', example),
    ])
    return null
  },

  goesWith: (reading, { code }) => goesWith(reading, [visible(reading, code)]),
  goesWithCodes: (reading, { codes }) =>
    goesWith(
      reading,
      codes.map(code => visible(reading, code)),
    ),

  removeCode: (tools, { code, because: why }) => remove(tools, [code], why),
  removeCodes: (tools, { codes, because: why }) => remove(tools, codes, why),

  versions: ({ db }, { framework }) => versionsOf(db, framework),

  compareVersions(reading, { framework, from, to }) {
    const { db } = reading
    frameworkById(reading, framework)
    const versions = versionsOf(db, framework)
    const numbered = (number: number) => {
      const version = versions.find(each => each.number === number)
      if (version) return version
      throw new TandemError(
        'not-found',
        `There is no version ${number} of this framework.`,
        versions.length > 0
          ? `Its versions are ${versions
              .map(each => each.number)
              .toReversed()
              .join(', ')}.`
          : 'Freeze one first.',
      )
    }
    return between(reading, framework, numbered(from), to === null ? null : numbered(to))
  },

  freeze(tools, { framework, note, unchanged }) {
    needsRole(tools.asking, ['lead'], 'freeze a version of a framework')
    const { name } = frameworkById(tools, framework)
    const [last] = versionsOf(tools.db, framework)
    if (last && !(unchanged && note.trim() !== '') && between(tools, framework, last, null).same) {
      throw new TandemError(
        'conflict',
        `Nothing has changed in “${name}” since version ${last.number}, which is what a new version would hold.`,
        unchanged
          ? 'Say in the note what a further version is for.'
          : `Name version ${last.number}, or have a further one all the same: say that it is unchanged, and in its note what it is for.`,
      )
    }
    const change = frozen(tools, framework, note)
    tools.record('framework.frozen', `Froze version ${change.after?.number} of “${name}”`, [change])
    const version = versionsOf(tools.db, framework)[0]
    if (!version) throw new Error('No version came of freezing')
    return version
  },
}

/** How a framework differs between two of its versions; `to` null: as it stands. */
function between(
  reading: Reading,
  framework: string,
  from: FrameworkVersion,
  to: FrameworkVersion | null,
): VersionComparison {
  const { db } = reading
  const before = frozenCodes(db, from.id)
  const after = to ? frozenCodes(db, to.id) : codesToFreeze(db, framework)
  const differences = compareVersions(
    before,
    after,
    reasonsBetween(db, framework, from.createdAt, to?.createdAt ?? null),
    proposersIn(db, framework, meOf(reading.asking)),
    examplesBetween(listExamples(reading, {}), from.createdAt, to?.createdAt ?? null),
  )
  return { framework, from, to, differences, same: differences.length === 0 && isSame(before, after) }
}

interface Patch {
  name?: string | undefined
  status?: Code['status'] | undefined
  definition?: string | undefined
  whenToUse?: string | undefined
  whenNotToUse?: string | undefined
}

/** What a change of a code's columns is called in the log of changes. */
function kindsOf(before: StoredCode, patch: Patch): ChangeKind[] {
  const { name, status, definition, whenToUse, whenNotToUse } = patch
  const differs = (now: string | undefined, then: string) => now !== undefined && now !== then
  return [
    ...(differs(name, before.name) ? (['renamed'] as const) : []),
    ...(differs(definition, before.definition) ||
    differs(whenToUse, before.when_to_use) ||
    differs(whenNotToUse, before.when_not)
      ? (['redefined'] as const)
      : []),
    // What was provisional is taken into the framework.
    ...(status === 'agreed' && before.status === 'provisional' ? (['added'] as const) : []),
    ...(status === 'retired' && before.status !== 'retired' ? (['retired'] as const) : []),
    ...(status !== undefined && status !== 'retired' && before.status === 'retired'
      ? (['restored'] as const)
      : []),
  ]
}

function remove(tools: Tools, ids: readonly string[], why: string): null {
  someone(tools)
  const codes = [...new Set(ids)].map(id => visible(tools, id))
  const { refused } = goesWith(tools, codes)
  if (refused) {
    throw new TandemError('conflict', refused, 'Retire the code instead: it stays where it was used.')
  }
  for (const code of codes) staysAsFrozen(tools, code)
  tools.record(
    'code.removed',
    codes.length === 1 ? `Removed the code “${codes[0]?.name}”` : `Removed ${codes.length} codes`,
    removal(tools, codes, why),
  )
  return null
}

function frameworkById({ db, asking }: Reading, id: string): Framework {
  const framework = listFrameworks(db, meOf(asking)).find(f => f.id === id)
  if (framework) return framework
  throw new TandemError(
    'not-found',
    'There is no such framework in this study.',
    'Choose one from Framework.',
  )
}
