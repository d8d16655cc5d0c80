import type { codebook } from '#shared/contract/codebook.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import type { Code, Framework, GoesWith } from '#shared/model/codebook.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { actorOf, needsRole, signedIn } from '../members/asking.ts'
import { mayShowCode, meOf, somethingIsBlind } from '../rounds/blinding.ts'
import type { Reading, Tools } from '../tools.ts'
import { addFromLibrary } from './add-from-library.ts'
import { frozen } from './freeze.ts'
import { codeById, codesUnder, listFrameworks, type StoredCode, siblingsAt, versionsOf } from './queries.ts'

export const codebookHandlers: Handlers<typeof codebook> = {
  frameworks: ({ db, asking }) => listFrameworks(db, meOf(asking)),

  addFromLibrary(tools, { library }) {
    someone(tools)
    const { id, name, changes } = addFromLibrary(tools, library)
    tools.record('framework.added', `Added the framework “${name}”`, changes)
    return frameworkById(tools, id)
  },

  addFramework(tools, { name, kind }) {
    someone(tools)
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
    return shown(tools, id)
  },

  updateCode(tools, { code, name, status, definition, whenToUse, whenNotToUse, example, colour }) {
    someone(tools)
    const { db, record, asking } = tools
    const before = visible(tools, code)
    mayChange(tools, before)
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
    ])
    return shown(tools, code)
  },

  moveCode(tools, { code, parent, before }) {
    someone(tools)
    const { db, asking, record } = tools
    const moving = visible(tools, code)
    mayChange(tools, moving)
    const above = parent === null ? null : visible(tools, parent)
    if (above && above.framework !== moving.framework) {
      throw new TandemError(
        'not-allowed',
        `“${moving.name}” stays in its own framework.`,
        'Add a code there instead.',
      )
    }
    if (parent !== null && codesUnder(db, code).includes(parent)) {
      throw new TandemError(
        'not-allowed',
        `“${moving.name}” cannot be put under itself.`,
        'Choose another place.',
      )
    }
    const siblings = siblingsAt(db, moving.framework, parent, meOf(asking)).filter(s => s.id !== code)
    nameIsFree(siblings, moving.name, code)
    const at = before === null ? -1 : siblings.findIndex(s => s.id === before)
    if (before !== null && at < 0) {
      throw new TandemError(
        'not-found',
        'The code to put it before is not there.',
        'Look at the framework again.',
      )
    }
    const next = at < 0 ? null : siblings[at]
    const previous = at < 0 ? siblings.at(-1) : siblings[at - 1]
    const position = next
      ? ((previous?.position ?? next.position - 2) + next.position) / 2
      : (previous?.position ?? 0) + 1
    record(
      'code.moved',
      `Moved the code “${moving.name}” ${above ? `under “${above.name}”` : 'to the top'}`,
      [changed(db, 'codes', code, { parent, position })],
    )
    return shown(tools, code)
  },

  goesWith: (reading, { code }) => goesWith(reading, visible(reading, code)),

  removeCode(tools, { code }) {
    someone(tools)
    const { db, record } = tools
    const going = visible(tools, code)
    const { refused } = goesWith(tools, going)
    if (refused)
      throw new TandemError('conflict', refused, 'Retire the code instead: it stays where it was used.')
    const codes = codesUnder(db, code)
    const list = JSON.stringify(codes)
    const rows = (table: 'codings' | 'theme_codes') =>
      all<{ id: string }>(db, `SELECT id FROM ${table} WHERE code IN (SELECT value FROM json_each(?))`, list)
    record('code.removed', `Removed the code “${going.name}”`, [
      ...rows('codings').map(({ id }) => removed(db, 'codings', id)),
      ...rows('theme_codes').map(({ id }) => removed(db, 'theme_codes', id)),
      ...all<{ id: string }>(
        db,
        "SELECT id FROM memos WHERE about_kind = 'code' AND about IN (SELECT value FROM json_each(?))",
        list,
      ).map(({ id }) => removed(db, 'memos', id)),
      ...codes.toReversed().map(id => removed(db, 'codes', id)),
    ])
    return null
  },

  versions: ({ db }, { framework }) => versionsOf(db, framework),

  freeze(tools, { framework, note }) {
    needsRole(tools.asking, ['lead'], 'freeze a version of a framework')
    const { name } = frameworkById(tools, framework)
    const change = frozen(tools, framework, note)
    tools.record('framework.frozen', `Froze version ${change.after?.number} of “${name}”`, [change])
    const version = versionsOf(tools.db, framework)[0]
    if (!version) throw new Error('No version came of freezing')
    return version
  },
}

