import type { Coding } from '#shared/model/coding.ts'
import { useRead } from '../../use-engine.ts'
import styles from './passage-panel.module.css'

/**
 * The version of its code's framework that a coding was made with: that of its round, else of its moment; and whether the
 * code has come since.
 */
export function VersionOfCoding({ coding, framework }: { coding: Coding; framework: string }) {
  const versions = useRead('codebook.versions', { framework }).data
  const rounds = useRead('rounds.list', {}).data
  const round = rounds?.find(({ id }) => id === coding.round)
  const moment = round?.openedAt ?? coding.createdAt
  const version = rounds && versions?.find(({ createdAt }) => createdAt <= moment)
  const since = useRead('codebook.compareVersions', version ? { framework, from: version.number } : null).data
  if (!versions || !rounds || (version && !since)) return null
  const isNewer = since?.differences.some(({ code, kind }) => code === coding.code && kind === 'added')
  return (
    <p className={styles.when}>
      {version
        ? `Coded with version ${version.number} of the framework`
        : 'Coded before the first version of the framework'}
      {round && `, in “${round.title}”`}
      {isNewer && '; the code is newer'}
    </p>
  )
}
