import { TandemError } from '#shared/errors.ts'
import { first, value } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'
import { type LibraryCode, libraryFramework } from './library/index.ts'
import { alsoGiven, givenColours, nextColour } from './next-colour.ts'

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
  let given = givenColours(db, id, meOf(asking))
  const add = (codes: readonly LibraryCode[], parent: string | null) => {
    let beside: number | null = null
    codes.forEach((code, n) => {
      const codeId = newId()
      beside = nextColour(given, beside)
      given = alsoGiven(given, beside)
      changes.push(
        made('codes', codeId, {
          framework: id,
          parent,
          name: code.name,
          definition: code.definition,
          when_to_use: code.whenToUse,
          when_not: code.whenNotToUse,
          example: '',
          colour: beside,
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
