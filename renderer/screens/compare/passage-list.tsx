import { number } from '../../wording.ts'
import { useCompare } from './compare-store.ts'
import type { ComparedPassage } from './compared-passages.ts'
import { MarkedText } from './marked-text.tsx'
import styles from './passage-panel.module.css'
import { PassageRows } from './passage-rows.tsx'
import type { Comparison } from './use-comparison.ts'

interface PassageListProps {
  passages: readonly ComparedPassage[]
  comparison: Comparison
  /** Names each passage's code, where the list holds several. */
  withCode: boolean
}

/** Passages with both coders' marks; choosing one shows it in its transcript. */
export function PassageList({ passages, comparison, withCode }: PassageListProps) {
  const { coders, codes, sources } = comparison
  const { reading, choose } = useCompare()
  const accents = [coders[0].accent, coders[1].accent] as const
  return (
    <PassageRows
      passages={passages}
      codes={codes}
      sources={sources}
      withCode={withCode}
      current={reading}
      onChoose={({ key }) => choose({ reading: key })}
    >
      {passage => (
        <>
          <span className={styles.words}>
            <MarkedText
              text={passage.text}
              start={passage.start}
              a={passage.a}
              b={passage.b}
              accents={accents}
            />
          </span>
          <span className={styles.itemFoot}>{extents(passage, coders[0].initials, coders[1].initials)}</span>
        </>
      )}
    </PassageRows>
  )
}

function extents({ both, onlyA, onlyB }: ComparedPassage, a: string, b: string): string {
  const parts = [
    ...(both > 0 ? [`both ${number(both)}`] : []),
    ...(onlyA > 0 ? [`only ${a} ${number(onlyA)}`] : []),
    ...(onlyB > 0 ? [`only ${b} ${number(onlyB)}`] : []),
  ]
  return `Characters: ${parts.join(' · ')}`
}
