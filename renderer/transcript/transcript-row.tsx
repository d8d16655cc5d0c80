import type { CSSProperties, ReactNode } from 'react'
import type { Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { recordingTime } from '../wording.ts'
import { type Block, blocksOf } from './blocks.ts'
import { blockRole, cellRole, lineRole, listRole, tableRole } from './roles.ts'
import type { Cell, TableLine, Width } from './row-tables.ts'
import type { Row } from './rows.ts'
import { isOfLetters, type Look, type Run, runsOf } from './runs.ts'
import styles from './transcript.module.css'

interface TranscriptRowProps {
  text: string
  row: Row
  /** True where the speaker is not the one of the row above. */
  speakerChanges: boolean
  marks: readonly Mark[]
  /** Lines of the body that were rows of a table. */
  tables?: readonly TableLine[] | undefined
  /** A table that takes more room than this, in em, is drawn as lines. */
  widest: number
  /** Drawn under the words, though before them in the page: the words stay the last element. */
  under?: ReactNode
}

const noLines: readonly TableLine[] = []

/**
 * One block of the transcript: its running text is the row's last element (see dom-position.ts). Who speaks, when, and
 * the turn's number are drawn from the row's attributes by its style: no elements, and nothing that is selected.
 * A plain function, not a component: a text has thousands of rows, and it is their chunk that is drawn or not.
 */
export function transcriptRow(props: TranscriptRowProps) {
  const { text, row, speakerChanges, marks, tables = noLines, widest, under } = props
  const { speaker, startMs, number, continued, bodyStart, bodyEnd } = row
  const named = speaker !== null && speakerChanges && !continued
  return (
    <div
      key={row.index}
      className={styles.row}
      data-row={row.index}
      data-kind={row.kind}
      data-named={named || undefined}
      data-asking={row.asking || undefined}
      data-table={tableOf(row, tables)}
      data-follows={!speakerChanges || continued || undefined}
      data-speaker={named ? speaker : undefined}
      data-time={startMs === null || continued ? undefined : recordingTime(startMs)}
      data-number={continued ? undefined : number}
      data-nth={continued ? undefined : nthOf(number)}
      data-under={under ? true : undefined}
    >
      {under}
      <div className={styles.body} dir="auto">
        {isPlain(marks, tables) ? (
          text.slice(bodyStart, bodyEnd)
        ) : (
          <ShapedText {...{ text, row, marks, tables, widest }} />
        )}
      </div>
    </div>
  )
}

/** Whether a body is drawn as its words alone, with no elements in it. */
export const isPlain = (marks: readonly Mark[] = [], tables: readonly TableLine[] = noLines): boolean =>
  marks.length === 0 && tables.length === 0

/** A body with what the original looked like: tables, headings, lists, bold and italics. */
function ShapedText({
  text,
  row,
  marks,
  tables,
  widest,
}: Pick<TranscriptRowProps, 'text' | 'row' | 'marks' | 'widest'> & { tables: readonly TableLine[] }) {
  return tablesAndRest({ start: row.bodyStart, end: row.bodyEnd }, tables).map(piece => {
    if (!('lines' in piece)) return <Blocks key={piece.start} text={text} span={piece} marks={marks} />
    return (
      <span key={piece.start} className={styles.table} {...tableRole(piece.lines[0])}>
        {piece.lines.map(line => (
          <TableLineText
            key={line.start}
            {...{ line, text, marks, isWide: line.isPiece || line.least > widest }}
          />
        ))}
      </span>
    )
  })
}

/** Lines of one table that follow one another in a body. */
interface TablePart extends Span {
  lines: [TableLine, ...TableLine[]]
}

/** A body cut into what it has of tables and what stands around them. */
function tablesAndRest(body: Span, lines: readonly TableLine[]): (Span | TablePart)[] {
  const pieces: (Span | TablePart)[] = []
  let from = body.start
  for (const line of lines) {
    if (line.start > from) pieces.push({ start: from, end: line.start })
    const before = pieces.at(-1)
    if (before && 'lines' in before && !line.begins) before.lines.push(line)
    else pieces.push({ start: line.start, end: line.end, lines: [line] })
    from = line.end
  }
  if (from < body.end || pieces.length === 0) pieces.push({ start: from, end: body.end })
  return pieces
}

const trackOf = ({ share, least }: Width): string => `minmax(${least.toFixed(2)}em, ${share}fr)`

interface TableLineTextProps {
  line: TableLine
  text: string
  marks: readonly Mark[]
  /** True where columns have no room: one cell follows the other. */
  isWide: boolean
}

/** The cells of a line in their columns; where the original had an empty one, an empty one. */
function TableLineText({ line, text, marks, isWide }: TableLineTextProps) {
  return (
    <span
      className={styles.line}
      {...lineRole(line)}
      dir={line.isLeftward ? 'rtl' : 'ltr'}
      data-begins={line.begins || undefined}
      data-open={line.open || undefined}
      data-wide={isWide || undefined}
      style={isWide ? undefined : { gridTemplateColumns: line.widths.map(trackOf).join(' ') }}
    >
      {cellsOf(line).map(({ column, columns, cell }) => (
        <span
          key={column}
          className={styles.cell}
          {...cellRole(column, columns, cell?.heads)}
          data-cell
          style={columns > 1 ? { gridColumn: `span ${columns}` } : undefined}
        >
          {cell && (
            <Blocks text={text} span={cell} marks={[...begunIn(cell, marks), ...tabsIn(text, cell)]} />
          )}
        </span>
      ))}
    </span>
  )
}

/** The columns of a line from the first to the last, each with the cell that begins in it; of a piece, those it has. */
function cellsOf({
  widths,
  cells,
  isPiece,
}: TableLine): { column: number; columns: number; cell: Cell | undefined }[] {
  const drawn = []
  for (let column = 0; column < widths.length; ) {
    const cell = cells.find(each => each.column === column)
    const { columns = 1 } = cell ?? {}
    if (cell || !isPiece) drawn.push({ column, columns, cell })
    column += columns
  }
  return drawn
}

/** What of a line's marks begins in a cell: a list or a heading around the table shapes none of it. */
const begunIn = ({ start }: Span, marks: readonly Mark[]): Mark[] =>
  marks.filter(mark => isOfLetters(mark.style) || mark.start >= start)

/** The tabs between words of a cell, as a table in it has them; those that set it apart from others take no room. */
const tabsIn = (text: string, { start, end }: Span): Look[] =>
  [...text.slice(start, end).matchAll(/(?<=[^\t])\t+(?=[^\t\n])/g)].map(({ 0: tabs, index }) => ({
    start: start + index,
    end: start + index + tabs.length,
    style: 'tab',
  }))

function Blocks({ text, span, marks }: { text: string; span: Span; marks: readonly Look[] }) {
  const drawn = []
  for (const blocks of lists(blocksOf(text, span, marks))) {
    const [first] = blocks
    const texts = blocks.map(block => <BlockText key={block.start} block={block} text={text} marks={marks} />)
    if (first.kind !== 'list-item') drawn.push(...texts)
    else
      drawn.push(
        <span key={first.start} className={styles.items} {...listRole}>
          {texts}
        </span>,
      )
  }
  return drawn
}

/** Blocks with the items of a list that follow one another together, each other block by itself. */
function lists(blocks: readonly Block[]): [Block, ...Block[]][] {
  const groups: [Block, ...Block[]][] = []
  for (const block of blocks) {
    const before = groups.at(-1)
    if (before && block.kind === 'list-item' && before[0].kind === 'list-item') before.push(block)
    else groups.push([block])
  }
  return groups
}

interface BlockTextProps {
  block: Block
  text: string
  marks: readonly Look[]
}

function BlockText({ block, text, marks }: BlockTextProps) {
  const runs = <Runs text={text} span={block} marks={marks} />
  if (block.kind === 'plain') return runs
  const level = Math.max(1, Math.min(block.level, 6))
  return (
    <span
      className={block.kind === 'heading' ? styles.heading : styles.item}
      {...blockRole(block.kind, level)}
      data-level={level}
      data-sign={block.begins ? signOf(block) : undefined}
      style={{ '--level': level } as CSSProperties}
    >
      {runs}
    </span>
  )
}

/** What stands before an item, its number as the original writes it or a bullet by depth; before a heading only a number. */
const signOf = ({ kind, sign, level }: Block): string | undefined =>
  sign ?? (kind === 'heading' ? undefined : (['•', '◦', '▪'][(level - 1) % 3] ?? '•'))

function Runs({ text, span, marks }: { text: string; span: Span; marks: readonly Look[] }) {
  return runsOf(span, marks).map(run => (
    <RunText key={run.start} run={run} text={text.slice(run.start, run.end)} />
  ))
}

function RunText({ run, text }: { run: Run; text: string }) {
  if (run.styles.length === 0) return text
  return <span className={run.styles.map(style => styles[style]).join(' ')}>{text}</span>
}

/** How a row stands to a table that it begins with: no space is left between the rows of one. */
function tableOf({ bodyStart }: Row, [first]: readonly TableLine[]): string | undefined {
  if (first?.start !== bodyStart) return undefined
  return first.begins ? 'begins' : 'goes on'
}

/** Which of the sparser numberings a turn's number stands in. */
const nthOf = (number: number): string | undefined =>
  number % 10 === 0 ? '5 10' : number % 5 === 0 ? '5' : undefined
