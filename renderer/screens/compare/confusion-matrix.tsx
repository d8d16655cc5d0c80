import { useMemo } from 'react'
import type { ConfusedCode, ConfusionReport } from '#shared/model/confusion.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { counted, number } from '../../wording.ts'
import { CodeName, nameOf } from './code-figures.tsx'
import styles from './compare.module.css'
import { type PairDrill, useCompare } from './compare-store.ts'
import { confusionOrder } from './confusion-order.ts'
import { FigureGrid, type GridCell, type GridColumn } from './figure-grid.tsx'
import { unitNames } from './figure-words.ts'
import type { Comparison } from './use-comparison.ts'

interface ConfusionMatrixProps {
  comparison: Comparison
  confusion: ConfusionReport
  /** Also the codes that met no other code. */
  allCodes: boolean
}

/** A code's line or column; null: where the coder gave none. */
interface Line {
  code: string | null
}

/**
 * The first coder's codes down, the second's across, and in each cell the text that has both; confused codes stand side
 * by side. First of each: where the other gave no code of the framework.
 */
export function ConfusionMatrix({ comparison, confusion, allCodes }: ConfusionMatrixProps) {
  const { coders, codes } = comparison
  const { drill, choose } = useCompare()
  const [a, b] = coders
  const units = unitNames[confusion.unit]
  const opened = drill && 'pair' in drill ? drill.pair : null
  const { rows, columns, uses, meetings } = useMemo(() => linesOf(confusion, allCodes), [confusion, allCodes])

  const cellOf = (first: string | null, second: string | null): GridCell => {
    const pair = pairOf(first, second)
    const gave = (who: string, code: string | null) =>
      `${who} gave ${code === null ? 'none' : nameOf(codes, code)}`
    const where = `${gave(a.initials, first)}, ${gave(b.initials, second)}`
    const none: GridCell = { content: <span className={styles.nothing}>·</span>, label: `${where}: nothing` }
    if (!pair) return { ...none, content: null, label: `${where}: not counted here` }
    const open = {
      onOpen: () => choose({ drill: { pair, part: 'both' }, reading: null }),
      isOpen: opened?.a === first && opened?.b === second,
    }
    if (first === null || second === null) {
      const use = uses.get(first ?? second ?? '')
      const alone = (first === null ? use?.b.alone : use?.a.alone) ?? 0
      if (alone === 0) return none
      return {
        content: number(alone),
        label: `${where}: ${counted(alone, units.one, units.many)}`,
        ...open,
      }
    }
    const found = meetings.get(`${first} ${second}`)
    if (!found) return none
    const isSame = first === second
    const either = (uses.get(first)?.a.units ?? 0) + (uses.get(second)?.b.units ?? 0) - found.shared
    return {
      content: (
        <span className={styles.two}>
          <b>{number(found.shared)}</b>
          <small>{counted(found.passages, 'passage')}</small>
        </span>
      ),
      label: `${where}: ${counted(found.shared, units.one, units.many)}, ${counted(found.passages, 'passage')}${
        isSame ? '' : `, ${number(found.instead)} of them one in place of the other`
      }`,
      heat: either === 0 ? 0 : (isSame ? found.shared : found.instead) / either,
      tone: isSame ? 'plain' : 'accent',
      ...open,
    }
  }

  return (
    <FigureGrid<Line>
      label="Codes against codes"
      rowHead={{
        head: `${a.initials}’s code`,
        headLabel: `The code ${a.name} gave`,
        cell: ({ code }) =>
          code === null ? <i>No code by {a.initials}</i> : <CodeName code={codes.get(code)} isFlat />,
        sortValue: ({ code }) => (code === null ? null : nameOf(codes, code)),
      }}
      columns={columns.map(
        (second): GridColumn<Line> => ({
          id: second ?? 'none',
          head:
            second === null ? (
              <i>No code by {b.initials}</i>
            ) : (
              <>
                {b.initials}: {nameOf(codes, second)}
              </>
            ),
          headLabel: second === null ? `${b.name} gave no code` : `${b.name} gave ${nameOf(codes, second)}`,
          width: 108,
          sortValue: ({ code }) =>
            code === null || second === null
              ? code === null
                ? null
                : uses.get(code)?.a.alone
              : meetings.get(`${code} ${second}`)?.shared,
          cell: ({ code }) => cellOf(code, second),
        }),
      )}
      rows={rows}
      rowId={({ code }) => code ?? 'none'}
      empty={
        <EmptyState isCompact title="No code meets another">
          Where both coders coded, they gave the same codes. Switch on all codes used to see where each stands
          alone.
        </EmptyState>
      }
    />
  )
}

const pairOf = (a: string | null, b: string | null): PairDrill['pair'] | null => {
  if (a !== null) return { a, b }
  return b === null ? null : { a, b }
}

/** Rows and columns in their order, and what stands behind the cells. */
function linesOf({ codes, meetings }: ConfusionReport, allCodes: boolean) {
  const meets = new Set(meetings.filter(({ a, b }) => a !== b).flatMap(({ a, b }) => [`a ${a}`, `b ${b}`]))
  const order = confusionOrder(
    codes.map(({ code }) => code),
    meetings,
  )
  const uses = new Map<string, ConfusedCode>(codes.map(use => [use.code, use]))
  const shown = (side: 'a' | 'b') =>
    order.filter(code => (allCodes ? (uses.get(code)?.[side].units ?? 0) > 0 : meets.has(`${side} ${code}`)))
  const rows = shown('a')
  return {
    rows: rows.length === 0 ? [] : [null, ...rows].map((code): Line => ({ code })),
    columns: [null, ...shown('b')],
    uses,
    meetings: new Map(meetings.map(meeting => [`${meeting.a} ${meeting.b}`, meeting])),
  }
}
