import { Link2, Unlink } from 'lucide-react'
import { useState } from 'react'
import type { Case, CaseLink } from '#shared/model/case.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { CaseMemos } from './case-memos.tsx'
import styles from './cases.module.css'
import { LinkDialog } from './link-dialog.tsx'

/** The sources of one case, the speakers it is in them, the people of a site, and the memos about it. */
export function CaseDetail({ of, cases }: { of: Case | null; cases: readonly Case[] }) {
  const client = useClient()
  const { run } = useAct()
  const go = useNavigation(({ go }) => go)
  const sources = useRead('sources.list', {}).data
  const [linking, setLinking] = useState(false)
  if (!of) {
    return (
      <EmptyState isCompact title="No case chosen" headingLevel={2}>
        Choose a row to see its sources.
      </EmptyState>
    )
  }
  const titles = new Map(sources?.map(({ id, title }) => [id, title]))
  const people = cases.filter(one => one.site === of.id)
  const site = cases.find(one => one.id === of.site)
  const unlink = ({ source, speaker }: CaseLink) =>
    run(() => client.cases.unlink({ links: [{ source, speaker, case: of.id }] }), {
      undoable: `Took “${titles.get(source) ?? ''}” from “${of.name}”.`,
    })
  return (
    <div className={styles.detail}>
      <div>
        <h2 className={styles.detailName}>{of.name}</h2>
        {site && <p className={styles.quiet}>{site.name}</p>}
      </div>
      <section>
        <h3 className={styles.detailHead}>{counted(new Set(of.links.map(l => l.source)).size, 'source')}</h3>
        <ul className={styles.links}>
          {of.links.map(link => {
            const title = titles.get(link.source) ?? ''
            return (
              <li key={`${link.source} ${link.speaker}`} className={styles.link}>
                <span className={styles.linkWords}>
                  <button
                    type="button"
                    className={styles.open}
                    onClick={() => go('code', { source: link.source })}
                  >
                    {title}
                  </button>
                  {link.speaker !== null && <span className={styles.quiet}>as {link.speaker}</span>}
                </span>
                <IconButton
                  size="tiny"
                  icon={<Unlink />}
                  label={`Take “${title}” from ${of.name}`}
                  onPress={() => void unlink(link)}
                />
              </li>
            )
          })}
        </ul>
        <Button size="small" variant="quiet" icon={<Link2 />} onPress={() => setLinking(true)}>
          Link a source…
        </Button>
      </section>
      {people.length > 0 && (
        <section>
          <h3 className={styles.detailHead}>{counted(people.length, 'person', 'people')}</h3>
          <p>{people.map(one => one.name).join(', ')}</p>
        </section>
      )}
      <CaseMemos of={of} />
      {linking && <LinkDialog of={of} close={() => setLinking(false)} />}
    </div>
  )
}
