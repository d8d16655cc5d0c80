import { useState } from 'react'
import { CodeDot } from '../ui/badge.tsx'
import { Checkbox, CheckboxGroup } from '../ui/checkbox.tsx'
import { ComboBox } from '../ui/combo-box.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Select } from '../ui/select.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

const sets = [
  { id: 'mentors', label: 'Mentor interviews', description: '14 sources' },
  { id: 'ots', label: 'OT interviews', description: '11 sources' },
  { id: 'records', label: 'Records and emails', description: '62 sources' },
  { id: 'notes', label: 'Field notes', description: 'Empty so far', isDisabled: true },
] as const

const codes = [
  { id: 'trust', label: 'Trust', description: 'Relationships', icon: <CodeDot colour={1} /> },
  { id: 'time', label: 'Time pressure', description: 'Work', icon: <CodeDot colour={2} /> },
  { id: 'fit', label: 'Fit with the ward', description: 'Work', icon: <CodeDot colour={4} /> },
] as const

type SetId = (typeof sets)[number]['id']
type CodeId = (typeof codes)[number]['id']

/** Every field, valid, invalid and disabled. */
export function Fields() {
  const [set, setSet] = useState<SetId | null>('mentors')
  const [code, setCode] = useState<CodeId | null>('trust')
  const [minutes, setMinutes] = useState<number | null>(45)
  const [stance, setStance] = useState<'inductive' | 'deductive' | 'both'>('inductive')
  return (
    <Group name="Fields">
      <Sample name="Text">
        <div className={styles.column}>
          <TextField label="Name" defaultValue="Time pressure" />
          <TextField label="Site" placeholder="Ward or team" description="As it stands in the contact log." />
          <TextField
            label="Participant"
            defaultValue="P7"
            error="There is a P07 already; use another number."
            isRequired
          />
          <TextField label="Study" defaultValue="Mentoring in practice" isDisabled />
        </div>
      </Sample>
      <Sample name="Text over lines, search">
        <div className={styles.column}>
          <TextArea
            label="Definition"
            defaultValue="Talk of not having enough minutes for what the plan asks, whoever is blamed for it."
          />
          <TextArea label="When not to use" placeholder="What belongs to another code" rows={2} />
          <SearchField label="Find in text" shortcut="Mod+F" />
          <SearchField label="Find a code" defaultValue="trust" found="3 of 14" />
          <SearchField label="Search everything" defaultValue="ward round" isBusy />
        </div>
      </Sample>
      <Sample name="Numbers and choosing">
        <div className={styles.column}>
          <NumberField
            label="Minutes"
            value={minutes}
            onChange={setMinutes}
            min={0}
            max={480}
            step={5}
            unit="minutes"
          />
          <NumberField
            label="Share"
            value={120}
            onChange={() => {}}
            unit="%"
            error="A share is at most 100 %."
          />
          <NumberField label="Closed" value={3} onChange={() => {}} isDisabled />
          <Select label="Data set" options={sets} value={set} onChange={setSet} />
          <Select
            label="Round"
            options={[]}
            value={null}
            onChange={() => {}}
            placeholder="Choose a round"
            error="Choose one."
          />
          <Select label="Framework" options={sets} value="ots" onChange={() => {}} isDisabled />
          <ComboBox label="Code" options={codes} value={code} onChange={setCode} placeholder="Type to find" />
        </div>
      </Sample>
      <Sample name="Radio">
        <RadioGroup
          label="Stance"
          value={stance}
          onChange={setStance}
          options={[
            { id: 'inductive', label: 'Inductive', description: 'Codes come from the text.' },
            { id: 'deductive', label: 'Deductive', description: 'Codes come from a framework.' },
            { id: 'both', label: 'Both', isDisabled: true },
          ]}
        />
      </Sample>
      <Sample name="Checkboxes">
        <CheckboxGroup
          label="Leave out"
          defaultValue={['interviewer']}
          description="From counts and agreement."
        >
          <Checkbox value="interviewer">Interviewer turns</Checkbox>
          <Checkbox value="headings">Headings</Checkbox>
          <Checkbox value="times" isDisabled>
            Time stamps
          </Checkbox>
        </CheckboxGroup>
        <Checkbox isIndeterminate>Some of the sources</Checkbox>
        <Checkbox isSelected isDisabled>
          Always kept
        </Checkbox>
      </Sample>
      <Sample name="Switches">
        <div className={styles.column}>
          <Switch defaultSelected description="Neither coder sees the other until both submit.">
            Blind
          </Switch>
          <Switch>Snap to words</Switch>
          <Switch isDisabled>Share names</Switch>
          <Switch isDisabled isSelected>
            Keep a journal
          </Switch>
        </div>
      </Sample>
    </Group>
  )
}
