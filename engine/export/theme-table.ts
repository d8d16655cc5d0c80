import type { Polarity } from '#shared/model/coding.ts'
import type { Statement, StatementRow } from '#shared/model/statement.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layersNote, withheldNote } from './words.ts'

/** What is the same of every theme table, whatever its format. */
export const themesExport = {
  what: 'themes',
  whatName: 'Theme by framework table',
  description:
    'What each sub-theme says of a framework’s components, as facilitators and barriers, with the sources of data behind every statement.',
}

/** The heads of the table's columns. */
export const themeHeads = [
  'Themes and sub-themes',
  'Constructs and components',
  'Facilitators by component (source of data)',
  'Barriers by component (source of data)',
] as const

/** A statement as it is printed: `Component: text (Sources)`. */
export interface PrintedStatement {
  /** Their names; `No component` of one that is about nothing any more. */
  components: string
  text: string
  /** `Mentor interviews, mentoring records/emails`; empty where no passage stands behind it. */
  sources: string
  passages: number
}

/** The theme × framework table as every format of its export shows it. */
export interface ThemeTable {
  studyTitle: string
  day: string
  notes: string[]
  /** Each theme, a band over its sub-themes. */
  bands: {
    name: string
    rows: {
      name: string
      constructs: StatementRow['constructs']
      facilitators: PrintedStatement[]
      barriers: PrintedStatement[]
    }[]
  }[]
  coverage: { name: string; depth: number; statements: number; passages: number }[]
  /** What does not hold, in sentences. */
  checks: string[]
}

/** The table for the framework asked for, else the study's first deductive one. Throws where that is not there. */
export function themeTable(study: StudyReader): ThemeTable {
  const { framework, layer, bands, coverage, checks } = study.statements()
  const names = new Map(coverage.map(({ code, name }) => [code, name]))
  const componentsOf = (codes: readonly string[]): string =>
    codes.length === 0
      ? 'No component'
      : inOneLine(
          codes.map(code => names.get(code) ?? ''),
          ' and ',
        )
  const printed = (statement: Statement): PrintedStatement => ({
    components: componentsOf(statement.codes),
    text: statement.text,
    // Data sets are called what they are called.
    sources: statement.sources.join(', '),
    passages: statement.counted,
  })
  const count = (polarity: Polarity) =>
    bands.reduce((sum, { rows }) => sum + rows.reduce((of, row) => of + row[`${polarity}s`].length, 0), 0)
  const statements = bands.flatMap(({ rows }) => rows).flatMap(row => [...row.facilitators, ...row.barriers])
  const without = bands
    .flatMap(({ rows }) => rows)
    .flatMap(row =>
      [...row.facilitators, ...row.barriers]
        .filter(({ codes, sources }) => codes.length > 0 && sources.length === 0)
        .map(({ codes, polarity }) => `“${row.name}”, ${componentsOf(codes)} (${polarity})`),
    )
  const shaken = new Set(
    statements
      .filter(({ codes, gone, astray }) => codes.length === 0 || gone + astray > 0)
      .map(({ id }) => id),
  )
  // What is still to be written is for whoever writes; what a printed statement no longer rests on, for its readers too.
  const noted = checks
    .filter(({ kind, statement }) => kind === 'theme' || kind === 'framework' || shaken.has(statement ?? ''))
    .map(({ what }) => what)
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes:
      framework === null
        ? ['The study has no deductive framework yet.']
        : [
            `Framework: ${framework.name}. ${layersNote([layer])}`,
            `${count('facilitator')} facilitator and ${count('barrier')} barrier statements. Sources of data are those of the passages behind each statement.`,
            ...(without.length === 0
              ? []
              : [
                  `${
                    without.length === 1
                      ? '1 statement has no passage behind it and names no source'
                      : `${without.length} statements have no passage behind them and name no source`
                  }: ${without.join('; ')}.`,
                ]),
            ...noted,
            ...(study.withheld ? [withheldNote] : []),
          ],
    bands: bands.map(({ name, rows }) => ({
      name,
      rows: rows
        .filter(
          ({ facilitators, barriers, theme }) => facilitators.length + barriers.length > 0 || !isBand(theme),
        )
        .map(row => ({
          name: row.name,
          constructs: row.constructs,
          facilitators: row.facilitators.map(printed),
          barriers: row.barriers.map(printed),
        })),
    })),
    coverage: coverage.map(({ name, depth, statements, passages }) => ({
      name,
      depth,
      statements,
      passages,
    })),
    checks: checks.map(({ what }) => what),
  }

  /** A theme's own row is left out of print where nothing is written in it. */
  function isBand(theme: string): boolean {
    return bands.some(band => band.theme === theme)
  }
}

/** Names as a sentence has them, the later ones small unless they begin as OT does: `Initiation and enrolment`. */
function inOneLine(names: readonly string[], between: string): string {
  return names
    .map((name, n) =>
      n === 0 || /^\p{Lu}{2}|^\p{Lu}\P{L}/u.test(name)
        ? name
        : name.slice(0, 1).toLowerCase() + name.slice(1),
    )
    .join(between)
}
