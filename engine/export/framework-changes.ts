import type { VersionDifference } from '#shared/model/codebook.ts'
import { reasonOfChange } from '#shared/text/reason-of-change.ts'
import type { LoggedKind } from '../codebook/version-steps.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, pathText, withheldNote } from './words.ts'

/** What is the same of every export of a framework's changes, whatever its format. */
export const frameworkChangesExport = {
  what: 'framework-changes',
  whatName: 'Framework and its changes',
  description:
    'Every framework as it stands, the log of what was done to its codes and why, and how each version differs from the one before.',
}

/** Rows of one table, with what heads each column. */
export interface Part {
  name: string
  heads: string[]
  /** Shares of the width, adding up to 1. */
  shares: number[]
  rows: string[][]
  /** Said in its place where there are no rows. */
  none: string
}

/** A framework as every format shows it. */
export interface FrameworkPages {
  name: string
  about: string
  parts: Part[]
}

/** What heads the columns of each table, and their shares of its width. */
export const tables: Record<'codes' | 'log' | 'differences', Pick<Part, 'heads' | 'shares'>> = {
  codes: {
    heads: ['Code', 'Definition', 'When to use', 'When not to use', 'Status'],
    shares: [0.24, 0.28, 0.18, 0.18, 0.12],
  },
  log: { heads: ['Date', 'Code', 'What', 'With', 'Why', 'By'], shares: [0.12, 0.22, 0.13, 0.2, 0.23, 0.1] },
  differences: { heads: ['Code', 'What', 'Before', 'After', 'Why'], shares: [0.2, 0.12, 0.24, 0.24, 0.2] },
}

const kindNames: Record<VersionDifference | LoggedKind, string> = {
  added: 'Added',
  proposed: 'Proposed',
  accepted: 'Accepted',
  agreed: 'Agreed',
  declined: 'Declined',
  renamed: 'Renamed',
  moved: 'Moved',
  redefined: 'Defined anew',
  merged: 'Merged',
  separated: 'Taken apart',
  split: 'Split',
  retired: 'Retired',
  restored: 'Brought back',
  removed: 'Removed',
  status: 'Status',
  example: 'Example',
}

/** The frameworks with their codes, change logs and version differences, the newest differences first. */
export function frameworkChanges(study: StudyReader): {
  studyTitle: string
  day: string
  notes: string[]
  frameworks: FrameworkPages[]
} {
  const day = (at: string) => dayOf(new Date(at))
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes: study.withheld ? [withheldNote] : [],
    frameworks: study.frameworks().map(framework => {
      const steps = study.versionSteps(framework.id)
      return {
        name: framework.name,
        about: `${framework.kind === 'inductive' ? 'Inductive' : 'Deductive'}, ${
          framework.version === 0 ? 'no version frozen yet' : `version ${framework.version}`
        }`,
        parts: [
          {
            name: 'Codes',
            ...tables.codes,
            rows: framework.codes.map(code => [
              pathText(code.path),
              code.definition,
              code.whenToUse,
              code.whenNotToUse,
              code.status,
            ]),
            none: 'It has no codes yet.',
          },
          {
            name: 'Change log',
            ...tables.log,
            rows: study
              .codeChanges(framework.id)
              .map(({ at, name, kind, other, because, by }) => [
                day(at),
                name,
                kindNames[kind],
                other ?? (kind === 'moved' ? 'Top level' : ''),
                reasonOfChange(kind, because),
                by ?? '',
              ]),
            none: 'It has no codes yet.',
          },
          ...steps.map(({ from, to, note, frozenAt, differences }) => ({
            name:
              to === null
                ? `Since version ${from}`
                : `From version ${from} to version ${to}, frozen on ${day(frozenAt)}${note === '' ? '' : `: ${note}`}`,
            ...tables.differences,
            rows: differences.map(({ name, kind, before, after, because, proposedBy }) => [
              proposedBy === undefined ? name : `${name} (proposed by ${proposedBy})`,
              kindNames[kind],
              before ?? '',
              after ?? '',
              reasonOfChange(kind, because.join('\n')),
            ]),
            none: 'Nothing differs.',
          })),
        ],
      }
    }),
  }
}
