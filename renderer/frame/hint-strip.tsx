import { Lightbulb } from 'lucide-react'
import { memo } from 'react'
import { showFailure } from '../show-failure.ts'
import { Button } from '../ui/button.tsx'
import { useClient, useRead } from '../use-engine.ts'
import styles from './hint-strip.module.css'
import { hints } from './hints.ts'

/** The screen's first-run hint, until it is dismissed; then never again. */
export const HintStrip = memo(function HintStrip({ screen }: { screen: string }) {
  const client = useClient()
  const preferences = useRead('library.preferences', {}).data
  const hint = hints.find(hint => hint.screen === screen)
  if (!hint || !preferences || preferences.seenHints.includes(hint.id)) return null
  return (
    <aside className={styles.strip} aria-label="Hint">
      <Lightbulb aria-hidden="true" />
      <p className={styles.words}>{hint.words}</p>
      <Button
        variant="quiet"
        size="small"
        onPress={() =>
          void client.library
            .setPreferences({ seenHints: [...preferences.seenHints, hint.id] })
            .catch(showFailure)
        }
      >
        Got it
      </Button>
    </aside>
  )
})
