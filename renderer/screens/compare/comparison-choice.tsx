import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import styles from './compare.module.css'
import { unitFor, useCompare } from './compare-store.ts'
import { unitOptions } from './figure-words.ts'
import { PeopleChoice } from './people-choice.tsx'

const outside = 'outside'

interface ComparisonChoiceProps {
  rounds: readonly Round[]
  round: Round | null
  members: readonly Member[]
}

/** What is compared, on which unit, with or without the interviewer's turns and what emails quote. */
export function ComparisonChoice({ rounds, round, members }: ComparisonChoiceProps) {
  const { pair, unit, withInterviewer, withQuoted, choose } = useCompare()
  const chooseWhat = (what: string) => {
    const [a, b] = members
    if (what !== outside) choose({ round: what, pair: null, more: [], drill: null, reading: null })
    else if (a && b && !pair) choose({ pair: [a.id, b.id], more: [], drill: null, reading: null })
  }
  return (
    <div className={styles.choice}>
      <Select
        label="Compare"
        options={[
          ...rounds.map(({ id, title, coders, state }) => ({
            id,
            label: title,
            description: `${coders.map(({ initials }) => initials).join(' and ')}${state === 'open' ? ', being coded' : ''}`,
          })),
          ...(members.length > 1
            ? [
                {
                  id: outside,
                  label: 'People outside rounds',
                  description: 'Two or more, over what they have read',
                },
              ]
            : []),
        ]}
        value={pair ? outside : (round?.id ?? null)}
        onChange={chooseWhat}
      />
      {pair && <PeopleChoice members={members} />}
      <Select
        label="Count"
        options={unitOptions}
        value={unitFor(unit, round)}
        onChange={chosen => choose({ unit: chosen })}
      />
      <div className={styles.parts}>
        <Switch isSelected={withInterviewer} onChange={on => choose({ withInterviewer: on })}>
          Interviewer’s turns
        </Switch>
        <Switch isSelected={withQuoted} onChange={on => choose({ withQuoted: on })}>
          Quoted replies and signatures
        </Switch>
      </div>
    </div>
  )
}
