import { X } from 'lucide-react'
import { useState } from 'react'
import type { Case, CaseKind } from '#shared/model/case.ts'
import type { ContactPart } from '#shared/model/contact.ts'
import { IconButton } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './contacts.module.css'

const attendance = [
  { id: 'yes', label: 'Took part' },
  { id: 'no', label: 'Did not attend' },
] as const

/** The sites or the people of a contact: found by typing, each with whether they took part and, where not, why. */
export function PartsField({
  kind,
  cases,
  parts,
  onChange,
}: {
  kind: CaseKind
  cases: readonly Case[]
  parts: readonly ContactPart[]
  onChange(parts: readonly ContactPart[]): void
}) {
  const [hasAdded, setAdded] = useState(false)
  const [typed, setTyped] = useState('')
  /** What was typed and is nobody's name, when the field was left. */
  const [untaken, setUntaken] = useState('')
  const names = new Map(cases.map(({ id, name }) => [id, name]))
  const taken = new Set(parts.map(part => part.case))
  const options = cases
    .filter(one => one.kind === kind && !taken.has(one.id))
    .map(({ id, name }) => ({ id, label: name }))
  const change = (at: number, to: Partial<ContactPart>) =>
    onChange(parts.map((part, n) => (n === at ? { ...part, ...to } : part)))
  const add = (id: string, staysHere: boolean) => {
    setAdded(staysHere)
    setTyped('')
    setUntaken('')
    onChange([...parts, { case: id, attended: true, reason: '' }])
  }
  /** Whoever is named in full is taken on leaving the field; anything else that stands in it is told of. */
  const leave = () => {
    const name = typed.trim()
    const [called, another] = options.filter(({ label }) => label.toLowerCase() === name.toLowerCase())
    if (called && !another) add(called.id, false)
    else setUntaken(name)
  }
  const noun = kind === 'site' ? 'site' : 'person'
  return (
    <fieldset className={styles.parts}>
      <legend>{kind === 'site' ? 'Sites' : 'People'}</legend>
      {parts.map((part, at) => {
        const name = names.get(part.case) ?? ''
        return (
          <div key={part.case} className={styles.part}>
            <strong title={name}>{name}</strong>
            <Select
              label={`Whether ${name} took part`}
              isLabelHidden
              options={attendance}
              value={part.attended ? 'yes' : 'no'}
              onChange={is => change(at, { attended: is === 'yes' })}
            />
            {part.attended ? (
              <span />
            ) : (
              <TextField
                label={`Why ${name} did not attend`}
                isLabelHidden
                placeholder="Reason, such as annual leave"
                value={part.reason}
                maxLength={400}
                onChange={reason => change(at, { reason })}
              />
            )}
            <IconButton
              label={`Leave out ${name}`}
              icon={<X />}
              size="small"
              onPress={() => {
                setAdded(false)
                onChange(parts.filter((_, n) => n !== at))
              }}
            />
          </div>
        )
      })}
      {/* Made anew with each that is added, so that it is empty and closed, with the keyboard in it. */}
      <ComboBox
        key={parts.length}
        menuTrigger="input"
        autoFocus={hasAdded}
        label={kind === 'site' ? 'Add a site' : 'Add a person'}
        isLabelHidden
        placeholder={kind === 'site' ? 'Add a site' : 'Add a person'}
        options={options}
        value={null}
        empty={`No other ${noun} of this study matches. Add them under Cases.`}
        isUnread={untaken !== ''}
        {...(untaken === ''
          ? {}
          : { error: `“${untaken}” was not added: choose a ${noun} from the list, or go on without.` })}
        onInputChange={text => {
          setTyped(text)
          if (text !== '') setUntaken('')
        }}
        onBlur={leave}
        onChange={id => id !== null && add(id, true)}
      />
    </fieldset>
  )
}
