import { useState } from 'react'
import { passphraseHint, passphraseProblem } from '#shared/model/passphrase.ts'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './lock.module.css'

/** A new passphrase as it stands in its two fields. */
export interface NewPassphrase {
  words: string
  again: string
  isShown: boolean
}

export const noPassphrase: NewPassphrase = { words: '', again: '', isShown: false }

/** Whether it is long enough and, where it cannot be seen, typed twice the same. */
export const isReady = ({ words, again, isShown }: NewPassphrase): boolean =>
  passphraseProblem(words) === null && (isShown || words === again)

interface NewPassphraseFieldsProps {
  label?: string
  value: NewPassphrase
  onChange(value: NewPassphrase): void
  autoFocus?: boolean
}

/** Asks for a new passphrase: twice, or once where it may be seen. Says what is missing while it is typed. */
export function NewPassphraseFields(props: NewPassphraseFieldsProps) {
  const { label = 'New passphrase', value, onChange, autoFocus = false } = props
  const [wasLeft, setLeft] = useState(false)
  const { words, again, isShown } = value
  const problem = wasLeft && words !== '' ? passphraseProblem(words) : null
  const type = isShown ? 'text' : 'password'
  return (
    <div className={styles.fields}>
      <TextField
        label={label}
        type={type}
        autoComplete="new-password"
        spellCheck="false"
        description={passphraseHint(words)}
        value={words}
        onChange={words => onChange({ ...value, words })}
        onBlur={() => setLeft(true)}
        autoFocus={autoFocus}
        {...(problem === null ? {} : { error: problem })}
      />
      {!isShown && (
        <TextField
          label="The same again"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={again => onChange({ ...value, again })}
          {...(again !== '' && again !== words ? { error: 'The two differ.' } : {})}
        />
      )}
      <Switch isSelected={isShown} onChange={isShown => onChange({ ...value, isShown })}>
        Show what I type
      </Switch>
    </div>
  )
}
