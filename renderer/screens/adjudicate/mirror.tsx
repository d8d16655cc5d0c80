import { useState } from 'react'
import type { RulingOutcome } from '#shared/model/disagreement.ts'
import type { Mirror as MirrorOf, OutcomeCount } from '#shared/model/mirror.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Select } from '../../ui/select.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, dateOf, number, share } from '../../wording.ts'
import { type Initials, outcomeInWords } from './difference-words.ts'
import styles from './mirror.module.css'
import { Count, type Open, openRulings } from './ruling-count.tsx'
import { SecondJudges } from './second-judges.tsx'
import type { Docket } from './use-docket.ts'

const outcomes: readonly RulingOutcome[] = ['a', 'b', 'both', 'extent', 'code', 'neither']
const everybody = 'everybody'

/** How the rulings fall: by side, by code, by what was shown first, and what was reversed. Every number opens its rulings. */
export function Mirror({ docket }: { docket: Docket }) {
  const { round, coders, members, all } = docket
  const [reviewer, setReviewer] = useState(everybody)
  const { data: mirror } = useRead('adjudication.mirror', {
    round: round.id,
    ...(reviewer === everybody ? {} : { reviewer }),
  })
  if (!mirror) return null
  const reviewers = new Set(all.flatMap(({ ruling }) => (ruling ? [ruling.reviewer] : [])))
  const names: Initials =
    mirror.sides === 'coders'
      ? [coders[0].initials, coders[1].initials]
      : ['The first reader', 'The second reader']
  const open = openRulings
  return (
    <section className={styles.page} data-keyboard-home tabIndex={-1} aria-label="Mirror">
      <div className={styles.top}>
        <p className={styles.about}>
          How the rulings on “{round.title}” fall. No share is right or wrong; a lean is worth knowing. Every
          number opens its rulings.
        </p>
        <Select
          label="Rulings of"
          isLabelHidden
          options={[
            { id: everybody, label: 'Everybody’s rulings' },
            ...members.filter(({ id }) => reviewers.has(id)).map(({ id, name }) => ({ id, label: name })),
          ]}
          value={reviewer}
          onChange={setReviewer}
        />
      </div>
      <NotCounted mirror={mirror} open={open} />
      {mirror.ruled.length === 0 && mirror.reversals.length === 0 ? (
        <EmptyState isCompact title="No rulings yet">
          When differences are settled, what stood how often is shown here.
        </EmptyState>
      ) : (
        <>
          <Outcomes mirror={mirror} names={names} open={open} />
          <Shown mirror={mirror} open={open} />
          <ByCode mirror={mirror} names={names} docket={docket} open={open} />
          <Reversals mirror={mirror} names={names} docket={docket} open={open} />
          <SecondJudges judgings={mirror.judgings} docket={docket} open={open} />
        </>
      )}
    </section>
  )
}

/** Rulings that stand for now and fall on neither side. */
function NotCounted({ mirror: { askedAgain, left }, open }: Pick<PartProps, 'mirror' | 'open'>) {
  if (askedAgain.length === 0 && left === 0) return null
  return (
    <p className={classNames(styles.about, styles.line)}>
      Not counted below:{' '}
      {askedAgain.length > 0 && (
        <>
          <Count items={askedAgain} what="Asked again" open={open} /> asked again, since a coder worked on
        </>
      )}
      {askedAgain.length > 0 && left > 0 && '; '}
      {left > 0 && `${counted(left, 'ruling')} without a difference any more`}.
    </p>
  )
}

interface PartProps {
  mirror: MirrorOf
  names: Initials
  docket: Docket
  open: Open
}

