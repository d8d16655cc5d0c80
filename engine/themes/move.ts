import { TandemError } from '#shared/errors.ts'
import { codeById } from '../codebook/queries.ts'
import { placedBetween } from '../db/place-between.ts'
import { type Db, first } from '../db/sql.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import { listThemes, mustBeTheme, themesUnder } from './queries.ts'

/** What one gesture moves: themes under a parent, before a sibling or last, and codes from their themes into another. */
interface Moved {
  themes: readonly string[]
  parent: string | null
  before: string | null
  codes: readonly { theme: string; code: string }[]
  into: string | null
}

interface Done {
  kind: 'theme.moved' | 'theme.collated'
  summary: string
  changes: (Change | null)[]
}

/**
 * The changes that move themes and codes, as one step. A code that stands under the theme it comes to already is only taken out of
 * the one it comes from. Refuses what is not there, and a theme under itself.
 */
export function moving(tools: Tools, { themes, parent, before, codes, into }: Moved): Done {
  const { db } = tools
  const what: string[] = []
  const changes: (Change | null)[] = []
  const above = parent === null ? null : mustBeTheme(db, parent)
  const named = [...new Set(themes)].map(id => mustBeTheme(db, id))
  if (named.length > 0) {
    what.push(named.length === 1 ? `the theme “${named[0]?.name}”` : `${named.length} themes`)
    changes.push(...themesPlaced(db, named, parent, before))
  }
  const target = into === null ? null : mustBeTheme(db, into)
  if (target && codes.length > 0) {
    const [one] = codes
    what.push(
      codes.length === 1 && one ? `the code “${codeById(db, one.code)?.name}”` : `${codes.length} codes`,
    )
    changes.push(...codesPlaced(tools, codes, target))
  }
  const where = named.length > 0 ? above : target
  return {
    kind: named.length > 0 ? 'theme.moved' : 'theme.collated',
    summary: `Moved ${what.join(' and ')} ${where ? `under “${where.name}”` : 'to the top level'}`,
    changes,
  }
}

function themesPlaced(
  db: Db,
  moved: readonly { id: string; name: string }[],
  parent: string | null,
  before: string | null,
): (Change | null)[] {
  const ids = moved.map(({ id }) => id)
  for (const { id, name } of moved) {
    if (parent === null || !themesUnder(db, id).includes(parent)) continue
    throw new TandemError('not-allowed', `“${name}” cannot be put under itself.`, 'Choose another place.')
  }
  const siblings = listThemes(db).filter(theme => theme.parent === parent && !ids.includes(theme.id))
  const at = before === null ? siblings.length : siblings.findIndex(({ id }) => id === before)
  if (at < 0) throw new TandemError('not-found', 'The theme to put it before is not there.', 'Look again.')
  return placedBetween(siblings, at, ids).map(({ id, position }) =>
    changed(db, 'themes', id, { parent, position }),
  )
}

function codesPlaced(
  { db, newId }: Tools,
  codes: readonly { theme: string; code: string }[],
  target: { id: string; codes: readonly string[] },
): Change[] {
  const there = new Set(target.codes)
  return codes
    .filter(({ theme }) => theme !== target.id)
    .flatMap(({ theme, code }) => {
      const out = outOf(db, mustBeTheme(db, theme), code)
      if (there.has(code)) return [out]
      there.add(code)
      return [out, made('theme_codes', newId(), { theme: target.id, code, position: there.size })]
    })
}

/** The change that takes a code out of a theme; refuses one that is not in it. */
export function outOf(db: Db, { id, name }: { id: string; name: string }, code: string): Change {
  const link = first<{ id: string }>(db, 'SELECT id FROM theme_codes WHERE theme = ? AND code = ?', id, code)
  if (link) return removed(db, 'theme_codes', link.id)
  throw new TandemError('not-found', `That code is not under “${name}”.`, 'Look again.')
}
