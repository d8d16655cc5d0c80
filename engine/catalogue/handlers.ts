import type { catalogue } from '#shared/contract/catalogue.ts'
import { TandemError } from '#shared/errors.ts'
import type { SourceFilter, Tag } from '#shared/model/source-filter.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { dataSetNamed } from '../import/apply.ts'
import { signedIn } from '../members/asking.ts'
import { dataSetCalled } from '../sources/data-set-called.ts'
import { sourceById } from '../sources/queries.ts'
import { goesWith, removeSources } from '../sources/remove.ts'
import { typedDate } from '../sources/typed-date.ts'
import type { Tools } from '../tools.ts'
import { dataSetGoesWith } from './data-set-removal.ts'

const mayChange = ({ asking }: Tools): void => {
  if (!asking.manages) signedIn(asking)
}

export const catalogueHandlers: Handlers<typeof catalogue> = {
  tags: ({ db }) => listTags(db),

  addTag(tools, { name }) {
    mayChange(tools)
    const changes: Change[] = []
    const id = tagNamed(tools, name, changes)
    tools.record('tag.added', `Added the tag “${name}”`, changes)
    return tagById(tools.db, id)
  },

  renameTag(tools, { tag, name }) {
    mayChange(tools)
    const { db, record } = tools
    const { name: before } = tagById(db, tag)
    const other = tagCalled(db, name)
    if (other === undefined || other === tag) {
      record('tag.renamed', `Renamed the tag “${before}” to “${name}”`, [changed(db, 'tags', tag, { name })])
      return null
    }
    const already = new Set(taggings(db, other).map(({ source }) => source))
    record('tag.merged', `Merged the tag “${before}” into “${name}”`, [
      ...taggings(db, tag).map(({ id, source }) =>
        already.has(source) ? removed(db, 'source_tags', id) : changed(db, 'source_tags', id, { tag: other }),
      ),
      removed(db, 'tags', tag),
    ])
    return null
  },

  removeTag(tools, { tag }) {
    mayChange(tools)
    const { db, record } = tools
    const { name } = tagById(db, tag)
    record('tag.removed', `Removed the tag “${name}”`, [
      ...taggings(db, tag).map(({ id }) => removed(db, 'source_tags', id)),
      removed(db, 'tags', tag),
    ])
    return null
  },

  change(tools, { sources, title, kind, dataSet, date, addTags = [], removeTags = [] }) {
    mayChange(tools)
    const { db, newId, record } = tools
    const changes: (Change | null)[] = []
    const titles = new Map<string, string>()
    for (const source of sources) titles.set(source, sourceById(db, source).title)
    if (title !== undefined && titles.size > 1)
      throw new TandemError('bad-input', 'Several sources do not get one title.', 'Change one at a time.')
    const newRows: Change[] = []
    const set = typeof dataSet === 'string' ? dataSetNamed(tools, dataSet, newRows) : dataSet
    const columns = {
      ...(title === undefined ? {} : { title }),
      ...(kind === undefined ? {} : { kind }),
      ...(set === undefined ? {} : { data_set: set }),
      ...typedDate(date),
    }
    const added = [...new Set(addTags.map(name => tagNamed(tools, name, newRows)))]
    changes.push(...newRows)
    const dropped = new Set(removeTags)
    for (const source of titles.keys()) {
      changes.push(changed(db, 'sources', source, columns))
      const has = all<{ id: string; tag: string }>(
        db,
        'SELECT id, tag FROM source_tags WHERE source = ?',
        source,
      )
      for (const { id, tag } of has) {
        if (dropped.has(tag) && !added.includes(tag)) changes.push(removed(db, 'source_tags', id))
      }
      for (const tag of added) {
        if (!has.some(given => given.tag === tag)) changes.push(made('source_tags', newId(), { source, tag }))
      }
    }
    const [before] = titles.values()
    const what =
      titles.size === 1 ? `the entry of “${title ?? before}”` : `the entries of ${titles.size} sources`
    record('source.changed', `Changed ${what}`, changes)
    return null
  },

  sourcesGoWith: (reading, { sources }) => goesWith(reading, sources),

  removeSources(tools, { sources }) {
    removeSources(tools, sources)
    return null
  },

  renameDataSet(tools, { dataSet, name }) {
    mayChange(tools)
    const { db, record } = tools
    const before = dataSetById(db, dataSet)
    const other = dataSetCalled(db, name, dataSet)
    if (other)
      throw new TandemError(
        'exists',
        `There is already a data set called “${other.name}”.`,
        'Choose another name.',
      )
    record('data-set.renamed', `Renamed the data set “${before}” to “${name}”`, [
      changed(db, 'data_sets', dataSet, { name }),
    ])
    return null
  },

  moveDataSet(tools, { dataSet, before }) {
    mayChange(tools)
    const { db, record } = tools
    const name = dataSetById(db, dataSet)
    if (before === dataSet) return null
    if (before !== null) dataSetById(db, before)
    const order = all<{ id: string }>(
      db,
      'SELECT id FROM data_sets WHERE id <> ? ORDER BY position, id',
      dataSet,
    ).map(({ id }) => id)
    order.splice(before === null ? order.length : order.indexOf(before), 0, dataSet)
    record(
      'data-set.moved',
      `Moved the data set “${name}”`,
      order.map((id, at) => changed(db, 'data_sets', id, { position: at + 1 })),
    )
    return null
  },

  dataSetGoesWith: (reading, { dataSet }) =>
    dataSetGoesWith(reading, { id: dataSet, name: dataSetById(reading.db, dataSet) }),

  removeDataSet(tools, { dataSet }) {
    mayChange(tools)
    const { db, record } = tools
    const name = dataSetById(db, dataSet)
    const { refused } = dataSetGoesWith(tools, { id: dataSet, name })
    if (refused)
      throw new TandemError(
        'conflict',
        refused,
        'What a confirmed memo says stays until it is a draft again.',
      )
    record('data-set.removed', `Removed the data set “${name}”`, [
      ...all<{ id: string }>(db, 'SELECT id FROM sources WHERE data_set = ?', dataSet).map(({ id }) =>
        changed(db, 'sources', id, { data_set: null }),
      ),
      ...all<{ id: string }>(db, 'SELECT id FROM grid_notes WHERE about = ? ORDER BY id', dataSet).map(
        ({ id }) => removed(db, 'grid_notes', id),
      ),
      removed(db, 'data_sets', dataSet),
    ])
    return null
  },

  filters: ({ db }) =>
    all<{ id: string; name: string; asks: string }>(
      db,
      'SELECT id, name, asks FROM saved_filters ORDER BY position, id',
    ).map(({ asks, ...filter }) => ({ ...filter, asks: JSON.parse(asks) as SourceFilter })),

  saveFilter(tools, { name, asks }) {
    mayChange(tools)
    const { db, newId, record } = tools
    const known = first<{ id: string }>(db, 'SELECT id FROM saved_filters WHERE name = ?', name)
    const id = known?.id ?? newId()
    const last = value<number>(db, 'SELECT coalesce(max(position), 0) AS n FROM saved_filters')
    record('filter.saved', `Saved the filter “${name}”`, [
      known
        ? changed(db, 'saved_filters', id, { asks: JSON.stringify(asks) })
        : made('saved_filters', id, { name, asks: JSON.stringify(asks), position: last + 1 }),
    ])
    return { id, name, asks }
  },

  removeFilter(tools, { filter }) {
    mayChange(tools)
    const { db, record } = tools
    const known = first<{ name: string }>(db, 'SELECT name FROM saved_filters WHERE id = ?', filter)
    if (!known) throw new TandemError('not-found', 'There is no such filter in this study.')
    record('filter.removed', `Removed the filter “${known.name}”`, [removed(db, 'saved_filters', filter)])
    return null
  },
}

