import { addFromLibrary } from '../codebook/add-from-library.ts'
import { made } from '../history/changes.ts'
import type { StudyHandle } from '../studies/handle.ts'
import { inTransaction } from '../transaction.ts'

/** A new study has its own inductive framework, and the shipped deductive ones asked for. */
export function furnish(study: StudyHandle, frameworks: readonly string[]): void {
  const nobody = { member: null, manages: true }
  inTransaction(study, nobody, undefined, ({ newId, record }) => {
    record(
      'framework.added',
      'Began the study’s coding framework',
      [
        made('frameworks', newId(), {
          name: 'Coding framework',
          kind: 'inductive',
          description: '',
          position: 1,
        }),
      ],
      { undoable: false },
    )
  })
  for (const library of new Set(frameworks)) {
    inTransaction(study, nobody, undefined, tools => {
      const { name, changes } = addFromLibrary(tools, library)
      tools.record('framework.added', `Added the framework “${name}”`, changes, { undoable: false })
    })
  }
}
