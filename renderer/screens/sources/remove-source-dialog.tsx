import type { SourceSummary } from '#shared/model/source.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'

interface RemoveSourceDialogProps {
  source: SourceSummary
  close(): void
  onRemoved(): void
}

/** Says what would go with a source before it goes; the step can be undone. */
export function RemoveSourceDialog({ source, close, onRemoved }: RemoveSourceDialogProps) {
  const client = useClient()
  const { run, busy } = useAct()
  const { data, failure } = useRead('sources.goesWith', { source: source.id })
  const refused = data?.refused ?? null
  return (
    <Dialog
      title={`Remove “${source.title}”?`}
      size="small"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        refused !== null || failure ? (
          <Button onPress={close}>Close</Button>
        ) : (
          <>
            <Button onPress={close}>Cancel</Button>
            <Button
              variant="danger"
              isDisabled={!data}
              isPending={busy}
              onPress={() =>
                void run(() => client.sources.remove({ source: source.id }), {
                  undoable: `“${source.title}” was removed.`,
                }).then(removed => {
                  if (removed === undefined) return
                  onRemoved()
                  close()
                })
              }
            >
              Remove the source
            </Button>
          </>
        )
      }
    >
      {failure ? (
        <Callout tone="error" title={failure.message}>
          {failure.hint}
        </Callout>
      ) : refused !== null ? (
        <Callout tone="warn" title="It cannot be removed now.">
          {refused}
        </Callout>
      ) : (
        data && (
          <>
            <p>{data.sentence}</p>
            <p>Undo brings all of it back.</p>
          </>
        )
      )}
    </Dialog>
  )
}
