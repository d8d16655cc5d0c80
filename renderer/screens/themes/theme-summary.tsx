import { useState } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import { TextArea } from '../../ui/text-area.tsx'

/** What a theme says, in a sentence or two; kept on leaving the field. */
export function ThemeSummary({ theme, onSummarise }: { theme: Theme; onSummarise(summary: string): void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    if (draft !== null && draft !== theme.summary) onSummarise(draft)
    setDraft(null)
  }
  return (
    <TextArea
      label="What the theme says"
      isLabelHidden
      placeholder="What this theme says, in a sentence or two"
      rows={1}
      value={draft ?? theme.summary}
      onChange={setDraft}
      onBlur={keep}
    />
  )
}
