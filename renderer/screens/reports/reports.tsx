import { EyeOff, FileOutput } from 'lucide-react'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useRead } from '../../use-engine.ts'
import { listed } from '../../wording.ts'
import { useRememberedLook } from '../explore/use-remembered-look.ts'
import { ReportCard } from './report-card.tsx'
import { inGroups } from './report-groups.ts'
import styles from './reports.module.css'
import { useRemembered } from './use-remembered.ts'

/** Everything that can be taken out of the study. */
export function Reports() {
  const { data: kinds, failure } = useRead('reports.kinds', {})
  const made = useRemembered()
  useRememberedLook()
  const blind = (useRead('rounds.list', {}).data ?? []).filter(
    ({ state, blind }) => state === 'open' && blind,
  )
  return (
    <>
      <PageHeader
        title="Reports"
        description="Made from the study as it stands. The same study gives the same file, but for dates."
      />
      <div className={styles.page}>
        {failure && (
          <Callout tone="error" title={failure.message}>
            {failure.hint}
          </Callout>
        )}
        {blind.length > 0 && (
          <div className={styles.notice}>
            <EyeOff aria-hidden="true" />
            {listed(blind.map(({ title }) => `“${title}”`))} {blind.length === 1 ? 'is' : 'are'} blind until
            both submit: the codings of {blind.length === 1 ? 'that round' : 'those rounds'} are left out, and
            the reports say so.
          </div>
        )}
        {kinds?.length === 0 ? (
          <EmptyState icon={<FileOutput />} title="Nothing can be made yet">
            Frameworks, codings and memos are taken out of the study here.
          </EmptyState>
        ) : (
          inGroups(kinds ?? []).map(group => (
            <section key={group.name} className={styles.group}>
              <h2 className={styles.groupName}>{group.name}</h2>
              <ul className={styles.cards} aria-label={`Reports: ${group.name}`}>
                {group.kinds.map(kind => (
                  <ReportCard key={kind.id} kind={kind} earlier={made[kind.id]} />
                ))}
              </ul>
            </section>
          ))
        )}
      </div>
    </>
  )
}
