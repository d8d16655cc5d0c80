import { useState } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../ui/checkbox.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { counted, number } from '../../../wording.ts'
import { everySource, filterSources } from '../../sources/filter-sources.ts'
import styles from './autocode.module.css'

/** From so many on they are filtered; and so many are listed, typing finds the rest. */
const many = 8
const most = 200

interface ChosenSourcesProps {
  sources: readonly SourceSummary[]
  /** Ids; one that is no source any more is left out with the next change. */
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** The sources to look in, ticked one by one, or all that have some words in their title, speakers, cases or tags. */
export function ChosenSources({ sources, chosen, onChange }: ChosenSourcesProps) {
  const [words, setWords] = useState('')
  const shown = filterSources(sources, { ...everySource, words })
  const ids = shown.map(({ id }) => id)
  const change = (next: readonly string[]) => {
    const wanted = new Set(next)
    onChange(sources.map(({ id }) => id).filter(id => wanted.has(id)))
  }
  return (
    <div className={styles.sought}>
      {sources.length >= many && (
        <SearchField
          label="Filter the sources"
          placeholder="Title, speaker, case or tag"
          value={words}
          onChange={setWords}
          // Enter finds no passages from here.
          onSubmit={() => {}}
        />
      )}
      <div className={styles.some}>
        <CheckboxGroup label={`${number(chosen.length)} chosen`} value={[...chosen]} onChange={change}>
          {shown.slice(0, most).map(({ id, title }) => (
            <Checkbox key={id} value={id}>
              {title}
            </Checkbox>
          ))}
        </CheckboxGroup>
        {shown.length === 0 && <p className={styles.quiet}>No source has these words.</p>}
        {shown.length > most && (
          <p className={styles.quiet}>and {number(shown.length - most)} more: type to find them.</p>
        )}
      </div>
      <div className={styles.letters}>
        <Button size="small" isDisabled={shown.length === 0} onPress={() => change([...chosen, ...ids])}>
          {words.trim() === '' ? 'Choose all' : `Choose ${counted(shown.length, 'source')}`}
        </Button>
        <Button size="small" isDisabled={chosen.length === 0} onPress={() => change([])}>
          Choose none
        </Button>
      </div>
    </div>
  )
}
