import type { themes } from '#shared/contract/themes.ts'
import { TandemError } from '#shared/errors.ts'
import { codeById, codesUnder } from '../codebook/queries.ts'
import { keptWhileUnchanged, throughThemes } from '../db/kept.ts'
import { all, type Db, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { type MemosGoing, memosGoing } from '../memos/go-with.ts'
import { withoutMemosAbout } from '../memos/removal.ts'
import { isProposal, meOf } from '../rounds/blinding.ts'
import { withoutStatementsOf } from '../statements/removal.ts'
import type { Tools } from '../tools.ts'
import { evidenceOf } from './evidence.ts'
import { moving, outOf } from './move.ts'
import { listThemes, mustBeTheme as mustBe, themesUnder } from './queries.ts'
import { marksOf, reachOf } from './reach.ts'
import { saturationOf } from './saturation.ts'

export const themeHandlers: Handlers<typeof themes> = {
  list: ({ db }) => listThemes(db),

  add(tools, { name, parent, summary }) {
    someone(tools)
    const { db, now, newId, record } = tools
    if (parent !== null) mustBe(db, parent)
    const id = newId()
    record('theme.added', `Added the theme “${name}”`, [
      made('themes', id, { parent, name, summary, position: lastPosition(db, parent) + 1, created_at: now }),
    ])
    return mustBe(db, id)
  },

  update(tools, { theme, name, summary }) {
    someone(tools)
    const before = mustBe(tools.db, theme)
    tools.record('theme.changed', `Changed the theme “${name ?? before.name}”`, [
      changed(tools.db, 'themes', theme, {
        ...(name === undefined ? {} : { name }),
        ...(summary === undefined ? {} : { summary }),
      }),
    ])
    return mustBe(tools.db, theme)
  },

  move(tools, what) {
    someone(tools)
    const { kind, summary, changes } = moving(tools, what)
    tools.record(kind, summary, changes)
    return null
  },

  remove(tools, { theme }) {
    someone(tools)
    const { db, record } = tools
    const { name } = mustBe(db, theme)
    const going = themesUnder(db, theme)
    const memos = memosGoing(db, 'theme', going, meOf(tools.asking))
    if (memos.refused !== null) {
      throw new TandemError(
        'conflict',
        memos.refused,
        'A confirmed memo stays until it is set back to draft.',
      )
    }
    const went = goingWith(db, going, memos)
    record('theme.removed', `Removed the theme “${name}”`, [
      ...withoutStatementsOf(db, going),
      ...all<{ id: string }>(
        db,
        'SELECT id FROM grid_notes WHERE theme IN (SELECT value FROM json_each(?)) ORDER BY id',
        JSON.stringify(going),
      ).map(row => removed(db, 'grid_notes', row.id)),
      ...going.flatMap(id =>
        all<{ id: string }>(db, 'SELECT id FROM theme_codes WHERE theme = ?', id).map(row =>
          removed(db, 'theme_codes', row.id),
        ),
      ),
      ...withoutMemosAbout(db, 'theme', going),
      ...going.toReversed().map(id => removed(db, 'themes', id)),
    ])
    return { went }
  },

  addCodes(tools, { theme, codes }) {
    someone(tools)
    const { db, newId, record } = tools
    const { name, codes: there } = mustBe(db, theme)
    const fresh = [...new Set(codes)].filter(code => !there.includes(code))
    for (const code of fresh) {
      if (!codeById(db, code, meOf(tools.asking)))
        throw new TandemError('not-found', 'There is no such code in this study.', 'Choose another.')
      if (isProposal(db, code)) {
        throw new TandemError(
          'blind',
          'A code proposed in a blind round is put under a theme when the round has ended.',
          'The others do not see it until then.',
        )
      }
    }
    record(
      'theme.collated',
      `Put ${fresh.length === 1 ? `“${codeById(db, fresh[0] ?? '')?.name}”` : `${fresh.length} codes`} under “${name}”`,
      fresh.map((code, n) => made('theme_codes', newId(), { theme, code, position: there.length + n + 1 })),
    )
    return mustBe(db, theme)
  },

  removeCode(tools, { theme, code }) {
    someone(tools)
    const { db, record } = tools
    const from = mustBe(db, theme)
    const out = outOf(db, from, code)
    record('theme.collated', `Took “${codeById(db, code)?.name}” out of “${from.name}”`, [out])
    return mustBe(db, theme)
  },

  reach({ db, asking }, { theme, code, layer }) {
    mustBe(db, theme)
    const me = meOf(asking)
    return keptWhileUnchanged(db, JSON.stringify(['reach', theme, code, layer, me]), () =>
      reachOf(db, { codes: code === null ? codesOf(db, theme) : codesUnder(db, [code]), layer, me }),
    )
  },

  marks({ db, asking }, { layer }) {
    const me = meOf(asking)
    return keptWhileUnchanged(db, JSON.stringify(['marks', layer, me]), () => marksOf(db, { layer, me }))
  },

  saturation({ db, asking }, { theme, layer }) {
    if (theme !== null) mustBe(db, theme)
    const me = meOf(asking)
    return keptWhileUnchanged(db, JSON.stringify(['saturation', theme, layer, me]), () =>
      saturationOf(db, { codes: theme === null ? null : new Set(codesOf(db, theme)), layer, me }),
    )
  },

  evidence({ db, asking }, { theme, code, polarity, layer, limit }) {
    mustBe(db, theme)
    const me = meOf(asking)
    const found = keptWhileUnchanged(
      db,
      JSON.stringify(['evidence of', theme, code, polarity, layer, limit, me]),
      () => {
        const codes = code === null ? codesOf(db, theme) : codesUnder(db, [code])
        return evidenceOf(db, { codes, polarity, layer, limit, me })
      },
      throughThemes,
    )
    return { theme, layer, ...found }
  },
}

/** What goes with a theme and those under it, each kind counted in words. */
function goingWith(db: Db, going: readonly string[], memos: MemosGoing): string[] {
  const count = (table: 'statements' | 'grid_notes') =>
    value<number>(
      db,
      `SELECT count(*) AS n FROM ${table} WHERE theme IN (SELECT value FROM json_each(?))`,
      JSON.stringify(going),
    )
  const inWords = (many: number, one: string, several: string): string[] =>
    many === 0 ? [] : [`${many} ${many === 1 ? one : several}`]
  return [
    ...inWords(going.length - 1, 'sub-theme', 'sub-themes'),
    ...inWords(count('statements'), 'statement', 'statements'),
    ...inWords(count('grid_notes'), 'cell written under Explore', 'cells written under Explore'),
    ...(memos.count > 0 ? [memos.words] : []),
  ]
}

/** The codes of a theme and of those under it, with the codes beneath them. */
function codesOf(db: Db, theme: string): string[] {
  const under = new Set(themesUnder(db, theme))
  return codesUnder(
    db,
    listThemes(db)
      .filter(({ id }) => under.has(id))
      .flatMap(({ codes }) => codes),
  )
}

const lastPosition = (db: Db, parent: string | null): number =>
  value<number>(db, 'SELECT coalesce(max(position), 0) AS top FROM themes WHERE parent IS ?', parent)

function someone({ asking }: Tools): void {
  if (!asking.manages) signedIn(asking)
}
