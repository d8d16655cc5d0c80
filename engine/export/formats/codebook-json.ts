import { codebookExport, codebookOf } from '../codebook.ts'
import type { ExportFormat } from '../format.ts'
import { hexOf } from '../palette-hex.ts'
import { jsonFileKind } from '../writing/file-kinds.ts'

/**
 * The shape, stable under its `version`; fields may be added, none renamed:
 * `{ format: "tandem-codebook", version: 1, study: {id, title}, madeAt (ISO 8601), layers: ("independent" |
 * "consensus")[], withheld, coders: [{id, name, initials}], frameworks: [{id, name, kind, description,
 * frozenVersion (0: none), codes: [{id, parent, name, path: [from the root to itself], definition, whenToUse,
 * whenNotToUse, example: {text, from: "code" | "independent" | "consensus", attribution} | null, colour: {step:
 * 1–24, hex}, status, counts: {independent: {[coder id]: n}, consensus}}]}] }`. Where names are hidden from whoever asks,
 * `namesHidden` is true, `coders` empty, and counts have `independentTotal: n` in place of `independent`.
 * Codes come in tree order; counts are of codings to the code itself. A layer not asked for has no counts.
 */
export const codebookJson: ExportFormat = {
  ...codebookExport,
  ...jsonFileKind,
  async make(study) {
    const book = codebookOf(study)
    const shape = {
      format: 'tandem-codebook',
      version: 1,
      study: { id: study.study.id, title: study.study.title },
      madeAt: study.madeAt.toISOString(),
      layers: book.layers,
      withheld: study.withheld,
      ...(study.namesHidden ? { namesHidden: true } : {}),
      coders: book.coders.map(({ id, name, initials }) => ({ id, name, initials })),
      frameworks: book.frameworks.map(({ framework, entries }) => ({
        id: framework.id,
        name: framework.name,
        kind: framework.kind,
        description: framework.description,
        frozenVersion: framework.version,
        codes: entries.map(({ code, example, counts, consensus }) => ({
          id: code.id,
          parent: code.parent,
          name: code.name,
          path: code.path,
          definition: code.definition,
          whenToUse: code.whenToUse,
          whenNotToUse: code.whenNotToUse,
          example,
          colour: { step: code.colour, hex: hexOf(code.colour) },
          status: code.status,
          counts: {
            ...(study.namesHidden && book.layers.includes('independent')
              ? { independentTotal: counts[0] ?? 0 }
              : {}),
            ...(book.layers.includes('independent') && !study.namesHidden
              ? { independent: Object.fromEntries(book.coders.map(({ id }, n) => [id, counts[n] ?? 0])) }
              : {}),
            ...(book.showsConsensus ? { consensus } : {}),
          },
        })),
      })),
    }
    return new TextEncoder().encode(`${JSON.stringify(shape, null, 2)}\n`)
  },
}
