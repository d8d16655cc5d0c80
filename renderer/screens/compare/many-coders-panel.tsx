import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { GivenBy, ManyCell } from '#shared/model/many-coders.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import type { ManyDrill } from './compare-store.ts'
import { figureText, intervalText, unitNames } from './figure-words.ts'
import many from './many-coders.module.css'
import { givenBy, type ManyPassage, manyPassages } from './many-coders-passages.ts'
import { manyFigures } from './many-coders-words.ts'
import styles from './passage-panel.module.css'
import type { ManyComparison } from './use-many-coders.ts'

interface ManyPanelProps {
  comparison: ManyComparison
  drill: ManyDrill
  withCoefficients: boolean
  onClose: () => void
}

const page = 60

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
    <div className={styles.panel}>
      <header className={styles.head}>
        <div className={styles.about}>
          <h2 className={styles.title}>{titleOf(drill.given)}</h2>
          <p className={styles.where}>
            {code ? (
              <CodeChip name={code.name} colour={code.colour} path={code.path.join(' › ')} />
            ) : (
              'All codes'
            )}
          </p>
        </div>
        <IconButton
          label="Close the passages"
          icon={<X />}
          size="small"
          shortcut="Escape"
          onPress={onClose}
        />
      </header>
      <div className={styles.body}>
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
      </div>
    </div>
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
            {units.map((amount, given) =>
              amount === 0 ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the number of coders
                <tr key={given}>
                  <th scope="row">{given === 0 ? 'nobody' : given === readers ? `all ${given}` : given}</th>
                  <td>
                    {number(amount)} {unit}
                  </td>
                </tr>
              ),
            )}
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
  const [pages, setPages] = useState(1)
  const initials = new Map(coders.map(coder => [coder.id, coder.initials]))
  const named = (ids: readonly string[]) => ids.map(id => initials.get(id)).join(', ')
  return (
    <>
      <ul className={styles.list} aria-label="Passages">
        {passages.slice(0, pages * page).map(passage => {
          const code = codes.get(passage.code)
          return (
            <li key={passage.key}>
              <button
                type="button"
                className={styles.item}
                onClick={() => go('code', { source: passage.source, start: passage.start, end: passage.end })}
              >
                <span className={styles.itemHead}>
                  {withCode && code && <CodeChip name={code.name} colour={code.colour} />}
                  {sources.get(passage.source)?.title}
                </span>
                <span className={styles.words}>{passage.text}</span>
                <span className={many.who}>
                  <span>
                    Coded: <b>{named(passage.given)}</b>
                  </span>
                  {passage.others.length > 0 && <span>not: {named(passage.others)}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {passages.length > pages * page && (
        <div className={styles.more}>
          <Button size="small" onPress={() => setPages(pages + 1)}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}

function titleOf(given: keyof GivenBy | null): string {
  if (given === 'all') return 'All coded it'
  if (given === 'some') return 'Some coded it, not all'
  return given === 'one' ? 'One alone coded it' : 'By how many it was coded'
}
