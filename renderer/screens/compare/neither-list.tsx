import { useState } from 'react'
import { unite, without } from '#shared/text/span.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import type { Drill } from './compare-store.ts'
import type { ComparedPassage } from './compared-passages.ts'
import { unitNames } from './figure-words.ts'
import styles from './passage-panel.module.css'
import type { Comparison } from './use-comparison.ts'

const most = 30

interface NeitherListProps {
  comparison: Comparison
  drill: Drill
  coded: readonly ComparedPassage[] | null
}

/** Source by source the stretches neither coder marked, the longest first. */
export function NeitherList({ comparison: { report, sources }, drill, coded }: NeitherListProps) {
  const { one, many } = unitNames[report.unit]
  const [open, setOpen] = useState<string | null>(drill.source)
  const here = report.sources.filter(({ source }) => drill.source === null || source === drill.source)
  return (
    <div>
      {here.map(({ source, n, codes }) => {
        const used = codes.find(({ code }) => code === drill.code)
        const left = drill.code === null ? null : (used?.counts['00'] ?? n)
        return (
          <Disclosure
            key={source}
            title={sources.get(source)?.title ?? 'A source no longer in the study'}
            aside={left === null ? undefined : counted(left, one, many)}
            isExpanded={open === source}
            onExpandedChange={isOpen => setOpen(isOpen ? source : null)}
          >
            {open === source && (
              <Uncoded source={source} coded={(coded ?? []).filter(passage => passage.source === source)} />
            )}
          </Disclosure>
        )
      })}
    </div>
  )
}

/** What of one source lies outside these passages. */
function Uncoded({ source, coded }: { source: string; coded: readonly ComparedPassage[] }) {
  const { data } = useRead('sources.open', { source })
  const { go } = useNavigation()
  if (!data) return null
  const gaps = without({ start: 0, end: data.text.length }, unite(coded))
    .filter(({ start, end }) => /\p{L}/u.test(data.text.slice(start, end)))
    .sort((x, y) => y.end - y.start - (x.end - x.start))
  if (gaps.length === 0) return <p className={styles.count}>Everything in this source is coded.</p>
  return (
    <div className={styles.stretches}>
      {gaps.slice(0, most).map(gap => (
        <button
          key={gap.start}
          type="button"
          className={styles.item}
          onClick={() => go('code', { source, start: gap.start, end: gap.end })}
        >
          <span className={styles.stretch}>{beginning(data.text.slice(gap.start, gap.end))}</span>
          <span className={styles.itemFoot}>{counted(gap.end - gap.start, 'character')}</span>
        </button>
      ))}
      {gaps.length > most && (
        <p className={styles.count}>and {number(gaps.length - most)} shorter stretches</p>
      )}
    </div>
  )
}

const beginning = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 180 ? `${line.slice(0, 180)}…` : line
}
