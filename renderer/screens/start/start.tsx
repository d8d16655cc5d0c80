import { FolderOpen, FolderX, Inbox, Plus, X } from 'lucide-react'
import { openHandout } from '../../commands/handouts.ts'
import { newStudy } from '../../commands/new-study.ts'
import { openSample } from '../../commands/open-sample.ts'
import { openStudy } from '../../commands/open-study.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Card, CardList } from '../../ui/card-list.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { lately } from '../../wording.ts'
import { openStudyAt } from './opening-store.ts'
import styles from './start.module.css'

/** Where one begins: the studies used lately, a new one, another one, or the sample. */
export function Start() {
  const context = useCommandContext()
  const client = useClient()
  const { run } = useAct()
  const { data, failure } = useRead('library.recent', {})
  const studies = data?.studies ?? []
  const isFirst = data !== undefined && studies.length === 0
  return (
    <div className={styles.start}>
      <div className={styles.column}>
        <header className={styles.head}>
          <h1 className={styles.title}>Tandem</h1>
          <p className={styles.line}>Code apart, compare, settle, report.</p>
        </header>
        {failure && (
          <Callout tone="error" title={failure.message}>
            {failure.hint}
          </Callout>
        )}
        {isFirst && (
          <section className={styles.first}>
            <h2>Begin with the sample study</h2>
            <p>
              A trial of a rehabilitation service in which everything is invented, people and hospitals too:
              interviews, emails and records that two coders have coded and a reviewer has begun to settle.
              You get a copy of your own; nothing you do in it can go wrong.
            </p>
            <Button variant="primary" onPress={() => void openSample.run(context)}>
              Open the sample study
            </Button>
          </section>
        )}
        <div className={styles.actions}>
          <Button
            icon={<Plus />}
            variant={isFirst ? 'secondary' : 'primary'}
            onPress={() => void newStudy.run(context)}
          >
            New study…
          </Button>
          <Button icon={<FolderOpen />} onPress={() => void openStudy.run(context)}>
            Open a study…
          </Button>
          <Button icon={<Inbox />} onPress={() => void openHandout.run(context)}>
            Open a hand-out…
          </Button>
          {!isFirst && data && (
            <Button variant="quiet" onPress={() => void openSample.run(context)}>
              A fresh copy of the sample study
            </Button>
          )}
        </div>
        {studies.length > 0 && (
          <section className={styles.recent}>
            <h2 className={styles.heading}>Recent studies</h2>
            <CardList label="Recent studies">
              {studies.map(study => (
                <Card
                  key={study.path}
                  title={study.title}
                  description={
                    study.present
                      ? study.handout
                        ? `${study.handout.coder}’s hand-out of “${study.handout.round}” · ${study.path}`
                        : study.path
                      : `No longer at ${study.path}. It may have been moved or renamed.`
                  }
                  {...(study.present
                    ? { onPress: () => void openStudyAt(client, study.path, study.title) }
                    : { icon: <FolderX /> })}
                  aside={study.present ? lately(study.openedAt) : undefined}
                  actions={
                    <IconButton
                      label={`Take “${study.title}” off this list`}
                      icon={<X />}
                      size="tiny"
                      onPress={() => void run(() => client.library.forget({ path: study.path }))}
                    />
                  }
                />
              ))}
            </CardList>
          </section>
        )}
        {data && (
          <footer className={styles.foot}>
            <p>Tandem {data.version}. Everything stays on this computer; nothing is sent anywhere.</p>
          </footer>
        )}
      </div>
    </div>
  )
}
