import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Member } from '#shared/model/member.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useCompare } from './compare-store.ts'
import styles from './many-coders.module.css'

const most = 50

/** Who is compared outside rounds: two or more, in the study's order; ticked first, then compared. */
export function PeopleChoice({ members }: { members: readonly Member[] }) {
  const { pair, more, choose } = useCompare()
  const compared = [...(pair ?? []), ...more]
  const [ticked, setTicked] = useState<readonly string[]>(compared)
  const initials = members.filter(({ id }) => compared.includes(id)).map(member => member.initials)
  const [a, b, ...others] = members.flatMap(({ id }) => (ticked.includes(id) ? [id] : []))
  const isReady = b !== undefined && others.length <= most - 2
  return (
    <div className={styles.people}>
      <span className={styles.label} aria-hidden="true">
        Coders
      </span>
      <Popover
        trigger={
          <Button aria-label={`Coders: ${initials.join(', ')}`}>
            <span className={styles.initials}>
              <span>{initials.join(', ')}</span>
              <ChevronDown aria-hidden="true" />
            </span>
          </Button>
        }
        label="Who is compared"
        onOpenChange={isOpen => isOpen && setTicked(compared)}
      >
        {close => (
          <div className={styles.tick}>
            <CheckboxGroup
              label="Who is compared"
              isLabelHidden
              description={
                others.length > most - 2 ? `Up to ${most} people; untick some.` : 'Two people or more.'
              }
              value={[...ticked]}
              onChange={setTicked}
            >
              {members.map(({ id, name, initials: short }) => (
                <Checkbox key={id} value={id}>
                  {name} <span className={styles.short}>{short}</span>
                </Checkbox>
              ))}
            </CheckboxGroup>
            <Button
              variant="primary"
              size="small"
              isDisabled={!isReady}
              onPress={() => {
                close()
                if (a && b) choose({ pair: [a, b], more: others, drill: null, reading: null })
              }}
            >
              Compare them
            </Button>
          </div>
        )}
      </Popover>
    </div>
  )
}
