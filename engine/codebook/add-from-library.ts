import { TandemError } from '#shared/errors.ts'
import { first, value } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'
import { type LibraryCode, libraryFramework } from './library/index.ts'

/** The changes that add a shipped deductive framework with all its codes. Refused where the study has it already. */
export function addFromLibrary(
  { db, asking, now, newId }: Pick<Tools, 'db' | 'asking' | 'now' | 'newId'>,
  library: string,
): { id: string; name: string; changes: Change[] } {
  const shipped = libraryFramework(library)
  if (!shipped) {
    throw new TandemError(
      'not-found',
      `Tandem ships no framework called “${library}”.`,
      'Known ones: npt, npt-2022.',
    )
  }
  if (first(db, "SELECT 1 FROM frameworks WHERE name = ? AND kind = 'deductive'", shipped.name)) {
    throw new TandemError('exists', `The study already has “${shipped.name}”.`, 'Use the one that is there.')
  }
  const id = newId()
  const changes: Change[] = [
    made('frameworks', id, {
      name: shipped.name,
      kind: 'deductive',
      description: `${shipped.description} Source: ${shipped.source}`,
      position: value<number>(db, 'SELECT count(*) AS n FROM frameworks') + 1,
    }),
  ]
  // As far as the asker may know of them: another count would tell how many codes are proposed in a blind round.
  let colours = value<number>(
    db,
    `SELECT count(*) AS n FROM codes c WHERE ${mayShowCode('c', '?')}`,
    asking.member?.id ?? '',
  )
  const add = (codes: readonly LibraryCode[], parent: string | null) => {
    codes.forEach((code, n) => {
      const codeId = newId()
      changes.push(
        made('codes', codeId, {
          framework: id,
          parent,
          name: code.name,
          definition: code.definition,
          when_to_use: code.whenToUse,
          when_not: code.whenNotToUse,
          example: '',
          colour: (colours++ % 24) + 1,
          status: 'agreed',
          position: n + 1,
          proposed_in: null,
          created_by: asking.member?.id ?? null,
          created_at: now,
        }),
      )
      add(code.children, codeId)
    })
  }
  add(shipped.codes, null)
  return { id, name: shipped.name, changes }
}
