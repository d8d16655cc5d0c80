import { ChevronLeft, ChevronRight, Merge, MoveRight, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Code, CodePair, Framework } from '#shared/model/codebook.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted, inSentence, listed, number } from '../../wording.ts'
import { useFrameworkStore } from './framework-store.ts'
import styles from './pairs.module.css'

interface PairsProps {
  framework: Framework
  /** The first is merged into the second. */
  onMerge: (from: Code, into: Code) => void
  onMove: (code: Code) => void
}

const noPairs: readonly CodePair[] = []
const noPassages: readonly CodedPassage[] = []
/** How many passages of each code stand side by side. */
const most = 6

/** Codes that may be one, a pair at a time with what speaks for it: merged, moved, or told apart, by key; nothing where there is none. */
export function Pairs({ framework, onMerge, onMove }: PairsProps) {
  const client = useClient()
  const { run } = useAct()
  const pairs = useRead('codebook.pairs', { framework: framework.id }).data ?? noPairs
  const [asked, setAsked] = useState(0)
  const codes = new Map(framework.codes.map(code => [code.id, code]))
  const at = Math.min(asked, pairs.length - 1)
  const pair = pairs[at]
  const [a, b] = pair ? pair.codes.map(id => codes.get(id)) : []

  const actions = {
    step: (by: 1 | -1) => setAsked(Math.max(0, Math.min(pairs.length - 1, at + by))),
    merge() {
      if (!pair || !a || !b) return
      // What is used less goes into what is used more.
      if (pair.passages[0] > pair.passages[1]) onMerge(b, a)
      else onMerge(a, b)
    },
    move() {
      if (b) onMove(b)
    },
    tellApart() {
      if (!pair || !a || !b) return
      announce(`“${inSentence(a.name)}” and “${inSentence(b.name)}” are not the same`)
      void run(() => client.codebook.tellApart({ codes: pair.codes }), {
        undoable: `“${a.name}” and “${b.name}” are not proposed again.`,
      })
    },
  }
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const isThere = pair !== undefined
  useEffect(() => {
    if (!isThere) return
    useFrameworkStore.setState({
      pairing: {
        step: by => latest.current.step(by),
        merge: () => latest.current.merge(),
        move: () => latest.current.move(),
        tellApart: () => latest.current.tellApart(),
      },
    })
    return () => useFrameworkStore.setState({ pairing: null })
  }, [isThere])

  if (!pair || !a || !b) return null
  return (
    <section aria-label="Pairs that may be one" className={styles.pairs}>
      <div className={styles.line}>
        <h3>Pairs that may be one</h3>
        <span className={styles.position}>
          {number(at + 1)} of {number(pairs.length)}
        </span>
        <IconButton
          size="small"
          label="Previous pair"
          shortcut="P"
          icon={<ChevronLeft />}
          isDisabled={at === 0}
          onPress={() => actions.step(-1)}
        />
        <IconButton
          size="small"
          label="Next pair"
          shortcut="N"
          icon={<ChevronRight />}
          isDisabled={at === pairs.length - 1}
          onPress={() => actions.step(1)}
        />
      </div>
      <p className={styles.quiet}>{whyAPair(pair)}</p>
      <PairOfCodes key={pair.codes.join(' ')} pair={pair} codes={[a, b]} />
      <div className={styles.acts}>
        <Button size="small" icon={<Merge />} shortcut="M" onPress={actions.merge}>
          Merge…
        </Button>
        <Button size="small" icon={<X />} shortcut="X" onPress={actions.tellApart}>
          Not the same
        </Button>
        <Button size="small" variant="quiet" icon={<MoveRight />} shortcut="V" onPress={actions.move}>
          Move…
        </Button>
      </div>
    </section>
  )
}

function whyAPair({ sameName, similarName, together, passages }: CodePair): string {
  const why = [
    ...(sameName ? ['They have the same name'] : similarName ? ['Their names are alike'] : []),
    ...(together > 0
      ? [
          `${sameName || similarName ? 'they' : 'They'} lie on the same words at ${counted(together, 'place')}`,
        ]
      : []),
  ]
  return `${listed(why)}. The first is used ${counted(passages[0], 'time')}, the second ${counted(passages[1], 'time')}.`
}

function PairOfCodes({ pair, codes }: { pair: CodePair; codes: readonly [Code, Code] }) {
  const first = useRead('codings.passages', { code: pair.codes[0] }).data ?? noPassages
  const second = useRead('codings.passages', { code: pair.codes[1] }).data ?? noPassages
  const sides = [
    [first, second],
    [second, first],
  ] as const
  return (
    <div className={styles.sides}>
      {codes.map((code, side) => {
        const [own = noPassages, others = noPassages] = sides[side] ?? []
        const shared = new Set(own.filter(passage => others.some(other => meet(passage, other))))
        const shown = [...own].sort((x, y) => Number(shared.has(y)) - Number(shared.has(x))).slice(0, most)
        return (
          <section key={code.id} aria-label={code.name} className={styles.side}>
            <h4 className={styles.name}>
              <CodeDot colour={code.colour} />
              {code.name}
            </h4>
            <p className={styles.quiet}>
              {[code.path.slice(0, -1).join(' › '), counted(pair.passages[side] ?? 0, 'coding')]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p>{code.definition || <span className={styles.quiet}>No definition</span>}</p>
            {code.whenToUse !== '' && <p className={styles.quiet}>Use when: {code.whenToUse}</p>}
            <ul className={styles.passages}>
              {shown.map(passage => (
                <li key={passage.id} data-shared={shared.has(passage) || undefined}>
                  <span className={styles.by}>
                    {[passage.sourceTitle, passage.coderInitials, shared.has(passage) ? 'both codes' : null]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {passage.text}
                </li>
              ))}
            </ul>
            {own.length > most && <p className={styles.quiet}>and {number(own.length - most)} more</p>}
          </section>
        )
      })}
    </div>
  )
}

const meet = (a: CodedPassage, b: CodedPassage): boolean =>
  a.source === b.source && a.start < b.end && b.start < a.end
