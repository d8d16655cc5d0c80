import { FileOutput, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Statement, StatementRow, StatementTable, Unwritten } from '#shared/model/statement.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { StatementDialog, type Writing } from './statement-dialog.tsx'
import styles from './statements.module.css'
import { layers } from './theme-evidence.tsx'
import { useThemes } from './themes-store.ts'

/** Lists that scroll can be scrolled by keys. */
const reachable = { tabIndex: 0 }
const polarities = ['facilitator', 'barrier'] as const

/** The theme × framework table as it is written: cells with statements, what is not spoken of yet, and what does not hold. */
export function Statements() {
  const { layer, framework, choose } = useThemes()
  const { go } = useNavigation()
  const { data: table, failure } = useRead('statements.table', { framework, layer }, { keepPrevious: true })
  // Statements are written and changed on the consensus, whichever layer is looked at.
  const { data: settled } = useRead(
    'statements.table',
    { framework, layer: 'consensus' },
    { keepPrevious: true },
  )
  const frameworks = useRead('codebook.frameworks', {}).data?.filter(({ kind }) => kind === 'deductive')
  const [writing, setWriting] = useState<Writing | null>(null)
  const open = (what: Writing) => setWriting({ ...what, statement: onItsOwn(what.statement, settled) })
  if (failure) return <FailureCallout failure={failure} />
  if (!table || !frameworks) return null
  if (table.framework === null) {
    return (
      <EmptyState
        title="No deductive framework yet"
        action={
          <Button variant="primary" onPress={() => go('framework')}>
            Add one under Framework
          </Button>
        }
      >
        A statement says what a sub-theme means for a component of a framework, as a facilitator or a barrier.
        Passages coded to both stand behind it.
      </EmptyState>
    )
  }
  const names = new Map(table.coverage.map(({ code, name }) => [code, name]))
  const all = table.bands.flatMap(({ rows }) => rows)
  const count = (polarity: Polarity) => all.reduce((sum, row) => sum + row[`${polarity}s`].length, 0)
  return (
    <div className={styles.statements}>
      <div className={styles.bar}>
        {frameworks.length > 1 && (
          <Select
            label="Framework"
            options={frameworks.map(({ id, name }) => ({ id, label: name }))}
            value={table.framework.id}
            onChange={id => choose({ framework: id })}
          />
        )}
        <SegmentedControl<Layer>
          label="Layer"
          options={layers}
          value={layer}
          onChange={chosen => choose({ layer: chosen })}
        />
        <span className={styles.count} role="status">
          {counted(count('facilitator'), 'facilitator')}, {counted(count('barrier'), 'barrier')}
        </span>
        <Button size="small" variant="quiet" icon={<FileOutput />} onPress={() => go('reports')}>
          Reports
        </Button>
      </div>
      <div className={styles.body}>
        <div className={styles.scroller}>
          <table className={styles.table} aria-label={`Themes and ${table.framework.name}`}>
            <thead>
              <tr>
                <th scope="col">Sub-theme</th>
                <th scope="col">Components</th>
                <th scope="col">Facilitators (source of data)</th>
                <th scope="col">Barriers (source of data)</th>
              </tr>
            </thead>
            {table.bands.map(band => (
              <tbody key={band.theme}>
                <tr>
                  <th scope="rowgroup" colSpan={4} className={styles.band}>
                    {band.name}
                  </th>
                </tr>
                {band.rows.map(row => (
                  <Row key={row.theme} row={row} names={names} onWrite={open} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
        <Checks table={table} onOpen={open} />
      </div>
      {writing && settled && (
        <StatementDialog
          key={writing.statement?.id ?? `${writing.theme} ${writing.polarity}`}
          writing={writing}
          table={settled}
          isOnOther={layer !== 'consensus'}
          onClose={() => setWriting(null)}
        />
      )}
    </div>
  )
}

/** A statement of the table that is looked at, as it stands on the consensus. */
const onItsOwn = (statement: Statement | null, settled: StatementTable | undefined): Statement | null =>
  statement &&
  (settled?.bands
    .flatMap(({ rows }) => rows)
    .flatMap(({ facilitators, barriers }) => [...facilitators, ...barriers])
    .find(({ id }) => id === statement.id) ??
    statement)

interface RowProps {
  row: StatementRow
  names: ReadonlyMap<string, string>
  onWrite(writing: Writing): void
}

function Row({ row, names, onWrite }: RowProps) {
  const neither = row.unwritten.filter(({ polarity }) => polarity === null)
  const begin = (polarity: Polarity, codes: string[] = []) =>
    onWrite({ theme: row.theme, name: row.name, polarity, codes, statement: null })
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>
        {row.constructs.map(construct => (
          <div key={construct.code} className={styles.construct}>
            <span>{construct.name}</span>
            {construct.components.length > 0 && (
              <ul>
                {construct.components.map(({ code, name }) => (
                  <li key={code}>{name}</li>
                ))}
              </ul>
            )}
          </div>
        ))}
        {neither.length > 0 && (
          <p className={styles.quiet}>
            Neither facilitator nor barrier:{' '}
            {neither.map(({ code, passages }) => `${names.get(code)} ${passages}`).join(', ')}
          </p>
        )}
      </td>
      {polarities.map(polarity => (
        <td key={polarity}>
          <div className={styles.cell}>
            {row[`${polarity}s`].map(statement => (
              <StatementCard
                key={statement.id}
                statement={statement}
                names={names}
                onOpen={() =>
                  onWrite({ theme: row.theme, name: row.name, polarity, codes: statement.codes, statement })
                }
              />
            ))}
            <div className={styles.unwritten}>
              {row.unwritten
                .filter(one => one.polarity === polarity)
                .map(one => (
                  <UnwrittenButton
                    key={one.code}
                    one={one}
                    name={names.get(one.code) ?? ''}
                    place={`${polarity} under “${row.name}”`}
                    onPress={() => begin(polarity, [one.code])}
                  />
                ))}
              <Button
                size="small"
                variant="quiet"
                icon={<Plus />}
                aria-label={`Write a ${polarity} under “${row.name}”`}
                onPress={() => begin(polarity)}
              >
                Write
              </Button>
            </div>
          </div>
        </td>
      ))}
    </tr>
  )
}

interface StatementCardProps {
  statement: Statement
  names: ReadonlyMap<string, string>
  onOpen(): void
}

function StatementCard({ statement, names, onOpen }: StatementCardProps) {
  const { codes, text, sources, counted: passages, gone, astray } = statement
  const wrong = passages === 0 || gone + astray > 0
  return (
    <button type="button" className={styles.card} data-statement={statement.id} onClick={onOpen}>
      <span>
        <strong>
          {codes.length === 0 ? 'No component any more' : codes.map(code => names.get(code)).join(' and ')}:
        </strong>{' '}
        {text}
        {sources.length > 0 && <span className={styles.sources}> ({sources.join(', ')})</span>}
      </span>
      <small className={wrong ? styles.wrong : styles.quiet}>
        {passages === 0 ? 'No passage behind it' : counted(passages, 'passage')}
        {gone + astray > 0 && `, ${counted(gone + astray, 'chosen one')} no longer there`}
      </small>
    </button>
  )
}

interface UnwrittenButtonProps {
  one: Unwritten
  name: string
  place: string
  onPress(): void
}

const UnwrittenButton = ({ one, name, place, onPress }: UnwrittenButtonProps) => (
  <button
    type="button"
    className={styles.chip}
    aria-label={`${name}, ${counted(one.passages, 'passage')} without a statement: write a ${place}`}
    onClick={onPress}
  >
    {name} <small>{one.passages}</small>
  </button>
)

interface ChecksProps {
  table: StatementTable
  onOpen(writing: Writing): void
}

function Checks({ table, onOpen }: ChecksProps) {
  const rows = table.bands.flatMap(({ rows }) => rows)
  const { choose } = useThemes()
  const about = table.checks.filter(({ kind }) => kind !== 'unwritten')
  const unwritten = table.checks.length - about.length
  return (
    <aside className={styles.checks} aria-label="Checks" {...reachable}>
      <h2>Checks</h2>
      {about.length === 0 && unwritten === 0 && <p className={styles.quiet}>Everything holds.</p>}
      <ul>
        {about.map(({ kind, statement: id, theme, what }) => {
          const row = rows.find(one => one.theme === theme)
          const statement = [...(row?.facilitators ?? []), ...(row?.barriers ?? [])].find(s => s.id === id)
          return (
            <li key={`${id} ${what}`}>
              {row && statement ? (
                <button
                  type="button"
                  className={styles.check}
                  onClick={() =>
                    onOpen({
                      theme: row.theme,
                      name: row.name,
                      polarity: statement.polarity,
                      codes: statement.codes,
                      statement,
                    })
                  }
                >
                  {what}
                </button>
              ) : kind === 'theme' ? (
                <button
                  type="button"
                  className={styles.check}
                  onClick={() => choose({ theme, code: null, view: 'tree' })}
                >
                  {what}
                </button>
              ) : (
                what
              )}
            </li>
          )
        })}
        {unwritten > 0 && (
          <li>
            {unwritten === 1
              ? 'In 1 cell passages are coded to a component of which no statement speaks: it is offered there.'
              : `${unwritten} times passages of a cell are coded to a component of which no statement speaks: they are offered there.`}
          </li>
        )}
      </ul>
      <h2>Use of the framework</h2>
      <table className={styles.coverage} aria-label={`Use of ${table.framework?.name}`}>
        <thead>
          <tr className={styles.heads}>
            <th scope="col" className={styles.code}>
              Code
            </th>
            <td className={styles.number}>Statements</td>
            <td className={styles.number}>Passages under themes</td>
          </tr>
        </thead>
        <tbody>
          {table.coverage.map(({ code, name, depth, statements, passages }) => (
            <tr key={code} className={depth === 0 ? styles.top : undefined}>
              <th scope="row" className={styles.code} style={{ paddingInlineStart: `${depth * 12}px` }}>
                {name}
              </th>
              <td className={styles.number}>{statements}</td>
              <td className={styles.number}>{passages}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  )
}