const listTags = (db: Db): Tag[] =>
  all<Tag>(
    db,
    `SELECT t.id, t.name, count(x.id) AS sources FROM tags t LEFT JOIN source_tags x ON x.tag = t.id
     GROUP BY t.id ORDER BY t.name COLLATE NOCASE, t.id`,
  )

function tagById(db: Db, id: string): Tag {
  const tag = listTags(db).find(tag => tag.id === id)
  if (tag) return tag
  throw new TandemError('not-found', 'There is no such tag in this study.', 'Choose one from Sources.')
}

/** Tags that differ in case only are one. */
function tagCalled(db: Db, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return listTags(db).find(tag => tag.name.toLowerCase() === wanted)?.id
}

/** The id of the tag of that name; where there is none, what makes it is added to the changes. */
function tagNamed({ db, newId, now }: Tools, name: string, changes: Change[]): string {
  const known = tagCalled(db, name)
  if (known !== undefined) return known
  const sameName = changes.find(({ after }) => String(after?.name).toLowerCase() === name.toLowerCase())
  if (sameName) return sameName.id
  const id = newId()
  changes.push(made('tags', id, { name, created_at: now }))
  return id
}

const taggings = (db: Db, tag: string): { id: string; source: string }[] =>
  all(db, 'SELECT id, source FROM source_tags WHERE tag = ?', tag)

function dataSetById(db: Db, id: string): string {
  const found = first<{ name: string }>(db, 'SELECT name FROM data_sets WHERE id = ?', id)
  if (found) return found.name
  throw new TandemError('not-found', 'There is no such data set in this study.', 'Choose one from Sources.')
}
