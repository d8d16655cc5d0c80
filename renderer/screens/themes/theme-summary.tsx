import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './evidence.module.css'

/** What a theme says, in a sentence or two; kept on leaving the field. */
export function ThemeSummary({ theme, onSummarise }: { theme: Theme; onSummarise(summary: string): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    if (draft !== null && draft !== theme.summary) onSummarise(draft)
    setDraft(null)
  }
  if (draft !== null) {
    return (
      <TextArea
        label="What the theme says"
        isLabelHidden
        autoFocus
        rows={3}
        value={draft}
        onChange={setDraft}
        onBlur={keep}
        onKeyDown={event => event.key === 'Escape' && setDraft(null)}
      />
    )
  }
  if (theme.summary === '') {
    return (
      <div>
        <Button size="small" variant="quiet" icon={<Pencil />} onPress={() => setDraft('')}>
          Say what this theme says
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.summary}>
      <p className={styles.summaryWords} title={theme.summary}>
        {theme.summary}
      </p>
      <IconButton
        label="Edit what the theme says"
        icon={<Pencil />}
        size="tiny"
        onPress={() => setDraft(theme.summary)}
      />
    </div>
  )
}
