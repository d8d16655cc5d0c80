import { TandemError } from '#shared/errors.ts'
import { all, first, value } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import { because } from './changes.ts'
import { holdsStillForAll } from './merge.ts'
import { newCode } from './new-code.ts'
import type { StoredCode } from './queries.ts'
import { mayChange, standing } from './rules.ts'

/** A part of a split: a code that is there, or one to be made beside the split one. */
export type Part = { code: string } | { name: string; definition: string }

/**
 * The changes that split a code: its parts are noted, new ones made beside it, it is retired, and the parts stand beside it
 * in its themes and statements. No coding is touched. A code that was split before gets further parts. Refuses fewer than two parts, the
 * code itself, a retired part, one of another framework, and while a blind round is open.
 */
export function splitting(
  tools: Tools,
  code: string,
  into: readonly Part[],
  why: string,
): { changes: (Change | null)[]; summary: string } {
  const { db, newId } = tools
  holdsStillForAll(tools)
  const split = standing(tools, code)
  mayChange(tools, split)
  const { parts, changes } = partsOf(tools, split, into)
  const before = value<number>(db, 'SELECT count(*) AS n FROM split_parts WHERE code = ?', code)
  if (before + parts.length < 2) {
    throw new TandemError(
      'bad-input',
      `“${split.name}” is split into two codes or more.`,
      'Name at least two, or rename the code if it is to mean something else.',
    )
  }
  const names = parts.map(({ name }) => `“${name}”`)
  const words = `${names.slice(0, -1).join(', ')}${names.length > 1 ? ' and ' : ''}${names.at(-1)}`
  return {
    changes: [
      ...changes,
      ...parts.map(({ id }, n) => made('split_parts', newId(), { code, part: id, position: before + n + 1 })),
      changed(db, 'codes', code, { status: 'retired' }),
      ...inThemes(tools, code, parts),
      ...inStatements(tools, code, parts),
      ...parts.map(part => because(tools, 'split', split, why, part)),
      split.status === 'retired'
        ? null
        : because(
            tools,
            'retired',
            split,
            `Split into ${words}.${why.trim() === '' ? '' : ` ${why.trim()}`}`,
          ),
    ],
    summary: `Split the code “${split.name}” into ${words}`,
  }
}

type Named = Pick<StoredCode, 'id' | 'name'>

/** The parts, and what makes those that are new. */
function partsOf(
  tools: Tools,
  split: StoredCode,
  into: readonly Part[],
): { parts: Named[]; changes: Change[] } {
  const { db } = tools
  const parts: Named[] = []
  const changes: Change[] = []
  const refuse = (message: string, hint: string) => {
    throw new TandemError('not-allowed', message, hint)
  }
  for (const part of into) {
    if ('name' in part) {
      if (parts.some(({ name }) => name.toLowerCase() === part.name.toLowerCase()))
        refuse(`“${part.name}” is named twice.`, 'Give each part once.')
      const { id, change } = newCode(
        tools,
        { ...part, framework: split.framework, parent: split.parent },
        changes,
      )
      changes.push(change)
      parts.push({ id, name: part.name })
      continue
    }
    const its = standing(tools, part.code)
    if (its.id === split.id) refuse(`“${its.name}” is the code to split.`, 'Split it into others.')
    if (its.framework !== split.framework)
      refuse(
        `“${split.name}” and “${its.name}” are of two frameworks.`,
        'A code is split within its framework.',
      )
    if (its.status === 'retired')
      refuse(`“${its.name}” is retired.`, 'Bring it back first, or split into another code.')
    if (parts.some(({ id }) => id === its.id)) refuse(`“${its.name}” is named twice.`, 'Give each part once.')
    if (first(db, 'SELECT 1 FROM split_parts WHERE code = ? AND part = ?', split.id, its.id))
      refuse(`“${its.name}” is a part of “${split.name}” already.`, 'Name further parts only.')
    parts.push(its)
  }
  return { parts, changes }
}

/** In each theme that holds the split code the parts stand after it, where they are not there yet. */
function inThemes({ db, newId }: Tools, code: string, parts: readonly Named[]): Change[] {
  const themes = all<{ theme: string; position: number }>(
    db,
    'SELECT theme, position FROM theme_codes WHERE code = ? ORDER BY theme',
    code,
  )
  return themes.flatMap(({ theme, position }) =>
    parts
      .filter(({ id }) => !first(db, 'SELECT 1 FROM theme_codes WHERE theme = ? AND code = ?', theme, id))
      .map(({ id }, n) =>
        made('theme_codes', newId(), { theme, code: id, position: position + (n + 1) / (parts.length + 1) }),
      ),
  )
}

/** Statements about the split code are about its parts too, where they are not yet: its passages become theirs. */
function inStatements({ db, newId }: Tools, code: string, parts: readonly Named[]): Change[] {
  const statements = all<{ statement: string }>(
    db,
    'SELECT statement FROM statement_codes WHERE code = ? ORDER BY statement',
    code,
  )
  return statements.flatMap(({ statement }) =>
    parts
      .filter(
        ({ id }) =>
          !first(db, 'SELECT 1 FROM statement_codes WHERE statement = ? AND code = ?', statement, id),
      )
      .map(({ id }) => made('statement_codes', newId(), { statement, code: id })),
  )
}
