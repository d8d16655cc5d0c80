import { Pencil, UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import type { Member } from '#shared/model/member.ts'
import { switchMember } from '../../commands/switch-member.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { Badge, CoderBadge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { MemberForm } from './member-form.tsx'
import { rolesInWords } from './roles.ts'
import { Section } from './section.tsx'
import styles from './study.module.css'

/** The people of the study, who of them is here, and how to become another. */
export function Members({ me }: { me: Member }) {
  const client = useClient()
  const context = useCommandContext()
  const { run } = useAct()
  const members = useRead('members.list', {}).data ?? []
  const [edited, setEdited] = useState<Member | 'new' | null>(null)
  const isLead = me.roles.includes('lead')
  return (
    <Section
      title="People"
      action={
        isLead && (
          <Button variant="quiet" size="small" icon={<UserPlus />} onPress={() => setEdited('new')}>
            Add a person…
          </Button>
        )
      }
    >
      <ul className={styles.people}>
        {members.map(member => (
          <li key={member.id} className={styles.person}>
            <span aria-hidden="true">
              <CoderBadge name={member.name} initials={member.initials} />
            </span>
            <div className={styles.personWords}>
              <span className={styles.personName}>{member.name}</span>
              <span className={styles.quiet}>{rolesInWords(member.roles)}</span>
            </div>
            {member.id === me.id && <Badge tone="accent">You</Badge>}
            {(isLead || member.id === me.id) && (
              <IconButton
                label={`Change ${member.name}`}
                icon={<Pencil />}
                size="tiny"
                onPress={() => setEdited(member)}
              />
            )}
            {isLead && (
              <IconButton
                label={`Remove ${member.name}`}
                icon={<X />}
                size="tiny"
                isDisabled={member.id === me.id}
                onPress={() =>
                  void run(() => client.members.remove({ member: member.id }), {
                    undoable: `${member.name} was removed from the study.`,
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
      <p className={styles.honest}>
        Anyone who can open this study on this computer can sign in as anyone here.{' '}
        <Button variant="quiet" size="small" onPress={() => void switchMember.run(context)}>
          Sign in as someone else…
        </Button>
      </p>
      {edited && (
        <Dialog
          title={edited === 'new' ? 'Add a person' : `Change ${edited.name}`}
          size="small"
          isOpen
          isHeld
          onOpenChange={opened => !opened && setEdited(null)}
        >
          <MemberForm
            submitLabel={edited === 'new' ? 'Add' : 'Keep the change'}
            {...(edited === 'new' ? {} : { member: edited })}
            taken={members.filter(member => member !== edited).map(({ initials }) => initials)}
            onCancel={() => setEdited(null)}
            onSubmit={async given => {
              if (edited === 'new') await client.members.add(given)
              else {
                const { name, initials, roles } = given
                const sameRoles = roles.join() === edited.roles.join()
                await client.members.update({
                  member: edited.id,
                  name,
                  initials,
                  ...(sameRoles ? {} : { roles }),
                })
              }
              setEdited(null)
            }}
          />
        </Dialog>
      )}
    </Section>
  )
}