function Outcomes({ mirror, names, open }: Pick<PartProps, 'mirror' | 'names' | 'open'>) {
  const all = mirror.ruled.length
  return (
    <section className={styles.part} aria-label="What stands">
      <h2>What stands</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col" className={styles.number}>
              Rulings
            </th>
            <th scope="col">Share of {number(all)}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(outcome => {
            const items = itemsOf(mirror.outcomes, outcome)
            const name = outcomeInWords(outcome, names)
            return (
              <tr key={outcome}>
                <th scope="row">{name}</th>
                <td className={styles.number}>
                  <Count items={items} what={name} open={open} />
                </td>
                <td className={styles.share}>
                  <Meter
                    label={name}
                    value={all === 0 ? 0 : items.length / all}
                    words={all === 0 ? '–' : share(items.length / all)}
                    tone="accent"
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Shown({ mirror: { shown }, open }: Pick<PartProps, 'mirror' | 'open'>) {
  const known = shown.first.length + shown.second.length
  return (
    <section className={styles.part} aria-label="What was shown first">
      <h2>What was shown first</h2>
      {known === 0 ? (
        <p className={styles.about}>No ruling yet for one reading over the other.</p>
      ) : (
        <p>
          Of {number(known)} rulings for one reading over the other,{' '}
          <Count items={shown.first} what="The reading shown first stands" open={open} /> (
          {share(shown.first.length / known)}) are for the one shown first and{' '}
          <Count items={shown.second} what="The reading shown second stands" open={open} /> for the other.
        </p>
      )}
      {shown.unknown.length > 0 && (
        <p className={styles.about}>
          Of <Count items={shown.unknown} what="Not known which was shown first" open={open} /> more it is not
          known.
        </p>
      )}
    </section>
  )
}

function ByCode({ mirror, names, docket, open }: PartProps) {
  const heads = outcomes.map(outcome => ({ outcome, name: outcomeInWords(outcome, names) }))
  return (
    <section className={styles.wide} aria-label="By code">
      <h2>By code</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col" className={styles.number}>
              Rulings
            </th>
            {heads.map(({ outcome, name }) => (
              <th key={outcome} scope="col" className={styles.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mirror.codes.map(({ code: id, outcomes: its }) => {
            const code = docket.codes.get(id)
            const name = code?.name ?? 'A code no longer in the study'
            return (
              <tr key={id}>
                <th scope="row">
                  <span className={styles.code}>
                    <CodeDot colour={code?.colour ?? 1} />
                    {name}
                  </span>
                </th>
                <td className={styles.number}>
                  <Count items={its.flatMap(({ items }) => items)} what={name} open={open} />
                </td>
                {heads.map(head => (
                  <td key={head.outcome} className={styles.number}>
                    <Count items={itemsOf(its, head.outcome)} what={`${name}: ${head.name}`} open={open} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Reversals({ mirror: { reversals }, names, docket, open }: PartProps) {
  const there = [...new Set(reversals.flatMap(({ item }) => item ?? []))]
  return (
    <section className={styles.wide} aria-label="Reversed">
      <h2>Reversed</h2>
      {reversals.length === 0 ? (
        <p className={styles.about}>No ruling was changed or withdrawn.</p>
      ) : (
        <>
          <p>
            <Count items={there} what="Reversed rulings" open={open} />{' '}
            {there.length === 1 ? 'difference' : 'differences'} had a ruling changed or withdrawn.
          </p>
          <ol className={styles.reversals}>
            {reversals.map(({ item, from, to, by, at }) => {
              const words = `${outcomeInWords(from, names)} → ${to === null ? 'withdrawn' : outcomeInWords(to, names)}`
              return (
                <li key={`${at} ${item}`}>
                  {item === null ? (
                    words
                  ) : (
                    <button type="button" className={styles.count} onClick={() => open([item], words)}>
                      {words}
                    </button>
                  )}
                  <span className={styles.about}>
                    {docket.members.find(({ id }) => id === by)?.name ?? 'the command line'}, {dateOf(at)}
                  </span>
                </li>
              )
            })}
          </ol>
        </>
      )}
    </section>
  )
}

const itemsOf = (counts: readonly OutcomeCount[], outcome: RulingOutcome): readonly string[] =>
  counts.find(each => each.outcome === outcome)?.items ?? []
