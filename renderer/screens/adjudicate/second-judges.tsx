import { useState } from 'react'
import type { Figure } from '#shared/model/agreement.ts'
import type { SecondJudging } from '#shared/model/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { useClient, useSession } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { figureText, intervalText, whyNoInterval } from '../compare/figure-words.ts'
import { useStep } from '../use-step.ts'
import styles from './mirror.module.css'
import { Count, type Open } from './ruling-count.tsx'
import type { Docket } from './use-docket.ts'

interface SecondJudgesProps {
  judgings: readonly SecondJudging[]
  docket: Docket
  open: Open
}

/** Samples of the rulings that were judged again, with how far the judges agree. */
export function SecondJudges({ judgings, docket, open }: SecondJudgesProps) {
  const { member } = useSession()
  const [isDrawing, setIsDrawing] = useState(false)
  const mayDraw =
    docket.round.state !== 'closed' && member?.roles.some(role => role === 'reviewer' || role === 'lead')
  return (
    <section className={styles.wide} aria-label="Second judge">
      <div className={styles.top}>
        <h2>Second judge</h2>
        {mayDraw && (
          <Button size="small" onPress={() => setIsDrawing(true)}>
            Have a sample judged again…
          </Button>
        )}
      </div>
      {judgings.length === 0 ? (
        <p className={styles.about}>
          Nobody judges rulings again yet. A second judge sees the readings, not what was ruled.
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Judge</th>
              <th scope="col">Sample</th>
              <th scope="col" className={styles.number}>
                Judged
              </th>
              <th scope="col" className={styles.number}>
                Alike
              </th>
              <th scope="col" className={styles.number}>
                Otherwise
              </th>
              <th scope="col" className={styles.number}>
                Changed since
              </th>
              <th scope="col">Agreement</th>
              <th scope="col">Cohen’s κ</th>
            </tr>
          </thead>
          <tbody>
            {judgings.map(judging => {
              const name = docket.members.find(({ id }) => id === judging.judge)?.name ?? ''
              return (
                <tr key={judging.id}>
                  <th scope="row">{name}</th>
                  <td>
                    {number(judging.drawn)} of {counted(judging.among, 'ruling')}, seed {judging.seed}
                  </td>
                  <td className={styles.number}>
                    {number(judging.judged)}
                    {judging.leftOut > 0 && (
                      <span className={styles.about}>
                        {' '}
                        and {number(judging.leftOut)} left out: changed before they were judged
                      </span>
                    )}
                  </td>
                  <td className={styles.number}>
                    <Count items={judging.alike} what={`${name} judged alike`} open={open} />
                  </td>
                  <td className={styles.number}>
                    <Count items={judging.otherwise} what={`${name} judged otherwise`} open={open} />
                  </td>
                  <td className={styles.number}>
                    <Count
                      items={judging.changed}
                      what={`Ruled otherwise since ${name}’s sample was drawn`}
                      open={open}
                    />
                  </td>
                  <td>
                    <Agreement figure={judging.percent} as="share" n={judging.judged} />
                  </td>
                  <td>
                    <Agreement figure={judging.kappa} as="coefficient" n={judging.judged} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {judgings.some(({ changed }) => changed.length > 0) && (
        <p className={styles.about}>
          The two are compared by what stood when the sample was drawn. What was changed since is changed in
          the light of the other’s judgement, and would make them look more alike than they judged.
        </p>
      )}
      {isDrawing && <DrawDialog docket={docket} onClose={() => setIsDrawing(false)} />}
    </section>
  )
}

function Agreement({ figure, as, n }: { figure: Figure; as: 'share' | 'coefficient'; n: number }) {
  if (figure.value === null) return <span className={styles.about}>{figure.why}</span>
  return (
    <span title={figure.method}>
      {figureText(figure, as)}{' '}
      <span className={styles.about}>
        ({intervalText(figure, as) ?? whyNoInterval(figure)}; n = {number(n)})
      </span>
    </span>
  )
}

/** Who judges again, and how large a share of the rulings. */
function DrawDialog({ docket, onClose }: { docket: Docket; onClose(): void }) {
  const client = useClient()
  const { round, members } = docket
  const judges = members.filter(
    ({ id, roles }) =>
      roles.some(role => role === 'reviewer' || role === 'lead') &&
      !round.coders.some(coder => coder.id === id),
  )
  // Whoever ruled first would be judging what is mostly their own.
  const ruled = new Set(docket.all.map(({ ruling }) => ruling?.reviewer))
  const [judge, setJudge] = useState<string | null>(judges.find(({ id }) => !ruled.has(id))?.id ?? null)
  const [percent, setPercent] = useState<number | null>(20)
  const { take, failure, busy } = useStep()
  return (
    <FormDialog
      title="Have a sample judged again"
      description="Rulings by others than the judge are drawn at random. What the second judge says changes nothing that stands."
      submitLabel="Draw the sample"
      isReady={judge !== null && percent !== null}
      isBusy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        take(async () => {
          if (judge === null || percent === null) return
          await client.adjudication.drawAgain({ round: round.id, judge, size: { share: percent / 100 } })
          onClose()
        })
      }
    >
      <Select
        label="Second judge"
        options={judges.map(({ id, name }) => ({ id, label: name }))}
        value={judge}
        onChange={setJudge}
      />
      <NumberField
        label="Share of the rulings"
        unit="%"
        min={1}
        max={100}
        value={percent}
        onChange={value => setPercent(value ?? null)}
      />
    </FormDialog>
  )
}
