import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { useNoticesMeasured } from './room-for-notices.ts'
import { dismissToast, type Toast, toastQueue } from './toast-queue.ts'
import styles from './toast-region.module.css'

function ToastCard({ toast, isHeld }: { readonly toast: Toast; readonly isHeld: boolean }) {
  useEffect(() => {
    if (toast.lasts === null || isHeld) return
    const timer = window.setTimeout(() => dismissToast(toast.id), toast.lasts)
    return () => window.clearTimeout(timer)
  }, [toast, isHeld])
  const { action } = toast
  return (
    <div className={classNames(styles.toast, styles[toast.tone])}>
      {toast.tone === 'danger' && <CircleAlert aria-hidden="true" />}
      {toast.tone === 'good' && <CircleCheck aria-hidden="true" />}
      <p className={styles.message} title={toast.whole}>
        {toast.message}
      </p>
      {action && (
        <Button
          variant="quiet"
          size="small"
          onPress={() => {
            action.onAction()
            dismissToast(toast.id)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" icon={<X />} size="tiny" onPress={() => dismissToast(toast.id)} />
    </div>
  )
}

/**
 * Where toasts appear, above the status line; put one at the root of the window. Pointing at it or focusing
 * in it holds them. It is a landmark, so F6 and a screen reader's list of regions lead here.
 */
export function ToastRegion() {
  const toasts = useSyncExternalStore(toastQueue.subscribe, toastQueue.current)
  const [isHeld, setHeld] = useState(false)
  const list = useNoticesMeasured()
  return (
    <section
      aria-label="Notices"
      className={styles.region}
      // Over a dialog too it can be heard, reached and pressed.
      data-react-aria-top-layer="true"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div
        ref={list}
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label="Notices"
        className={styles.list}
      >
        {toasts.map(toast => (
          <ToastCard key={toast.id} toast={toast} isHeld={isHeld} />
        ))}
      </div>
    </section>
  )
}
