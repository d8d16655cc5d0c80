import { useMemo } from 'react'
import type { GivenBy, ManyCell } from '#shared/model/many-coders.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import type { ManyDrill } from './compare-store.ts'
import { figureText, intervalText, unitNames } from './figure-words.ts'
import many from './many-coders.module.css'
import { givenBy, type ManyPassage, manyPassages } from './many-coders-passages.ts'
import { manyFigures } from './many-coders-words.ts'
import { OpenedPanel } from './opened-panel.tsx'
import styles from './passage-panel.module.css'
import { PassageRows } from './passage-rows.tsx'
import type { ManyComparison } from './use-many-coders.ts'

interface ManyPanelProps {
  comparison: ManyComparison
  drill: ManyDrill
  withCoefficients: boolean
  onClose: () => void
}

/** What is behind a figure of several coders: by how many the code was given, the figures, and the passages. */
export function ManyPanel({ comparison, drill, withCoefficients, onClose }: ManyPanelProps) {
  const { report, coders, codes } = comparison
  const code = drill.code === null ? undefined : codes.get(drill.code)
  const codings = useRead('codings.passages', {
    layer: 'independent',
    ...(drill.code === null ? {} : { code: drill.code }),
  }).data
  const passages = useMemo(() => {
    const readers = new Map(
      report.sources.map(each => [each.source, each.readers.flatMap(place => coders[place]?.id ?? [])]),
    )
    const found = codings && manyPassages(codings, readers)
    return drill.given === null ? found : found?.filter(passage => givenBy(passage) === drill.given)
  }, [codings, report, coders, drill.given])
  const cell: ManyCell | undefined =
    drill.code === null ? report.overall : report.codes.find(each => each.code === drill.code)
  return (
    <OpenedPanel
      title={titleOf(drill.given)}
      where={
        code ? <CodeChip name={code.name} colour={code.colour} path={code.path.join(' › ')} /> : 'All codes'
      }
      onClose={onClose}
    >
      {cell && (
        <>
          <ByNumber cell={cell} unit={unitNames[report.unit].many} />
          {withCoefficients && <Coefficients cell={cell} />}
          {cell.notes.map(note => (
            <p key={note.kind} className={styles.noteText}>
              {note.text}
            </p>
          ))}
        </>
      )}
      {passages &&
        (passages.length === 0 ? (
          <EmptyState isCompact headingLevel={3} title="No such passage">
            Nobody used this here.
          </EmptyState>
        ) : (
          <>
            <p className={styles.count}>
              {counted(passages.length, 'passage')}, those that fewest coded first
            </p>
            <Passages passages={passages} comparison={comparison} withCode={drill.code === null} />
          </>
        ))}
    </OpenedPanel>
  )
}

/** How many units were given the code by how many of those who have read them. */
function ByNumber({ cell, unit }: { cell: ManyCell; unit: string }) {
  return (
    <>
      {cell.byNumber.map(({ readers, units }) => (
        <table key={readers} className={many.numbers}>
          <caption>Read by {readers}: coded by</caption>
          <tbody>
            {units
              .map((amount, given) => ({ amount, given }))
              .filter(({ amount }) => amount > 0)
              .map(({ amount, given }) => (
                <tr key={given}>
                  <th scope="row">{given === 0 ? 'nobody' : given === readers ? `all ${given}` : given}</th>
                  <td>
                    {number(amount)} {unit}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </>
  )
}

function Coefficients({ cell }: { cell: ManyCell }) {
  return (
    <dl className={styles.figures}>
      {manyFigures.map(({ id, name, as }) => {
        const figure = cell.figures[id]
        return (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              <b>{figureText(figure, as)}</b>
              <small>{figure.value === null ? figure.why : intervalText(figure, as)}</small>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

interface PassagesProps {
  passages: readonly ManyPassage[]
  comparison: ManyComparison
  withCode: boolean
}

/** Passages with who coded them; choosing one shows it in its source. */
function Passages({ passages, comparison, withCode }: PassagesProps) {
  const { coders, codes, sources } = comparison
  const { go } = useNavigation()
  const initials = new Map(coders.map(coder => [coder.id, coder.initials]))
  const named = (ids: readonly string[]) => ids.map(id => initials.get(id)).join(', ')
  return (
    <PassageRows
      passages={passages}
      codes={codes}
      sources={sources}
      withCode={withCode}
      onChoose={({ source, start, end }) => go('code', { source, start, end })}
    >
      {passage => (
        <>
          <span className={styles.words}>{passage.text}</span>
          <span className={many.who}>
            <span>
              Coded: <b>{named(passage.given)}</b>
            </span>
            {passage.others.length > 0 && <span>not: {named(passage.others)}</span>}
          </span>
        </>
      )}
    </PassageRows>
  )
}

function titleOf(given: keyof GivenBy | null): string {
  if (given === 'all') return 'All coded it'
  if (given === 'some') return 'Some coded it, not all'
  return given === 'one' ? 'One alone coded it' : 'By how many it was coded'
}
