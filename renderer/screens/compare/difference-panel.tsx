import { BookOpenText, Gavel } from 'lucide-react'
import { unite } from '#shared/text/span.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { differenceInWords } from '../adjudicate/difference-words.ts'
import { nameOf } from './code-figures.tsx'
import { type DifferenceDrill, useCompare } from './compare-store.ts'
import { coefficientGained, pointsGained } from './gain-words.ts'
import { MarkedText } from './marked-text.tsx'
import { OpenedPanel } from './opened-panel.tsx'
import styles from './passage-panel.module.css'
import type { ViewProps } from './views.tsx'

/** One difference: both readings on the words, what it costs, and the ways on to the transcript and to Adjudicate. */
export function DifferencePanel({
  comparison,
  drill,
  withCoefficients,
  words,
}: ViewProps & { drill: DifferenceDrill }) {
  const { coders, codes, sources, round } = comparison
  const { withInterviewer, withQuoted, choose } = useCompare()
  const { go } = useNavigation()
  const report = useRead(
    'agreement.differences',
    round ? { round: round.id, withInterviewer, withQuoted } : null,
  ).data
  const item = report?.items.find(({ difference }) => difference.id === drill.difference)
  const text = useRead('sources.open', item ? { source: item.difference.source } : null).data
  const close = () => choose({ drill: null, reading: null })
  if (!round || !item || !text) return <OpenedPanel onClose={close} />
  const { difference } = item
  const { start, end, source } = difference
  const sides = [difference.sides[coders[0].id] ?? [], difference.sides[coders[1].id] ?? []] as const
  return (
    <OpenedPanel
      title={`One ${words.difference[0]}`}
      where={
        <>
          {item.codes.map(({ code }) => {
            const known = codes.get(code)
            return (
              known && (
                <CodeChip key={code} name={known.name} colour={known.colour} path={known.path.join(' › ')} />
              )
            )
          })}
          <span className={styles.source}>{sources.get(source)?.title}</span>
        </>
      }
      onClose={close}
    >
      <p>{differenceInWords(difference, sides, [coders[0].initials, coders[1].initials], codes)}</p>
      <dl className={styles.figures} aria-label="What it costs">
        <div>
          <dt>In dispute</dt>
          <dd>
            <b>{item.characters}</b>
            <small>{counted(item.characters, 'character').replace(/^\S+ /, '')}</small>
          </dd>
        </div>
        <div>
          <dt>Agreement</dt>
          <dd>
            <b>{pointsGained(item.percent)}</b>
            <small>points, over all codes</small>
          </dd>
        </div>
        {withCoefficients && (
          <div>
            <dt>κ overall</dt>
            <dd>
              <b>{coefficientGained(item.kappa)}</b>
              <small>{item.kappa.why ?? 'all codes in one table'}</small>
            </dd>
          </div>
        )}
        {withCoefficients &&
          item.codes.map(({ code, kappa }) => (
            <div key={code}>
              <dt>κ of its code</dt>
              <dd>
                <b>{coefficientGained(kappa)}</b>
                <small>{kappa.why ?? nameOf(codes, code)}</small>
              </dd>
            </div>
          ))}
      </dl>
      {difference.kind === 'polarity' && (
        <p className={styles.count}>Polarity is not part of these figures, so it costs them nothing.</p>
      )}
      <div className={styles.ways}>
        <Button
          size="small"
          icon={<BookOpenText />}
          onPress={() =>
            choose({ reading: `${source} ${item.codes.map(({ code }) => code).join(',')} ${start}-${end}` })
          }
        >
          Show in the transcript
        </Button>
        <Button
          size="small"
          icon={<Gavel />}
          onPress={() => go('adjudicate', { round: round.id, item: difference.id })}
        >
          Adjudicate
        </Button>
      </div>
      <blockquote className={styles.passage}>
        <MarkedText
          text={text.text.slice(start, end)}
          start={start}
          a={unite(sides[0])}
          b={unite(sides[1])}
          accents={[coders[0].accent, coders[1].accent]}
        />
      </blockquote>
      <p className={styles.count}>
        Solid line: {coders[0].initials}. Dashed line: {coders[1].initials}.
      </p>
    </OpenedPanel>
  )
}
