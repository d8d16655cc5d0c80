import { useMemo } from 'react'
import type { AgreementCounts, AgreementNote, Figures } from '#shared/model/agreement.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { countedAs } from './code-figures.tsx'
import { type Cell, type Drill, useCompare } from './compare-store.ts'
import { type ComparedPassage, comparedPassages, inCell } from './compared-passages.ts'
import { figureText, intervalText } from './figure-words.ts'
import { useGroupMembers } from './group-members.ts'
import { NeitherList } from './neither-list.tsx'
import { OpenedPanel } from './opened-panel.tsx'
import { PassageList } from './passage-list.tsx'
import styles from './passage-panel.module.css'
import { TwoByTwo } from './two-by-two.tsx'
import type { Comparison } from './use-comparison.ts'

interface PassagePanelProps {
  comparison: Comparison
  drill: Drill
  withCoefficients: boolean
}

/** What is behind a figure: the four counts, how far to trust it, and its passages, most in dispute first. */
export function PassagePanel({ comparison, drill, withCoefficients }: PassagePanelProps) {
  const { coders, codes, sources, round, report } = comparison
  const { family, reading, choose } = useCompare()
  const code = drill.code === null ? undefined : codes.get(drill.code)
  const isFamily = family && [...codes.values()].some(({ parent }) => parent === drill.code)
  const asked = (coder: string) => ({
    layer: 'independent' as const,
    coder,
    ...(round ? { round: round.id } : {}),
    ...(drill.code === null ? {} : { code: drill.code, withDescendants: isFamily }),
    ...(drill.source === null ? {} : { source: drill.source }),
  })
  const a = useRead('codings.passages', asked(coders[0].id)).data
  const b = useRead('codings.passages', asked(coders[1].id)).data
  const isMember = useGroupMembers(comparison, drill.among)
  const passages = useMemo(() => {
    if (!a || !b || !isMember) return null
    const compared = new Set(report.sources.map(({ source }) => source))
    const here = (list: typeof a) => list.filter(each => compared.has(each.source) && isMember(each))
    return comparedPassages(here(a), here(b), isFamily ? drill.code : null)
  }, [a, b, report, isFamily, drill.code, isMember])
  const shown = passages && inCell(passages, drill.cell)
  const figures = figuresOf(comparison, drill, family)
  const source = drill.source === null ? undefined : sources.get(drill.source)

  return (
    <OpenedPanel
      title={titleOf(drill.cell, coders[0].initials, coders[1].initials)}
      where={
        <>
          {code ? (
            <CodeChip name={code.name} colour={code.colour} path={code.path.join(' › ')} />
          ) : (
            (drill.among?.name ?? 'All codes')
          )}
          {isFamily && ' with its sub-codes'}
          {source && <span className={styles.source}>{source.title}</span>}
        </>
      }
      onClose={() => choose({ drill: null, reading: null })}
    >
      {figures && reading === null && (
        <>
          <TwoByTwo
            counts={figures.counts}
            unit={report.unit}
            coders={coders}
            cell={drill.cell}
            onChoose={cell => choose({ drill: { ...drill, cell } })}
          />
          {withCoefficients && figures.figures && <Coefficients figures={figures.figures} />}
          {figures.notes.map(note => (
            <p key={note.kind} className={styles.noteText}>
              {note.text}
            </p>
          ))}
        </>
      )}
      {drill.cell === 'neither' ? (
        <NeitherList comparison={comparison} drill={drill} coded={passages} />
      ) : shown && shown.length === 0 ? (
        <EmptyState isCompact headingLevel={3} title="No such passage">
          {passages?.length === 0
            ? 'Neither coder used this here.'
            : drill.cell === 'differ'
              ? 'Both marked the same words.'
              : 'Nothing stands behind this figure.'}
        </EmptyState>
      ) : (
        shown && (
          <>
            <p className={styles.count}>
              {counted(shown.length, 'passage')}
              {drill.cell === 'differ' || drill.cell === 'both'
                ? ', most in dispute first'
                : ', longest first'}
              {drill.cell === 'differ' && `: ${apartInWords(shown)}`}
            </p>
            <PassageList
              passages={shown}
              comparison={comparison}
              withCode={drill.code === null || isFamily}
            />
          </>
        )
      )}
    </OpenedPanel>
  )
}

function Coefficients({
  figures,
}: {
  figures: Pick<Figures, 'percent_agreement' | 'cohen_kappa'> & Partial<Figures>
}) {
  const rows = [
    { name: 'Agreement', figure: figures.percent_agreement, as: 'share' as const },
    { name: 'Cohen’s κ', figure: figures.cohen_kappa, as: 'coefficient' as const },
    { name: 'Greatest κ here', figure: figures.cohen_kappa_max, as: 'coefficient' as const },
    { name: 'Krippendorff’s α', figure: figures.alpha_nominal, as: 'coefficient' as const },
  ]
  return (
    <dl className={styles.figures}>
      {rows.map(({ name, figure, as }) =>
        figure ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{figureText(figure, as)}</b>
              <small>{figure.value === null ? figure.why : intervalText(figure, as)}</small>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

interface DrilledFigures {
  counts: AgreementCounts
  figures: (Pick<Figures, 'percent_agreement' | 'cohen_kappa'> & Partial<Figures>) | null
  notes: readonly AgreementNote[]
}

/** The counts and figures of what was opened. */
function figuresOf(
  { report }: Comparison,
  { code, source, among }: Drill,
  family: boolean,
): DrilledFigures | null {
  if (among) return report.groups?.find(({ kind, id }) => kind === among.kind && id === among.id) ?? null
  if (code === null) {
    const whole = source === null ? report.overall : report.sources.find(each => each.source === source)
    return whole
      ? { counts: whole.counts, figures: whole.figures, notes: 'notes' in whole ? whole.notes : [] }
      : null
  }
  if (source === null) {
    const found = report.codes.find(agreement => agreement.code === code)
    if (!found) return null
    const { counts, figures, notes } = countedAs(found, family)
    return { counts, figures, notes }
  }
  const found = report.sources.find(each => each.source === source)?.codes.find(each => each.code === code)
  return found ? { counts: found.counts, figures: found, notes: [] } : null
}

/** How many of the passages in dispute one coder alone has, which the figures count, and how many both have in part. */
function apartInWords(passages: readonly ComparedPassage[]): string {
  const alone = passages.filter(({ a, b }) => a.length === 0 || b.length === 0).length
  return `${number(alone)} by one alone, ${number(passages.length - alone)} of another extent`
}

function titleOf(cell: Cell, a: string, b: string): string {
  if (cell === 'both') return `${a} and ${b} both coded`
  if (cell === 'onlyA') return `Only ${a} coded`
  if (cell === 'onlyB') return `Only ${b} coded`
  return cell === 'neither' ? 'Neither coded' : `Where ${a} and ${b} differ`
}
