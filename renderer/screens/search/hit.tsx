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
          {beginning(hit.before)}
          <mark>{hit.match}</mark>
          {ending(hit.after)}
        </span>
      </Button>
    </li>
  )
}

/** The engine gives about this many characters around a match; fewer mean that the passage begins or ends there. */
const least = 85

/** What stands before, from its first whole word. */
function beginning(before: string): string {
  const space = before.search(/\s/)
  return before.length < least || space === -1 ? before : `…${before.slice(space + 1)}`
}

/** What stands after, to its last whole word. */
function ending(after: string): string {
  const cut = /\s\S*$/.exec(after)?.index
  return after.length < least || cut === undefined ? after : `${after.slice(0, cut)}…`
}
