import { Pencil } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import { savedInWords } from '../../editor/saved-in-words.ts'
import { TextMet } from '../../editor/text-met.tsx'
import { useKeptText } from '../../editor/use-kept-text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useClient } from '../../use-engine.ts'
import styles from './evidence.module.css'

/** What a theme says, in a sentence or two; kept as it is written. */
export function ThemeSummary({ theme }: { theme: Theme }) {
  const client = useClient()
  const [isWriting, setIsWriting] = useState(false)
  const stored = useMemo(() => ({ text: theme.summary }), [theme])
  const field = useKeptText(stored, summary => client.themes.update({ theme: theme.id, summary }))
  const [isLeft, setIsLeft] = useState(false)
  const isSettled = field.saved.is === 'kept'
  useEffect(() => {
    if (isLeft && isSettled) {
      setIsLeft(false)
      setIsWriting(false)
    }
  }, [isLeft, isSettled])
  const leave = () => {
    setIsLeft(true)
    void field.flush()
  }
  if (isWriting) {
    return (
      <div>
        <TextArea
          label="What the theme says"
          isLabelHidden
          autoFocus
          rows={3}
          value={field.text}
          onChange={field.write}
          onFocus={() => setIsLeft(false)}
          onBlur={leave}
          onKeyDown={event => event.key === 'Escape' && leave()}
        />
        {field.saved.is === 'met' ? (
          <TextMet
            where="what the theme says"
            theirs={theme.summary}
            keepMine={field.keepMine}
            takeTheirs={field.takeTheirs}
          />
        ) : (
          <p className={styles.count} role="status">
            {savedInWords(field.saved)}
          </p>
        )}
      </div>
    )
  }
  if (theme.summary === '') {
    return (
      <div>
        <Button size="small" variant="quiet" icon={<Pencil />} onPress={() => setIsWriting(true)}>
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
        onPress={() => setIsWriting(true)}
      />
    </div>
  )
}
