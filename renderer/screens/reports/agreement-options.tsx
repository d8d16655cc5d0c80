import { Copy } from 'lucide-react'
import type { Unit } from '#shared/model/agreement.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { unitNames } from '../compare/figure-words.ts'
import styles from './reports.module.css'
import { useReports } from './reports-store.ts'

const latest = 'latest'
const outside = 'outside'

const units = (Object.keys(unitNames) as Unit[]).map(id => ({
  id,
  label: unitNames[id].many.replace(/^./, first => first.toUpperCase()),
}))

/** What the agreement report compares, in which unit, over which text; and its paragraph, to copy alone. */
export function AgreementOptions() {
  const { agreement, chooseAgreement } = useReports()
  const { round, coders, unit, withInterviewer, withQuoted, coefficients } = agreement
  const client = useClient()
  const { run, busy } = useAct()
  const { study } = useSession()
  const rounds = (useRead('rounds.list', {}).data ?? []).filter(({ state }) => state !== 'open').reverse()
  const members = useRead('members.list', {}).data ?? []
  const compared = coders ? null : (rounds.find(({ id }) => id === round) ?? rounds[0])
  const planned = compared?.plan?.unit ?? 'character'
  const chooseWhat = (what: string) => {
    const [a, b] = members
    if (what !== outside) chooseAgreement({ round: what === latest ? null : what, coders: null })
    else if (a && b) chooseAgreement({ round: null, coders: [a.id, b.id] })
  }
  const choosePerson = (at: 0 | 1, person: string) => {
    const other = coders?.[1 - at] === person ? coders[at] : coders?.[1 - at]
    if (other) chooseAgreement({ coders: at === 0 ? [person, other] : [other, person] })
  }
  const copy = () =>
    run(
      async () => {
        const { paragraph } = await client.reports.methods({ agreement })
        await navigator.clipboard.writeText(paragraph)
      },
      { done: 'The paragraph for the methods section is copied.' },
    )
  return (
    <>
      <Select
        label="Compare"
        options={[
          { id: latest, label: 'Latest round', description: 'That can be compared' },
          ...rounds.map(({ id, title, coders: pair }) => ({
            id,
            label: title,
            description: pair.map(({ initials }) => initials).join(' and '),
          })),
          ...(members.length > 1
            ? [
                {
                  id: outside,
                  label: 'Two people outside rounds',
                  description: 'Over the sources both have coded',
                },
              ]
            : []),
        ]}
        value={coders ? outside : (round ?? latest)}
        onChange={chooseWhat}
      />
      {coders &&
        ([0, 1] as const).map(at => (
          <Select
            key={at}
            label={at === 0 ? 'First coder' : 'Second coder'}
            options={members.map(({ id, name }) => ({ id, label: name }))}
            value={coders[at] ?? null}
            onChange={person => choosePerson(at, person)}
          />
        ))}
      <Select
        label="Count"
        options={units}
        value={unit ?? planned}
        onChange={chosen => chooseAgreement({ unit: chosen })}
      />
      <div className={styles.switches}>
        <Switch isSelected={withInterviewer} onChange={on => chooseAgreement({ withInterviewer: on })}>
          Interviewer’s turns
        </Switch>
        <Switch isSelected={withQuoted} onChange={on => chooseAgreement({ withQuoted: on })}>
          Quoted replies and signatures
        </Switch>
        {study?.stance === 'reflexive' && (
          <Switch isSelected={coefficients} onChange={on => chooseAgreement({ coefficients: on })}>
            Coefficients
          </Switch>
        )}
      </div>
      <Button icon={<Copy />} isPending={busy} onPress={() => void copy()}>
        Copy the paragraph
      </Button>
    </>
  )
}
