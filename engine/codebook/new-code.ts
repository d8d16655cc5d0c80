import { TandemError } from '#shared/errors.ts'
import { type Db, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'
import { alsoGiven, givenColours, nextColour } from './next-colour.ts'
import { siblingsAt } from './queries.ts'
import { mayAddCodes, nameIsFree, proposedIn, standing } from './rules.ts'

/** What a code is made with; the study's own inductive framework where none is named. */
export interface NewCode {
  name: string
  framework?: string | undefined
  parent?: string | null | undefined
  definition?: string | undefined
  whenToUse?: string | undefined
  whenNotToUse?: string | undefined
  example?: string | undefined
  colour?: number | undefined
}

/**
 * The change that makes a code, last among its siblings; refuses a name that stands there already. `before`: what makes
 * others in the same step, after which it comes.
 */
export function newCode(
  tools: Tools,
  input: NewCode,
  before: readonly Change[] = [],
): { id: string; change: Change } {
  const { db, asking, now, newId } = tools
  const { name, parent = null } = input
  mayAddCodes(tools)
  const me = meOf(asking)
  const home =
    (parent === null ? undefined : standing(tools, parent).framework) ?? input.framework ?? ownFramework(db)
  if (!first(db, 'SELECT 1 FROM frameworks WHERE id = ?', home)) {
    throw new TandemError(
      'not-found',
      'There is no such framework in this study.',
      'Choose one from Framework.',
    )
  }
  const siblings = siblingsAt(db, home, parent, me)
  nameIsFree(siblings, name, null)
  const withIt = before.flatMap(({ after }) => (after?.framework === home ? [after] : []))
  const besideIt = withIt.filter(after => after.parent === parent)
  const given = withIt.reduce(
    (given, { colour }) => alsoGiven(given, Number(colour)),
    givenColours(db, home, me),
  )
  const last = [...siblings, ...besideIt].at(-1)
  const id = newId()
  return {
    id,
    change: made('codes', id, {
      framework: home,
      parent,
      name,
      definition: input.definition ?? '',
      when_to_use: input.whenToUse ?? '',
      when_not: input.whenNotToUse ?? '',
      example: input.example ?? '',
      colour: input.colour ?? nextColour(given, last ? Number(last.colour) : null),
      status: 'provisional',
      position: Number(last?.position ?? 0) + 1,
      proposed_in: proposedIn(tools),
      created_by: asking.member?.id ?? null,
      created_at: now,
    }),
  }
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
