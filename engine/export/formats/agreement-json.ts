import { agreementJson as flatReport } from '../../agreement/agreement-json.ts'
import { agreementExport, agreementOf, countsOnly } from '../agreement.ts'
import type { ExportFormat } from '../format.ts'
import { jsonFileKind } from '../writing/file-kinds.ts'

/**
 * The shape, stable under its `version`; fields may be added, none renamed:
 * `{ format: "tandem-agreement", version: 1, madeBy (Tandem's version), madeAt (ISO 8601), study: {id, title, stance},
 * options: {unit, withInterviewer, withQuoted}, round: {id, title, blind, openedAt, frameworks: [{name, version}]} | null,
 * coders: [{id, name, initials, codings, firstAt, lastAt, submittedAt}] (first, then second), sources: [{id, title,
 * dataSet, characters, words, sha256 (of the text, UTF-8), leftOut: [{start, end}]}], codes: [{id, name, path,
 * framework}], codings: [{source, coder, start, end, code, polarity}], methods (the paragraph), differences:
 * {agreed, kinds: [{kind, count, ruled, outcomes}]} | null (outcomes count what stands: `neither` also where the side
 * that stands coded nothing), agreement: what `tandem agreement --json` prints }`.
 * No word of a transcript is in it. With the extents, the lengths and what is left out, everything in characters can
 * be counted again; in other units the text is needed, which its hash tells. In a reflexive study `agreement`
 * has counts and no figures unless they were asked for.
 */
export const agreementJson: ExportFormat = {
  ...agreementExport,
  ...jsonFileKind,
  async make(study) {
    const pages = await agreementOf(study)
    const { withInterviewer, withQuoted } = study.agreement
    const { unit } = pages.report
    const { id, title, stance } = study.study
    const results = flatReport(pages.report)
    const shape = {
      format: 'tandem-agreement',
      version: 1,
      madeBy: study.madeBy,
      madeAt: study.madeAt.toISOString(),
      study: { id, title, stance },
      options: { unit, withInterviewer, withQuoted },
      round: pages.round,
      coders: pages.coders,
      sources: pages.sources,
      codes: pages.frameworks.flatMap(({ codes }) =>
        codes.filter(line => !line.withDescendants).map(({ code }) => code),
      ),
      codings: pages.codings,
      methods: pages.paragraph,
      differences: pages.docket && { agreed: pages.docket.agreed, kinds: pages.settled },
      agreement: pages.withCoefficients ? results : withoutFigures(results),
    }
    return new TextEncoder().encode(`${JSON.stringify(shape, null, 2)}\n`)
  },
}

/** The same without figures, without tables that are nothing but figures, and without remarks on them. */
function withoutFigures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFigures)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, inner]) => !isFigure(inner) && name !== 'figures' && name !== 'notes' && name !== 'sets',
      )
      .map(([name, inner]) => [
        name,
        name === 'pooling' && typeof inner === 'string' ? countsOnly(inner) : withoutFigures(inner),
      ]),
  )
}

const isFigure = (value: unknown): boolean => typeof value === 'object' && value !== null && 'value' in value
