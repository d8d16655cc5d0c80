import type { explore } from '#shared/contract/explore.ts'
import { TandemError } from '#shared/errors.ts'
import { type GridAsked, longestNote, type ShownGrid } from '#shared/model/grid.ts'
import { localDay } from '#shared/text/day.ts'
import { caseTable } from '../cases/queries.ts'
import { listContacts } from '../contacts/queries.ts'
import { setUpOf } from '../contacts/set-up.ts'
import { contactTable } from '../contacts/table.ts'
import { keptWhileUnchanged } from '../db/kept.ts'
import { type Db, first } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { contactFigures } from './contact-figures.ts'
import { gridOf } from './grid.ts'
import { matrixOf, passagesIn } from './matrix.ts'
import { rememberedLook, rememberLook } from './remembered.ts'

export const exploreHandlers: Handlers<typeof explore> = {
  matrix({ db, asking }, asked) {
    const me = meOf(asking)
    return keptWhileUnchanged(db, JSON.stringify(['matrix', asked, me]), () => matrixOf(db, asked, me))
  },
  remembered: ({ db, asking }) => rememberedLook(db, asking),
  remember(acting, { look }) {
    rememberLook(acting, look)
    return null
  },
  passages: ({ db, asking }, asked) => passagesIn(db, asked, meOf(asking)),
  grid({ db, asking }, asked) {
    const me = meOf(asking)
    const today = localDay(new Date())
    return keptWhileUnchanged(db, JSON.stringify(['grid', asked, me, today]), () =>
      shownGrid(db, asked, me, today),
    )
  },

  note({ db, newId, record, asking }, { theme, about, judgement, text }) {
    if (!asking.manages) signedIn(asking)
    const of = first<{ name: string }>(db, 'SELECT name FROM themes WHERE id = ?', theme)
    if (!of) throw new TandemError('not-found', 'There is no such theme in this study.', 'Choose another.')
    const { kind, name } = whatIs(db, about)
    if (kind === 'case' && judgement !== null) {
      throw new TandemError(
        'bad-input',
        'A judgement is of a data set; of a case there is a summary.',
        'Leave the judgement out.',
      )
    }
    const known = first<{ id: string; text: string }>(
      db,
      'SELECT id, text FROM grid_notes WHERE theme = ? AND about = ?',
      theme,
      about,
    )
    mustNotGrow(text, known?.text ?? '')
    const columns = { theme, about_kind: kind, about, judgement, text }
    const isEmpty = text === '' && judgement === null
    record('theme.noted', `Wrote of “${name}” under “${of.name}”`, [
      known
        ? isEmpty
          ? removed(db, 'grid_notes', known.id)
          : changed(db, 'grid_notes', known.id, columns)
        : isEmpty
          ? null
          : made('grid_notes', newId(), columns),
    ])
    return null
  },
}

/** Refuses more words than a cell holds, but none that stand there already: a merge may have joined two. */
function mustNotGrow(text: string, before: string): void {
  const most = Math.max(longestNote, before.length)
  if (text.length <= most) return
  const [has, may] = [text.length, most].map(length => length.toLocaleString('en-GB'))
  throw new TandemError(
    'bad-input',
    `This has ${has} characters; a cell holds ${may}.`,
    'Shorten it, or write it in a memo.',
  )
}

function shownGrid(db: Db, asked: GridAsked, me: string, today: string): ShownGrid {
  const grid = gridOf(db, asked, me)
  if (asked.kind !== 'data-set') return { ...grid, contacts: null }
  const table = contactTable(listContacts(db), caseTable(db), setUpOf(db), today)
  const said = contactFigures(table, () => gridOf(db, { ...asked, kind: 'site' }, me).cells)
  return { ...grid, contacts: said && Object.fromEntries(grid.themes.map(({ id }) => [id, said(id)])) }
}

function whatIs(db: Db, id: string): { kind: 'case' | 'data-set'; name: string } {
  const found = first<{ kind: 'case' | 'data-set'; name: string }>(
    db,
    "SELECT 'case' AS kind, name FROM cases WHERE id = $id UNION ALL SELECT 'data-set', name FROM data_sets WHERE id = $id",
    { id },
  )
  if (found) return found
  throw new TandemError('not-found', 'There is no such case or data set in this study.', 'Choose another.')
}
