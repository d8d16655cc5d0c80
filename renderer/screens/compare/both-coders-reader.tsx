import { ArrowLeft, Highlighter } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useNavigation } from '../../state/navigation.ts'
import { CodingSet } from '../../transcript/coding-set.ts'
import { ownLook, type PaintedCoding } from '../../transcript/painted.ts'
import { buildRows } from '../../transcript/rows.ts'
import { Transcript, type TranscriptHandle } from '../../transcript/transcript.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useRead } from '../../use-engine.ts'
import styles from './compare.module.css'
import { useCompare } from './compare-store.ts'
import type { Comparison } from './use-comparison.ts'

interface BothCodersReaderProps {
  comparison: Comparison
  source: string
  start: number
  end: number
  /** The code the passage is about; its codings alone are shown unless all are asked for. */
  codes: ReadonlySet<string>
  onBack(): void
}

const noCodings: readonly never[] = []

/** A transcript with both coders' codings, each in a column of their own, opened at a passage. */
export function BothCodersReader({ comparison, source, start, end, codes, onBack }: BothCodersReaderProps) {
  const { coders, round, codes: known } = comparison
  const { choose } = useCompare()
  const { go } = useNavigation()
  const [everyCode, setEveryCode] = useState(false)
  const [active, setActive] = useState<string | null>(null)
  const transcript = useRef<TranscriptHandle>(null)
  const text = useRead('sources.open', { source }).data
  const codings = useRead('codings.inSource', { source }).data
  const rows = useMemo(() => (text ? buildRows(text.text, text.parts, text.interviewers) : []), [text])
  const painted = useMemo(
    () =>
      CodingSet.of(
        (codings ?? noCodings).flatMap((coding): PaintedCoding[] => {
          const column = coders.findIndex(({ id }) => id === coding.coder)
          const coder = coders[column]
          const code = known.get(coding.code)
          if (!coder || !code || (round && coding.round !== round.id)) return []
          if (!everyCode && !codes.has(coding.code)) return []
          return [
            {
              id: coding.id,
              start: coding.start,
              end: coding.end,
              colour: code.colour,
              label: code.name,
              description: `${code.name}, ${coder.name}${coding.polarity ? `, ${coding.polarity}` : ''}`,
              line: column === 0 ? 'solid' : 'dashed',
              column,
              polarity: coding.polarity,
              movable: false,
            },
          ]
        }),
      ),
    [codings, coders, round, known, codes, everyCode],
  )
  const ready = text !== undefined && codings !== undefined
  useEffect(() => {
    if (ready) transcript.current?.show({ start, end }, { flash: true })
  }, [ready, start, end])

  return (
    <div className={styles.reader}>
      <div className={styles.readerBar}>
        <IconButton label="Back to the figures" icon={<ArrowLeft />} onPress={onBack} />
        <h2 className={styles.readerTitle}>{text?.title}</h2>
        <Switch isSelected={everyCode} onChange={setEveryCode}>
          All codes
        </Switch>
        <Button
          size="small"
          icon={<Highlighter />}
          onPress={() => {
            choose({ reading: null })
            go('code', { source, start, end })
          }}
        >
          Open in Code
        </Button>
      </div>
      {text && (
        <Transcript
          ref={transcript}
          label={`${text.title}, codings of ${coders[0].name} and ${coders[1].name}`}
          text={text.text}
          rows={rows}
          marks={text.marks}
          codings={painted}
          look={ownLook}
          columns={coders.map(({ name, accent }) => ({ label: name, accent }))}
          selection={null}
          active={active}
          onActivate={setActive}
        />
      )}
    </div>
  )
}
