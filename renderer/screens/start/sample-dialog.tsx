import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { number } from '../../wording.ts'
import { useSample } from './sample-store.ts'

/** Shows how far the sample study is while it is being made. */
export function SampleDialog() {
  const { progress, cancel } = useSample()
  if (!progress) return null
  const { done, total, doing } = progress
  return (
    <Dialog
      title="Making the sample study"
      description="The real import, coding, comparison and rulings, run for you."
      isOpen
      isHeld
      onOpenChange={opened => !opened && cancel()}
    >
      <Progress
        label={doing}
        value={total ? done / total : null}
        detail={total ? `${number(done)} of ${number(total)}` : undefined}
        onCancel={cancel}
      />
    </Dialog>
  )
}
