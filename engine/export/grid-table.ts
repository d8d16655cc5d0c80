import type { GridPages } from './grid-pages.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/**
 * A grid as one table, for workbooks and CSV files: a column for each thing a cell says, so that figures stay figures. The
 * numbers of passages are in it where the passages are listed beside it.
 */
export function gridTable(
  { lineHead, besideHead, columns, lines }: GridPages,
  { withNumbers }: { withNumbers: boolean },
): { columns: XlsxColumn[]; rows: XlsxCell[][] } {
  return {
    columns: [
      { head: lineHead, width: 30 },
      ...(besideHead === '' ? [] : [{ head: besideHead, width: 18 }]),
      ...columns.flatMap(({ path, hasJudgements, hasPassages }) => [
        ...(hasJudgements
          ? [
              { head: `${path}: judgement`, width: 13 },
              { head: `${path}: check`, width: 24 },
            ]
          : []),
        { head: hasJudgements ? `${path}: why` : path, width: 38 },
        ...(hasPassages
          ? [
              { head: `${path}: passages`, width: 12 },
              ...(withNumbers ? [{ head: `${path}: numbers`, width: 14 }] : []),
            ]
          : []),
      ]),
    ],
    rows: lines.map(({ name, depth, beside, cells }) => [
      { text: name, indent: depth, bold: false },
      ...(besideHead === '' ? [] : [beside]),
      ...columns.flatMap(({ hasJudgements, hasPassages }, at): XlsxCell[] => {
        const cell = cells[at]
        return [
          ...(hasJudgements ? [cell?.judgement ?? '', cell?.check ?? ''] : []),
          cell?.text ?? '',
          ...(hasPassages ? [cell?.passages ?? 0, ...(withNumbers ? [cell?.numbers ?? ''] : [])] : []),
        ]
      }),
    ]),
  }
}