/** The row of a code to be made, in the study's own framework unless another is named; refuses a name that is taken. */
export function newCode(
  tools: Tools,
  {
    framework,
    parent = null,
    name,
    definition = '',
    whenToUse = '',
    whenNotToUse = '',
    example = '',
    colour,
  }: InputOf<(typeof codebook)['addCode']>,
): { id: string; change: Change } {
  const { db, asking, now, newId } = tools
  const me = meOf(asking)
  const above = parent === null ? null : visible(tools, parent)
  const home = above?.framework ?? framework ?? ownFramework(db)
  if (!first(db, 'SELECT 1 FROM frameworks WHERE id = ?', home)) {
    throw new TandemError(
      'not-found',
      'There is no such framework in this study.',
      'Choose one from Framework.',
    )
  }
  const siblings = siblingsAt(db, home, parent, me)
  nameIsFree(siblings, name, null)
  const id = newId()
  const change = made('codes', id, {
    framework: home,
    parent,
    name,
    definition,
    when_to_use: whenToUse,
    when_not: whenNotToUse,
    example,
    colour: colour ?? nextColour(db, me),
    status: 'provisional',
    position: (siblings.at(-1)?.position ?? 0) + 1,
    proposed_in: blindRoundOf(db, me),
    created_by: asking.member?.id ?? null,
    created_at: now,
  })
  return { id, change }
}

function someone({ asking }: Reading): void {
  if (!asking.manages) signedIn(asking)
}

/** In a study with a blind round open, its framework holds still: coders add what they need and leave the rest. */
function mayChange({ db, asking }: Tools, code: StoredCode): void {
  if (blindRoundOf(db, meOf(asking)) === null || code.created_by === actorOf(asking)) return
  throw new TandemError(
    'not-allowed',
    'The framework holds still for you while your blind round is open.',
    'Add a code of your own, or note what should change and raise it when the round is compared.',
  )
}

function blindRoundOf(db: Db, member: string): string | null {
  return (
    first<{ round: string }>(
      db,
      `SELECT r.id AS round FROM rounds r JOIN round_coders c ON c.round = r.id
       WHERE r.state = 'open' AND r.blind = 1 AND c.coder = ? ORDER BY r.opened_at LIMIT 1`,
      member,
    )?.round ?? null
  )
}

function goesWith(reading: Reading, code: StoredCode): GoesWith {
  const { db, asking } = reading
  const codes = codesUnder(db, code.id)
  const list = JSON.stringify(codes)
  const me = meOf(asking)
  const mine = value<number>(
    db,
    'SELECT count(*) AS n FROM codings WHERE coder = ? AND code IN (SELECT value FROM json_each(?))',
    me,
    list,
  )
  const children = codes.filter(id => codeById(db, id, me)).length - 1
  const parts = [
    ...(mine > 0 ? [mine === 1 ? '1 of your codings' : `${mine} of your codings`] : []),
    ...(children > 0 ? [`${children} ${children === 1 ? 'code' : 'codes'} under it`] : []),
  ]
  const goes = parts.length === 1 && mine + children === 1 ? 'goes' : 'go'
  return {
    codings: mine,
    children,
    sentence:
      parts.length > 0
        ? `With “${code.name}” ${goes} ${parts.join(' and ')}. This can be undone.`
        : 'This can be undone.',
    refused: refusal(reading, code, list),
  }
}

function refusal({ db, asking }: Reading, code: StoredCode, list: string): string | null {
  // While a blind round is open the answer must not depend on what others did, or it would tell.
  if (somethingIsBlind(db) && (code.created_by !== asking.member?.id || code.proposed_in === null)) {
    return 'While a blind round is open, codes are not removed.'
  }
  const others = first(
    db,
    'SELECT 1 FROM codings WHERE coder IS NOT ? AND code IN (SELECT value FROM json_each(?)) LIMIT 1',
    meOf(asking),
    list,
  )
  const settled = first(
    db,
    `SELECT 1 FROM codings c JOIN round_coders p ON p.round = c.round AND p.coder = c.coder
     WHERE p.submitted_at IS NOT NULL AND c.code IN (SELECT value FROM json_each($list))
     UNION ALL SELECT 1 FROM rulings WHERE code IN (SELECT value FROM json_each($list)) LIMIT 1`,
    { list },
  )
  if (others) return `Others have coded with “${code.name}” or a code under it.`
  if (settled) return `“${code.name}” or a code under it was used in a submitted round.`
  return null
}

function visible({ db, asking }: Reading, id: string): StoredCode {
  const code = codeById(db, id, meOf(asking))
  if (code) return code
  throw new TandemError('not-found', 'There is no such code in this study.', 'Choose one from Framework.')
}

function shown({ db, asking }: Reading, id: string): Code {
  const code = listFrameworks(db, meOf(asking))
    .flatMap(framework => framework.codes)
    .find(c => c.id === id)
  if (!code) throw new Error(`Code ${id} is not listed`)
  return code
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

/** The study's own inductive framework: the first of its kind. */
function ownFramework(db: Db): string {
  const own = first<{ id: string }>(
    db,
    "SELECT id FROM frameworks WHERE kind = 'inductive' ORDER BY position LIMIT 1",
  )
  if (own) return own.id
  throw new TandemError('not-found', 'The study has no framework of its own yet.', 'Add one under Framework.')
}

function nameIsFree(siblings: readonly StoredCode[], name: string, except: string | null): void {
  const same = siblings.find(s => s.id !== except && s.name.toLowerCase() === name.toLowerCase())
  if (!same) return
  throw new TandemError(
    'exists',
    `There is already a code “${same.name}” in this place.`,
    'Use it, or choose another name.',
  )
}

/** Colours go round the palette in the order codes are made, as far as the asker may know of them. */
const nextColour = (db: Db, me: string): number =>
  (value<number>(db, `SELECT count(*) AS n FROM codes c WHERE ${mayShowCode('c', '?')}`, me) % 24) + 1
