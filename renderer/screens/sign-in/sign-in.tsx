import type { OpenStudy } from '#shared/model/study.ts'
import { closeStudy } from '../../commands/close-study.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Card, CardList } from '../../ui/card-list.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { MemberForm } from '../study/member-form.tsx'
import { rolesInWords } from '../study/roles.ts'
import styles from './sign-in.module.css'

/** Who is at this window? Asked first in a study with members; a study without any asks its first to join. */
export function SignIn({ study }: { study: OpenStudy }) {
  const client = useClient()
  const context = useCommandContext()
  const { run } = useAct()
  const { data: members, failure } = useRead('members.list', {})
  const isEmpty = members?.length === 0
  const signIn = (member: string) => run(() => client.session.signIn({ member }))
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <header>
          <p className={styles.study}>{study.title}</p>
          <h1 className={styles.title}>
            {isEmpty ? 'Add yourself to the study' : 'Who are you in this study?'}
          </h1>
        </header>
        {failure && (
          <Callout tone="error" title={failure.message}>
            {failure.hint}
          </Callout>
        )}
        {members && members.length > 0 && (
          <CardList label="Members">
            {members.map(member => (
              <Card
                key={member.id}
                title={member.name}
                icon={<CoderBadge name={member.name} initials={member.initials} />}
                description={rolesInWords(member.roles)}
                onPress={() => void signIn(member.id)}
              />
            ))}
          </CardList>
        )}
        {isEmpty && (
          <p className={styles.quiet}>
            Every coding and every change carries the name of the person who made it. More people can be added
            once you are in.
          </p>
        )}
        {isEmpty ? (
          <section className={styles.form} aria-label="Add yourself">
            <MemberForm
              submitLabel="Add me and sign in"
              usualRoles={['coder', 'lead']}
              mustLead
              taken={[]}
              onSubmit={async given => {
                const member = await client.members.add(given)
                await client.session.signIn({ member: member.id })
              }}
            />
          </section>
        ) : (
          <p className={styles.quiet}>
            Not on the list? A lead of the study can add you on its Study screen.
          </p>
        )}
        <footer className={styles.foot}>
          <p>Anyone who can open this study on this computer can sign in as anyone here.</p>
          <Button variant="quiet" size="small" onPress={() => void closeStudy.run(context)}>
            Close the study
          </Button>
        </footer>
      </div>
    </div>
  )
}
