import { NotebookPen } from 'lucide-react'
import type { Case } from '#shared/model/case.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { useThemes } from '../themes/themes-store.ts'
import styles from './cases.module.css'

/** The memos about a case; each opens beside its passages, and so does one that is begun here. */
export function CaseMemos({ of }: { of: Case }) {
  const client = useClient()
  const { run, busy } = useAct()
  const go = useNavigation(({ go }) => go)
  const choose = useThemes(({ choose }) => choose)
  const memos = useRead('memos.list', {}).data
  if (!memos) return null
  const about = memos.filter(memo => memo.about.kind === 'case' && memo.about.id === of.id)
  const open = (memo: string) => {
    choose({ view: 'memos', memo })
    go('themes')
  }
  const begin = async () => {
    const made = await run(() =>
      client.memos.add({ title: of.name, kind: 'analytic', about: { kind: 'case', id: of.id } }),
    )
    if (made) open(made.id)
  }
  return (
    <section>
      <h3 className={styles.detailHead}>{counted(about.length, 'memo')}</h3>
      <ul className={styles.links}>
        {about.map(({ id, title, state }) => (
          <li key={id} className={styles.link}>
            <span className={styles.linkWords}>
              <button type="button" className={styles.open} onClick={() => open(id)}>
                {title}
              </button>
              <span className={styles.quiet}>{state}</span>
            </span>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        variant="quiet"
        icon={<NotebookPen />}
        isPending={busy}
        onPress={() => void begin()}
      >
        Write a memo
      </Button>
    </section>
  )
}
