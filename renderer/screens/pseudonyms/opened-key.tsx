import { useState } from 'react'
import { Tabs } from '../../ui/tabs.tsx'
import { useRead } from '../../use-engine.ts'
import { NamesTable } from './names-table.tsx'
import styles from './pseudonyms.module.css'
import { PutIn } from './put-in.tsx'
import { Suggestions } from './suggestions.tsx'

type Face = 'names' | 'suggestions' | 'put-in'

/** The key while it is open: its names, what may be names too, and putting pseudonyms in the texts. */
export function OpenedKey() {
  const [face, setFace] = useState<Face>('names')
  const pairs = useRead('pseudonyms.pairs', {}).data
  return (
    <div className={styles.opened}>
      <Tabs<Face>
        label="The key of pseudonyms"
        fillsHeight
        value={face}
        onChange={setFace}
        tabs={[
          {
            id: 'names',
            label: 'Names',
            ...(pairs ? { count: pairs.length } : {}),
            content: <NamesTable pairs={pairs} suggest={() => setFace('suggestions')} />,
          },
          { id: 'suggestions', label: 'Suggestions', content: <Suggestions pairs={pairs ?? []} /> },
          { id: 'put-in', label: 'Put in the texts', content: <PutIn pairs={pairs ?? []} /> },
        ]}
      />
    </div>
  )
}
