import type { Attribute, AttributeType } from '#shared/model/case.ts'
import type { AttributeAsked, StudyQuery } from '#shared/model/query.ts'
import { listAttributes } from '../cases/queries.ts'
import { readValue } from '../cases/values.ts'
import { keptWhileUnchanged } from '../db/kept.ts'
import { column, type Db } from '../db/sql.ts'

/** The values asked for, spelled as the attribute's type has them by now. */
export const valuesNow = (attribute: Attribute, { values }: Pick<AttributeAsked, 'values'>): string[] =>
  values.map(typed => {
    const read = readValue(attribute, typed)
    return 'value' in read ? read.value : typed
  })

/**
 * The values asked for that an attribute has not by now, a sentence each: one that nobody has, or that is none of those there are to
 * choose from.
 */
export function valuesGone(db: Db, attribute: Attribute, asked: Pick<AttributeAsked, 'values'>): string[] {
  const { id, name, type, about, choices } = attribute
  const there = new Set(
    type === 'choice'
      ? choices
      : type === 'yes-no'
        ? ['yes', 'no']
        : column<string>(db, 'SELECT DISTINCT value FROM case_values WHERE attribute = ?', id),
  )
  return valuesNow(attribute, asked)
    .filter(value => !there.has(value))
    .map(value =>
      type === 'choice'
        ? `“${value}” is none of the choices of “${name}” now.`
        : `No ${about} has “${value}” as “${name}” now.`,
    )
}

/** From and to, as the attribute's type has them by now; null where it has none: only numbers and dates lie between others. */
export function boundsNow(
  attribute: Attribute,
  { from, to }: AttributeAsked,
): { from: string | null; to: string | null } | null {
  if (from === null && to === null) return { from, to }
  if (attribute.type !== 'number' && attribute.type !== 'date') return null
  const bound = (typed: string | null): string | null | undefined => {
    if (typed === null || (attribute.type === 'date' && beginsDay.test(typed))) return typed
    const read = readValue(attribute, typed)
    return 'value' in read ? read.value : undefined
  }
  const [low, high] = [bound(from), bound(to)]
  return low === undefined || high === undefined ? null : { from: low, to: high }
}

/** A year, a month or a day: what is before or after it is seen from its letters. */
const beginsDay = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/

/** `1 to 3`, `1 or more`, `3 or less`. */
export const between = ({ from, to }: Pick<AttributeAsked, 'from' | 'to'>): string =>
  from !== null && to !== null ? `${from} to ${to}` : from !== null ? `${from} or more` : `${to} or less`

/**
 * What a query asks of attributes and speakers that no longer stands, a sentence each: bounds of what is no number or date any more,
 * values and labels that nobody has.
 */
export function partsGone(db: Db, { attributes, speakers }: StudyQuery): string[] {
  const known = new Map(listAttributes(db).map(attribute => [attribute.id, attribute]))
  const labels = speakers.length > 0 ? speakersNow(db) : new Set<string>()
  return [
    ...attributes.flatMap(asked => {
      const attribute = known.get(asked.attribute)
      return attribute ? attributeGone(db, attribute, asked) : []
    }),
    ...speakers.filter(label => !labels.has(label)).map(label => `No source has the speaker “${label}” now.`),
  ]
}

function attributeGone(db: Db, attribute: Attribute, asked: AttributeAsked): string[] {
  const { name, type } = attribute
  return [
    ...(boundsNow(attribute, asked) === null
      ? [`“${name}” is ${typeInWords[type]} now, and is not asked for ${between(asked)}.`]
      : []),
    ...valuesGone(db, attribute, asked),
  ]
}

const typeInWords: Record<AttributeType, string> = {
  text: 'text',
  number: 'a number',
  date: 'a date',
  choice: 'one of several choices',
  'yes-no': 'yes or no',
}

/** The labels of speakers that the texts have, as they stand. */
const speakersNow = (db: Db): ReadonlySet<string> =>
  keptWhileUnchanged(
    db,
    'speakers now',
    () =>
      new Set(
        column<string>(
          db,
          `SELECT DISTINCT g.speaker FROM segments g JOIN revisions r ON r.id = g.revision
           WHERE g.speaker IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM revisions l WHERE l.source = r.source AND l.number > r.number)`,
        ),
      ),
  )
