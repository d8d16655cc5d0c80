import { Button } from 'react-aria-components'
import type { SearchHit } from '#shared/model/search.ts'
import { useNavigation } from '../../state/navigation.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './search.module.css'

/** One place found, the words marked in what stands around them. */
export function Hit({ hit }: { hit: SearchHit }) {
  const go = useNavigation(({ go }) => go)
  return (
    <li>
      <Button
        className={classNames(styles.hit)}
        onPress={() => go('code', { source: hit.source, start: hit.start, end: hit.end })}
      >
        {hit.speaker !== null && <span className={styles.speaker}>{hit.speaker}</span>}
        <span className={styles.words}>
          {hit.before}
          <mark>{hit.match}</mark>
          {hit.after}
        </span>
      </Button>
    </li>
  )
}
