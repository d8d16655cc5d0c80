import { useState } from 'react'
import type { Role } from '#shared/model/member.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useStep } from '../use-step.ts'
import { roles } from './roles.ts'
import styles from './study.module.css'

interface GivenMember {
  name: string
  initials: string
  roles: Role[]
}

interface MemberFormProps {
  submitLabel: string
  member?: GivenMember
  usualRoles?: readonly Role[]
  /** Initials others already have. */
  taken: readonly string[]
  /** The first person of a study: without a lead nobody could add the others. */
  mustLead?: boolean
  onSubmit(given: GivenMember): Promise<unknown>
  onCancel?(): void
}

/** Name, initials and roles of a person; the initials follow the name until they are typed. */
export function MemberForm(props: MemberFormProps) {
  const { submitLabel, member, usualRoles = ['coder'], taken, mustLead = false, onSubmit, onCancel } = props
  const [name, setName] = useState(member?.name ?? '')
  const [typed, setTyped] = useState(member?.initials ?? null)
  const [held, setHeld] = useState<Role[]>([...(member?.roles ?? usualRoles)])
  const { take, failure, busy } = useStep()
  const initials = (typed ?? initialsOf(name)).trim()
  const problem = initialsProblem(initials, taken)
  const rolesProblem = rolesMissing(held, mustLead)
  const isReady = name.trim() !== '' && initials !== '' && problem === null && rolesProblem === null
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        if (isReady && !busy) take(() => onSubmit({ name: name.trim(), initials, roles: held }))
      }}
    >
      <FailureCallout failure={failure} />
      <div className={styles.nameAndInitials}>
        <TextField label="Name" value={name} onChange={setName} isRequired autoFocus maxLength={120} />
        <TextField
          label="Initials"
          value={initials}
          onChange={setTyped}
          maxLength={5}
          {...(problem === null ? {} : { error: problem })}
        />
      </div>
      <CheckboxGroup
        label="Roles"
        value={held}
        onChange={chosen => setHeld(roles.filter(({ id }) => chosen.includes(id)).map(({ id }) => id))}
        {...(rolesProblem === null ? {} : { error: rolesProblem })}
      >
        {roles.map(({ id, label, description }) => (
          <Checkbox key={id} value={id} description={description}>
            {label}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <div className={styles.formEnd}>
        {onCancel && <Button onPress={onCancel}>Cancel</Button>}
        <Button variant="primary" type="submit" isDisabled={!isReady} isPending={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** The first letters of a name's first and last words: `Rosa Bell` → `RB`. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen
    .map(word => /[\p{L}\p{N}]/u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toUpperCase()
}

function initialsProblem(initials: string, taken: readonly string[]): string | null {
  if (initials === '') return null
  if (!/^[\p{L}\p{N}]{1,5}$/u.test(initials)) return 'One to five letters or digits.'
  return taken.some(other => other.toLowerCase() === initials.toLowerCase())
    ? 'Someone else has these.'
    : null
}

function rolesMissing(held: readonly Role[], mustLead: boolean): string | null {
  if (mustLead && !held.includes('lead')) {
    return 'The first person needs the role of lead: only a lead can add the others.'
  }
  return held.length === 0 ? 'Choose at least one.' : null
}
