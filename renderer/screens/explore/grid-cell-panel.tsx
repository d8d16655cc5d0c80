import { type Grid, type Judgement, judgementCheck, longestNote } from '#shared/model/grid.ts'
import { savedInWords } from '../../editor/saved-in-words.ts'
import { TextMet } from '../../editor/text-met.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { useCodes } from '../code/code-lookup.ts'
import { EvidenceList } from '../themes/evidence-list.tsx'
import styles from './explore.module.css'
import { type Opened, useExplore } from './explore-store.ts'
import { judgements } from './judgements.ts'
import { useCellNote } from './use-cell-note.ts'

const choices: readonly { id: Judgement | 'none'; label: string }[] = [
  ...(['agrees', 'partly', 'silent', 'contradicts'] as const).map(id => ({
    id,
    label: judgements[id].label,
  })),
  { id: 'none', label: 'Open' },
]

/** A cell of a grid: what is written of it, and the passages it rests on. */
export function GridCellPanel({ grid, opened }: { grid: Grid; opened: Opened }) {
  const { layer, choose } = useExplore()
  const { byId: codes } = useCodes()
  const [theme, about] = [opened.row ?? '', opened.column ?? '']
  const cell = grid.cells.find(one => one.theme === theme && one.about === about)
  const note = useCellNote(theme, about, cell)
  const check = cell ? judgementCheck(cell) : ''
  const { data, failure } = useRead('explore.passages', {
    rows: { kind: 'themes' },
    columns: { kind: grid.kind },
    layer,
    row: theme,
    column: about,
  })
  const nameOf = (lines: readonly { id: string; name: string }[], id: string) =>
    lines.find(line => line.id === id)?.name ?? ''
  const title = `${nameOf(grid.themes, theme)}: ${nameOf(grid.columns, about)}`
  const isDataSet = grid.kind === 'data-set'
  return (
    <section className={styles.passages} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <Button size="small" variant="quiet" onPress={() => choose({ opened: null })}>
          Close
        </Button>
      </header>
      <div className={styles.list}>
        <div className={styles.writing}>
          {isDataSet && (
            <SegmentedControl<Judgement | 'none'>
              label="What this data set says of it"
              options={choices}
              value={cell?.judgement ?? 'none'}
              onChange={chosen => note.judge(chosen === 'none' ? null : chosen)}
            />
          )}
          <TextArea
            label={isDataSet ? 'Why' : 'Summary'}
            rows={isDataSet ? 2 : 4}
            maxLength={Math.max(longestNote, cell?.text.length ?? 0)}
            value={note.text}
            onChange={note.write}
            onBlur={() => void note.flush()}
          />
          {note.saved.is === 'met' && (
            <TextMet
              where="in this cell"
              theirs={cell?.text ?? ''}
              keepMine={note.keepMine}
              takeTheirs={note.takeTheirs}
            />
          )}
          <p className={styles.quiet} role="status">
            {savedInWords(note.saved)}
          </p>
          {check !== '' && <Callout tone="warn" title={check} />}
          <p className={styles.quiet}>{data ? counted(data.length, 'passage') : ''}</p>
        </div>
        <FailureCallout failure={failure} />
        {data && <EvidenceList label={title} passages={data} codes={codes} onQuote={undefined} />}
      </div>
    </section>
  )
}
