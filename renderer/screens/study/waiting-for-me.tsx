import { ArrowRight, Check } from 'lucide-react'
import type { Waiting } from '#shared/model/study.ts'
import { importFiles } from '../../commands/import-files.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { Button } from '../../ui/button.tsx'
import { Card, CardList } from '../../ui/card-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Section } from './section.tsx'
import styles from './study.module.css'

/** What the person signed in has to do next, each line one click from where it is done. */
export function WaitingForMe({ waiting, hasSources }: { waiting: readonly Waiting[]; hasSources: boolean }) {
  const context = useCommandContext()
  return (
    <Section title="Waiting for you">
      {waiting.length > 0 ? (
        <CardList label="Waiting for you">
          {waiting.map(({ what, screen, round, code }) => (
            <Card
              key={`${screen} ${round ?? ''} ${what}`}
              title={what}
              onPress={() =>
                context.go(screen, {
                  ...(round === undefined ? {} : { round }),
                  ...(code === undefined ? {} : { code, face: 'split' }),
                })
              }
              aside={<ArrowRight className={styles.arrow} aria-hidden="true" />}
            />
          ))}
        </CardList>
      ) : hasSources ? (
        <p className={styles.done}>
          <Check aria-hidden="true" />
          Nothing waits for you now.
        </p>
      ) : (
        <EmptyState
          isCompact
          headingLevel={3}
          title="No sources yet"
          action={
            <Button variant="primary" onPress={() => void importFiles.run(context)}>
              Import files…
            </Button>
          }
        >
          Interviews, emails, field notes and records come in here: Word, text, captions, email and more. You
          see what was recognised before anything is kept.
        </EmptyState>
      )}
    </Section>
  )
}
