import type { SourceSummary } from '#shared/model/source.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'

interface RemoveSourcesDialogProps {
  sources: readonly SourceSummary[]
  close(): void
  onRemoved(): void
}

/** Says what would go with sources before they go; they go in one step, which can be undone. */
export function RemoveSourcesDialog({ sources, close, onRemoved }: RemoveSourcesDialogProps) {
  const client = useClient()
  const [only, ...others] = sources
  const isOne = others.length === 0
  const what = isOne ? `“${only?.title}”` : counted(sources.length, 'source')
  const ids = sources.map(({ id }) => id)
  const { run, busy } = useAct()
  const { data, failure } = useRead('catalogue.sourcesGoWith', { sources: ids })
  const refused = data?.refused ?? null
  return (
    <Dialog
      title={`Remove ${what}?`}
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
                void run(() => client.catalogue.removeSources({ sources: ids }), {
                  undoable: `${what} ${isOne ? 'was' : 'were'} removed.`,
                }).then(removed => {
                  if (removed === undefined) return
                  onRemoved()
                  close()
                })
              }
            >
              {isOne ? 'Remove the source' : `Remove ${what}`}
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
        <Callout tone="warn" title={isOne ? 'It cannot be removed now.' : 'They cannot be removed now.'}>
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
