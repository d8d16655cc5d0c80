import type { Code, Framework } from '#shared/model/codebook.ts'
import { kindNames, versionText } from './codebook.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, pathText } from './words.ts'

/** What is the same of every framework table, whatever its format. */
export const frameworkExport = {
  what: 'framework',
  whatName: 'Framework table',
  description:
    'The frameworks that data are held against, as a paper prints them: construct, component, definition. The study’s own codes have the coding framework.',
}

/** A line of the table: a construct with its own definition, or a component under one. */
export interface FrameworkLine {
  construct: string
  /** Empty for the construct itself; further down, the path below the construct. */
  component: string
  definition: string
}

export interface FrameworkPage {
  name: string
  /** Kind, version, and what the framework is about. */
  about: string
  description: string
  lines: FrameworkLine[]
  /** False where no construct has components, so that there is no such column. */
  hasComponents: boolean
}

export interface FrameworkPages {
  studyTitle: string
  day: string
  notes: string[]
  frameworks: FrameworkPage[]
}

/** The deductive frameworks as tables; where there is none, the study's own. Retired codes are left out. */
export function frameworkPages(study: StudyReader): FrameworkPages {
  const all = study.frameworks().filter(({ codes }) => codes.length > 0)
  const deductive = all.filter(({ kind }) => kind === 'deductive')
  const shown = deductive.length > 0 ? deductive : all
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes:
      shown.length === 0
        ? ['The study has no framework with codes yet.']
        : deductive.length > 0
          ? []
          : ['The study has no deductive framework: its own codes are shown.'],
    frameworks: shown.map(pageOf),
  }
}

function pageOf(framework: Framework): FrameworkPage {
  const codes = framework.codes.filter(({ status }) => status !== 'retired')
  return {
    name: framework.name,
    about: `${kindNames[framework.kind]} framework, ${versionText(framework)}.`,
    description: framework.description,
    lines: codes.map(lineOf),
    hasComponents: codes.some(({ path }) => path.length > 1),
  }
}

const lineOf = ({ path, definition }: Code): FrameworkLine => ({
  construct: path[0] ?? '',
  component: pathText(path.slice(1)),
  definition,
})
