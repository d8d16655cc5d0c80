import { useConnection } from '../state/connection.ts'
import { Callout } from '../ui/callout.tsx'
import styles from './frame.module.css'

/** Says that the engine is gone, or is another one, for as long as it is. */
export function LinkNotice() {
  const link = useConnection(({ link }) => link)
  if (link === 'restarted') {
    return (
      <div className={styles.notice}>
        <Callout tone="error" isLive title="Tandem was started again.">
          <p>
            Open the newest address it printed: in this window or, keeping what is on this page, in another of
            the same browser. Everything that was acknowledged as saved is safe.
          </p>
        </Callout>
      </div>
    )
  }
  if (link !== 'ended') return null
  return (
    <div className={styles.notice}>
      <Callout tone="error" isLive title="Tandem is not running on this computer any more.">
        <p>
          Everything that was acknowledged as saved is safe. Start Tandem again and open the address it
          prints; this page goes on trying meanwhile.
        </p>
      </Callout>
    </div>
  )
}
