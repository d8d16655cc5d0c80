import { useState } from 'react'
import type { Revisit } from '#shared/model/codebook.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Meter } from '../../ui/meter.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { counted, dateOf, listed, number } from '../../wording.ts'
import styles from './framework-overview.module.css'

const words = { added: 'added', split: 'split', redefined: 'defined anew' } as const
/** How many are listed until more are asked for. */
const most = 12

/** The sources that were coded before the framework changed, and how many were gone through again; nothing where it did not. */
export function Revisits({ framework }: { framework: string }) {
  const [isWhole, setWhole] = useState(false)
  const rows = (useRead('codebook.revisits', {}).data ?? [])
    .map(row => ({ ...row, changes: row.changes.filter(change => change.framework === framework) }))
    .filter(({ changes }) => changes.length > 0)
  if (rows.length === 0) return null
  const done = rows.filter(({ changes }) => changes.every(change => change.done)).length
  return (
    <section aria-label="Sources to revisit" className={styles.versions}>
      <div className={styles.line}>
        <h3>Sources to revisit</h3>
        <Meter
          label="Sources gone through again"
          value={done / rows.length}
          words={`${number(done)} of ${number(rows.length)}`}
          tone={done === rows.length ? 'good' : 'accent'}
        />
      </div>
      <p className={styles.quiet}>
        They were coded before the framework changed. Go through each with what changed in mind, then mark it.
      </p>
      <ul className={styles.list}>
        {rows.slice(0, isWhole ? undefined : most).map(row => (
          <ToRevisit key={`${row.source} ${row.coder}`} row={row} />
        ))}
      </ul>
      {!isWhole && rows.length > most && (
        <div>
          <Button size="small" variant="quiet" onPress={() => setWhole(true)}>
            {`Show all ${number(rows.length)}`}
          </Button>
        </div>
      )}
    </section>
  )
}

function ToRevisit({ row: { source, sourceTitle, coder, changes, last } }: { row: Revisit }) {
  const client = useClient()
  const { member } = useSession()
  const { run, busy } = useAct()
  const { go } = useNavigation()
  const members = useRead('members.list', {}).data ?? []
  const whose = members.find(({ id }) => id === coder)
  const by = members.find(({ id }) => id === last?.by)
  const open = changes.filter(({ done }) => !done)
  const mayMark = member?.id === coder || member?.roles.includes('lead')
  const mark = () =>
    void run(() => client.codebook.markRevisited({ revisits: [{ source, coder }] }), {
      undoable: `“${sourceTitle}” is marked as gone through again.`,
    })
  return (
    <li className={styles.proposal}>
      {whose && <CoderBadge name={whose.name} initials={whose.initials} size="small" />}
      <span className={styles.number}>{sourceTitle}</span>
      <span className={styles.quiet}>
        {open.length > 0
          ? inWords(open)
          : `gone through again${last ? `, ${dateOf(last.at)}` : ''}${by ? `, said by ${by.initials}` : ''}`}
      </span>
      <span className={styles.acts}>
        <Button size="small" variant="quiet" onPress={() => go('code', { source })}>
          Open
        </Button>
        {open.length > 0 && mayMark && (
          <Button
            size="small"
            isPending={busy}
            aria-label={`Mark “${sourceTitle}” of ${whose?.initials ?? 'its coder'} as revisited`}
            onPress={mark}
          >
            Revisited
          </Button>
        )}
      </span>
    </li>
  )
}

/** `Worth to others added, Belief split`; many are counted. */
function inWords(changes: Revisit['changes']): string {
  if (changes.length > 4) return `${counted(changes.length, 'change')} since`
  return listed(changes.map(({ name, kind }) => `“${name}” ${words[kind]}`))
}
