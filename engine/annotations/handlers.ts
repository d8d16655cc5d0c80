import type { annotations } from '#shared/contract/annotations.ts'
import { TandemError } from '#shared/errors.ts'
import type { Annotation } from '#shared/model/coding.ts'
import { changedElsewhere } from '../changed-elsewhere.ts'
import { all, type Db, first } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { mayShowAnnotation, meOf } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import { roundForWork } from '../rounds/queries.ts'
import { passageOf } from '../sources/passage.ts'
import { sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'

interface StoredAnnotation {
  id: string
  source: string
  start: number
  end: number
  author: string
  text: string
  created_at: number
  frozen: number
}

/** An annotation `a`, and whether its author has submitted its round. */
const annotationsSql = `SELECT a.*, EXISTS (
    SELECT 1 FROM round_coders c WHERE c.round = a.round AND c.coder = a.author AND c.submitted_at IS NOT NULL
  ) AS frozen FROM annotations a`

export const annotationHandlers: Handlers<typeof annotations> = {
  inSource({ db, asking }, { source }) {
    const kept = namesKeptFrom(db, meOf(asking))
    return all<StoredAnnotation>(
      db,
      `${annotationsSql} WHERE a.source = ? AND ${mayShowAnnotation('a', '?')} ORDER BY a.start, a.id`,
      source,
      meOf(asking),
    )
      .map(read)
      .map(note => {
        const openedAt = kept?.openingIn(note.author, source)
        return openedAt === undefined
          ? note
          : { ...note, author: null, createdAt: new Date(openedAt).toISOString() }
      })
  },

  add({ db, asking, now, newId, record }, { source, start, end, text }) {
    const author = signedIn(asking)
    const found = sourceById(db, source)
    const { title, revision } = found
    passageOf(db, found, start, end)
    const id = newId()
    record('annotation.added', `Annotated a passage of “${title}”`, [
      made('annotations', id, {
        source,
        revision,
        start,
        end,
        author: author.id,
        text,
        round: roundForWork(db, author.id, source),
        created_at: now,
      }),
    ])
    return byId(db, id)
  },

  update(tools, { annotation, text, from }) {
    const { source } = mine(tools, annotation)
    if (from !== undefined && from !== byId(tools.db, annotation).text)
      throw changedElsewhere('The annotation')
    tools.record('annotation.changed', `Changed an annotation in “${sourceById(tools.db, source).title}”`, [
      changed(tools.db, 'annotations', annotation, { text }),
    ])
    return byId(tools.db, annotation)
  },

  remove(tools, { annotation }) {
    const { source } = mine(tools, annotation)
    tools.record('annotation.removed', `Removed an annotation from “${sourceById(tools.db, source).title}”`, [
      removed(tools.db, 'annotations', annotation),
    ])
    return null
  },
}

function mine({ db, asking }: Tools, id: string): StoredAnnotation {
  const member = signedIn(asking)
  const stored = first<StoredAnnotation>(db, 'SELECT * FROM annotations WHERE id = ?', id)
  if (stored?.author === member.id) return stored
  throw new TandemError(
    'not-allowed',
    'That is not an annotation of yours.',
    'Each member changes only their own.',
  )
}

function byId(db: Db, id: string): Annotation {
  const stored = first<StoredAnnotation>(db, `${annotationsSql} WHERE a.id = ?`, id)
  if (!stored) throw new Error(`No annotation ${id}`)
  return read(stored)
}

const read = ({ created_at, ...stored }: StoredAnnotation): Annotation => ({
  id: stored.id,
  source: stored.source,
  start: stored.start,
  end: stored.end,
  author: stored.author,
  text: stored.text,
  createdAt: new Date(created_at).toISOString(),
  frozen: stored.frozen === 1,
})
