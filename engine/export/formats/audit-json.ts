import { auditExport, auditOf } from '../audit.ts'
import type { ExportFormat } from '../format.ts'
import { jsonFileKind } from '../writing/file-kinds.ts'

/**
 * The shape, stable under its `version`; fields may be added, none renamed:
 * `{ format: "tandem-audit", version: 1, madeBy (Tandem's version), madeAt (ISO 8601), study: {id, title}, asked: {member,
 * thing, from, to} (null: all), withheld, people: [{name, initials, roles, steps}], steps: [{sequence, at (ISO 8601), who,
 * thing, what, why, undone}] (oldest first), rulings: [{at, who, round, source, difference, outcome, why, discussed}] }`.
 * No word of a transcript is in it.
 */
export const auditJson: ExportFormat = {
  ...auditExport,
  ...jsonFileKind,
  async make(study) {
    const { people, steps, rulings } = auditOf(study)
    const { id, title } = study.study
    const shape = {
      format: 'tandem-audit',
      version: 1,
      madeBy: study.madeBy,
      madeAt: study.madeAt.toISOString(),
      study: { id, title },
      asked: study.audit,
      withheld: study.withheld,
      people,
      steps,
      rulings,
    }
    return new TextEncoder().encode(`${JSON.stringify(shape, null, 2)}\n`)
  },
}
