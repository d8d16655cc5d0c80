import type {
  AgreementCell,
  AgreementCounts,
  AgreementNote,
  AgreementReport,
  Figure,
  FigureName,
  PassageCounts,
} from '#shared/model/agreement.ts'

/** Counts with every figure beside them under its own name. */
type FlatCell = { counts: AgreementCounts; characters: AgreementCounts; passages: PassageCounts } & {
  [name in FigureName]?: Figure
} & { notes?: AgreementNote[] }

/** The report in the shape the command line prints: figures stand beside the counts, not under `figures`. */
export function agreementJson(report: AgreementReport) {
  return {
    ...report,
    overall: flat(report.overall),
    codes: report.codes.map(({ withDescendants, ...code }) => ({
      ...flat(code),
      ...(withDescendants ? { withDescendants: flat(withDescendants) } : {}),
    })),
    sources: report.sources.map(flat),
    groups: report.groups.map(flat),
  }
}

const flat = <T extends AgreementCell>({ figures, ...rest }: T): Omit<T, 'figures'> & FlatCell => ({
  ...rest,
  ...figures,
})
