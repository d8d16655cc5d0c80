import type { Member } from '#shared/model/member.ts'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { unitOptions } from '../../compare/figure-words.ts'
import { AgreedRuleFields } from '../agreed-rule-fields.tsx'
import styles from './plan.module.css'
import type { PlanDraft } from './plan-draft.ts'

interface CodingPartProps {
  draft: PlanDraft
  title: string
  pair: readonly [string | null, string | null]
  coders: readonly Member[]
  /** Why what was typed is no day. */
  dueWhy: string | undefined
  /** The day typed is over. */
  isLate: boolean
  change(what: Partial<PlanDraft>): void
}

/** Who codes, by when, on what agreement is reported, and what the coders may see and do. */
export function CodingPart({ draft, title, pair: [a, b], coders, dueWhy, isLate, change }: CodingPartProps) {
  const options = coders.map(({ id, name, initials }) => ({ id, label: name, description: initials }))
  return (
    <div className={styles.part}>
      <div className={styles.three}>
        <TextField label="Title" value={title} onChange={typed => change({ title: typed })} maxLength={120} />
        <Select label="First coder" options={options} value={a} onChange={chosen => change({ a: chosen })} />
        <Select
          label="Second coder"
          options={options}
          value={b}
          onChange={chosen => change({ b: chosen })}
          {...(a !== null && a === b ? { error: 'Choose two different people.' } : {})}
        />
        <TextField
          label="Due"
          value={draft.due}
          onChange={due => change({ due })}
          placeholder="5 March 2027"
          {...(dueWhy === undefined ? {} : { error: dueWhy })}
          {...(isLate ? { description: 'That day is over: the round is late from the start.' } : {})}
        />
        <Select
          label="Report agreement on"
          options={unitOptions}
          value={draft.unit}
          onChange={unit => change({ unit })}
        />
        <AgreedRuleFields rule={draft.agree} onChange={agree => change({ agree })} />
      </div>
      <div className={styles.switches}>
        <Switch
          isSelected={draft.blind}
          onChange={blind => change({ blind })}
          description="Neither sees the other’s codings, notes, memos or figures before both submit."
        >
          Blind until both submit
        </Switch>
        <Switch
          isSelected={draft.mayAddCodes}
          onChange={mayAddCodes => change({ mayAddCodes })}
          description={
            !draft.mayAddCodes
              ? 'They code only, with the framework as it stands.'
              : draft.blind
                ? 'A code that one adds is a proposal, theirs alone until the round ends; a lead accepts it.'
                : 'A code that one adds is a proposal, there for both at once; a lead accepts it.'
          }
        >
          Coders may propose codes
        </Switch>
      </div>
      <TextArea
        label="What the round is for"
        description="Stands on the plan that you can print."
        value={draft.note}
        onChange={note => change({ note })}
        rows={2}
        maxLength={20_000}
      />
    </div>
  )
}
