import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { counted } from '../../wording.ts'
import { InContext } from '../pseudonyms/in-context.tsx'
import styles from './reports.module.css'
import type { Stopped } from './use-making.ts'

interface LeakDialogProps {
  stopped: Pick<Stopped, 'why' | 'scan'>
  /** What was stopped, and what it was about to be done with. */
  thing: 'report' | 'file'
  verb: 'make' | 'save' | 'print'
  close(): void
  goOn(despite: 'names' | 'no-scan'): void
}

const inWords = { make: 'Make', save: 'Save', print: 'Print' }

/** What stopped a report or a file: the real names in it and where, or that nobody could look. Stopping is the usual choice. */
export function LeakDialog({ stopped: { why, scan }, thing, verb, close, goOn }: LeakDialogProps) {
  const go = useNavigation(({ go }) => go)
  const hasNames = scan.names.length > 0
  return (
    <Dialog
      title={hasNames ? `Real names stand in this ${thing}` : 'Nobody has looked for real names'}
      size={hasNames ? 'large' : 'medium'}
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button variant="quiet" onPress={() => goOn(hasNames ? 'names' : 'no-scan')}>
            {inWords[verb]} it {hasNames ? 'with the names' : 'without looking'}
          </Button>
          <Button
            onPress={() => {
              close()
              go('pseudonyms')
            }}
          >
            Go to Pseudonyms
          </Button>
          <Button variant="primary" autoFocus onPress={close}>
            Do not {verb} it
          </Button>
        </>
      }
    >
      <p>{why.message}</p>
      {hasNames ? (
        <ul className={styles.leaks} aria-label="Real names found">
          {scan.names.map(({ words, shown, count, places }) => (
            <li key={`${words} ${shown}`}>
              <p>
                <strong>{words}</strong>, shown as {shown}: {counted(count, 'place')}
              </p>
              <ul className={styles.leakPlaces}>
                {places.map(place => (
                  <li key={places.indexOf(place)}>
                    <InContext {...place} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.description}>{why.hint}</p>
      )}
    </Dialog>
  )
}
