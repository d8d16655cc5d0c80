import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { mostMatches } from '../../transcript/find-in-text.ts'
import { IconButton } from '../../ui/button.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { number } from '../../wording.ts'
import styles from './find-bar.module.css'

interface FindBarProps {
  query: string
  onQuery: (query: string) => void
  matches: number
  /** Index of the match being looked at, or -1. */
  current: number
  onStep: (forward: boolean) => void
  onClose: () => void
  /** Whether the keyboard is in here. */
  onHeld: (isHeld: boolean) => void
  /** Grows each time find is asked for, so that the field takes the keyboard again. */
  asked: number
}

/** Finds words in the open text, drawn or not. */
export function FindBar({ query, onQuery, matches, current, onStep, onClose, onHeld, asked }: FindBarProps) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (asked === 0) return
    input.current?.focus()
    input.current?.select()
  }, [asked])
  const all = `${number(matches)}${matches < mostMatches ? '' : '+'}`
  const found = query.trim() === '' ? '' : matches === 0 ? 'None found' : `${number(current + 1)} of ${all}`
  return (
    <search
      className={styles.bar}
      onFocus={() => onHeld(true)}
      onBlur={event => onHeld(event.currentTarget.contains(event.relatedTarget))}
      // Before the field, which would empty itself: F3 goes on with the words last sought.
      onKeyDownCapture={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <div className={styles.field}>
        <SearchField
          label="Find in this text"
          value={query}
          onChange={onQuery}
          inputRef={input}
          found={found}
          onKeyDown={event => {
            if (event.key !== 'Enter') return
            onStep(!event.shiftKey)
            event.preventDefault()
          }}
        />
      </div>
      <IconButton
        label="Previous match"
        size="small"
        shortcut="Shift+F3"
        icon={<ChevronUp />}
        onPress={() => onStep(false)}
      />
      <IconButton
        label="Next match"
        size="small"
        shortcut="F3"
        icon={<ChevronDown />}
        onPress={() => onStep(true)}
      />
      <IconButton label="Close find" size="small" icon={<X />} onPress={onClose} />
    </search>
  )
}
