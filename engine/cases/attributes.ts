import type { cases } from '#shared/contract/cases.ts'
import { TandemError } from '#shared/errors.ts'
import type { Attribute, CaseKind } from '#shared/model/case.ts'
import { all, type Db, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { attributionRenamed } from '../memos/attribution.ts'
import { attributeById, listAttributes, someone } from './queries.ts'
import { nameKey } from './same-name.ts'
import { readValue, type ValueShape } from './values.ts'

type Part = 'addAttribute' | 'updateAttribute' | 'moveAttribute' | 'goesWithAttribute' | 'removeAttribute'

export const attributeHandlers: Pick<Handlers<typeof cases>, Part> = {
  addAttribute(tools, { about, name, type, choices }) {
    someone(tools)
    const { db, newId, record } = tools
    nameIsFree(db, about, name, null)
    const id = newId()
    const kept = choicesFor({ type, choices })
    record('attribute.added', `Added the attribute “${name}”`, [
      made('attributes', id, {
        about,
        name,
        type,
        choices: JSON.stringify(kept),
        position: lastPosition(db) + 1,
      }),
    ])
    return attributeById(db, id)
  },

  updateAttribute(tools, { attribute, name, type, choices }) {
    someone(tools)
    const { db, record } = tools
    const before = attributeById(db, attribute)
    if (name !== undefined) nameIsFree(db, before.about, name, attribute)
    const shape = {
      type: type ?? before.type,
      choices: choicesFor({ type: type ?? before.type, choices: choices ?? before.choices }),
    }
    record('attribute.changed', `Changed the attribute “${name ?? before.name}”`, [
      changed(db, 'attributes', attribute, {
        ...(name === undefined ? {} : { name }),
        type: shape.type,
        choices: JSON.stringify(shape.choices),
      }),
      ...valuesReadAs(db, before, shape),
      ...(name === undefined || name === before.name ? [] : [attributionRenamed(db, attribute, name)]),
    ])
    return attributeById(db, attribute)
  },

  moveAttribute(tools, { attribute, before }) {
    someone(tools)
    const { db, record } = tools
    const { name, about } = attributeById(db, attribute)
    const others = listAttributes(db).filter(one => one.about === about && one.id !== attribute)
    const at = before === null ? others.length : others.findIndex(one => one.id === before)
    if (at < 0) {
      throw new TandemError('not-found', 'The attribute to put it before is not there.', 'Look again.')
    }
    const positionOf = (one: Attribute | undefined) =>
      one && value<number>(db, 'SELECT position FROM attributes WHERE id = ?', one.id)
    const next = positionOf(others[at])
    const previous = positionOf(others[at - 1])
    const position = next === undefined ? lastPosition(db) + 1 : ((previous ?? next - 2) + next) / 2
    record('attribute.moved', `Moved the attribute “${name}”`, [
      changed(db, 'attributes', attribute, { position }),
    ])
    return attributeById(db, attribute)
  },

  goesWithAttribute({ db }, { attribute }) {
    const { name } = attributeById(db, attribute)
    const values = valuesOf(db, attribute).length
    const goes =
      values === 0 ? '' : `With “${name}” ${values === 1 ? 'goes 1 value' : `go ${values} values`}. `
    return { codings: 0, children: 0, sentence: `${goes}This can be undone.`, refused: null }
  },

  removeAttribute(tools, { attribute }) {
    someone(tools)
    const { db, record } = tools
    const { name } = attributeById(db, attribute)
    record('attribute.removed', `Removed the attribute “${name}”`, [
      ...valuesOf(db, attribute).map(({ id }) => removed(db, 'case_values', id)),
      removed(db, 'attributes', attribute),
    ])
    return null
  },
}

const valuesOf = (db: Db, attribute: string) =>
  all<{ id: string; value: string; name: string }>(
    db,
    `SELECT v.id, v.value, c.name FROM case_values v JOIN cases c ON c.id = v."case"
     WHERE v.attribute = ? ORDER BY c.name, c.id`,
    attribute,
  )

/** The choices of a choice, each once; none for the other types. */
function choicesFor({ type, choices }: ValueShape): string[] {
  if (type !== 'choice') return []
  const seen = new Map<string, string>()
  for (const choice of choices) {
    const key = nameKey(choice)
    if (!seen.has(key)) seen.set(key, choice.trim().replace(/\s+/g, ' '))
  }
  return [...seen.values()]
}

/** Every value as it is kept under the new shape; refuses where one cannot be read so. */
function valuesReadAs(db: Db, { id, name, type }: Attribute, shape: ValueShape): (Change | null)[] {
  const faults: { of: string; value: string; why: string }[] = []
  const changes = valuesOf(db, id).map(kept => {
    const read = readValue(shape, kept.value)
    if ('value' in read) return changed(db, 'case_values', kept.id, { value: read.value })
    faults.push({ of: kept.name, value: kept.value, why: read.why })
    return null
  })
  const [first, ...others] = faults
  if (!first) return changes
  const more = others.length === 0 ? '' : `; nor can ${others.length} more be kept`
  throw new TandemError(
    'conflict',
    `${name} of ${first.of}: “${first.value.slice(0, 80)}” ${first.why}${more}.`,
    type === shape.type ? 'Keep the choice, or change the values first.' : 'Change these values first.',
  )
}

const lastPosition = (db: Db): number =>
  value<number>(db, 'SELECT coalesce(max(position), 0) AS top FROM attributes')

function nameIsFree(db: Db, about: CaseKind, name: string, except: string | null): void {
  const reserved = ['name', 'site', 'note'].includes(nameKey(name))
  const same = listAttributes(db).find(
    one => one.about === about && one.id !== except && nameKey(one.name) === nameKey(name),
  )
  if (!same && !reserved) return
  throw new TandemError(
    'exists',
    reserved
      ? `Every case has a “${name}” already.`
      : `There is already an attribute “${same?.name}” of ${about === 'person' ? 'people' : 'sites'}.`,
    'Use it, or choose another name.',
  )
}
