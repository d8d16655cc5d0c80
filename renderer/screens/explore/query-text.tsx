import { useState } from 'react'
import type { TextAsked } from '#shared/model/query.ts'
import { Button } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { useQuery } from './query-store.ts'
import styles from './search-view.module.css'

const ways: readonly { id: TextAsked['how']; label: string; description: string }[] = [
  {
    id: 'words',
    label: 'All of the words',
    description: 'Whole words; wait* for beginnings; “…” OR NOT NEAR/10 ( )',
  },
  { id: 'phrase', label: 'The words as a phrase', description: 'One after the other' },
  { id: 'near', label: 'The words near each other', description: 'In any order' },
  { id: 'pattern', label: 'A regular expression', description: 'Looked for in every source' },
]

/** The words looked for and how they are read. A regular expression is looked for when it is asked for, not while it is typed. */
export function QueryText() {
  const { query, ask } = useQuery()
  const { words = '', how = 'words', within = 10 } = query.text ?? {}
  const [typed, setTyped] = useState(words)
  const [way, setWay] = useState(how)
  const [latest, setLatest] = useState(query.text)
  if (latest !== query.text) {
    setLatest(query.text)
    if (query.text === null ? typed.trim() !== '' && latest !== null : words !== typed.trim()) setTyped(words)
    if (query.text) setWay(how)
  }
  const put = (text: string, as: TextAsked['how'], near: number) =>
    ask({ text: text.trim() === '' ? null : { words: text.trim(), how: as, within: near } })
  return (
    <div className={styles.text}>
      <SearchField
        label="Words in the text"
        placeholder="Words in the text"
        value={typed}
        onChange={text => {
          setTyped(text)
          if (way !== 'pattern' || text === '') put(text, way, within)
        }}
        onSubmit={text => put(text, way, within)}
      />
      <div className={styles.ways}>
        <Select<TextAsked['how']>
          label="Find"
          isLabelHidden
          options={ways}
          value={way}
          onChange={chosen => {
            setWay(chosen)
            // What was found stays until the pattern is looked for.
            if (chosen !== 'pattern') put(typed, chosen, within)
          }}
        />
        {way === 'near' && (
          <NumberField
            label="Words between"
            isLabelHidden
            unit="words"
            min={1}
            max={100}
            value={within}
            onChange={near => put(typed, way, near ?? 10)}
          />
        )}
        {way === 'pattern' && (
          <Button isDisabled={typed.trim() === ''} onPress={() => put(typed, way, within)}>
            Look for it
          </Button>
        )}
      </div>
    </div>
  )
}
