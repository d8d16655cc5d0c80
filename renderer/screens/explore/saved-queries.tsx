import { Bookmark, BookmarkPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { asksAlike, emptyQuery, type SavedQuery, type StudyQuery } from '#shared/model/query.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useRead, useRun } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { useQuery } from './query-store.ts'
import styles from './search-view.module.css'

/** The queries the team keeps by name: open one, save this one, rename or remove the one that is open. */
export function SavedQueries({ canSave }: { canSave: boolean }) {
  const { query, saved, opened, open } = useQuery()
  const kept = useRead('queries.list', {}).data ?? []
  const current = kept.find(({ id }) => id === saved) ?? null
  const [naming, setNaming] = useState<'save' | 'rename' | null>(null)
  const [removing, setRemoving] = useState<SavedQuery | null>(null)
  const client = useClient()
  const run = useRun()
  const isTouched = !asksAlike(opened, query)
  const isChanged = current !== null && isTouched && !asksAlike(current.asks, query)
  // What nobody touched here shows what the saved query asks for by now.
  const asks = current?.asks ?? null
  const seen = useRef<Partial<StudyQuery>>(opened)
  useEffect(() => {
    if (current === null || asks === null || isTouched) return
    const before = seen.current
    seen.current = asks
    if (!asksAlike(asks, before)) open({ ...emptyQuery, ...asks }, current.id)
  }, [asks, current, isTouched, open])
  return (
    <>
      <MenuButton
        label="Queries"
        trigger={
          <Button size="small" icon={<Bookmark />}>
            {current ? (
              <span className={styles.saved} title={current.name}>
                {`${isChanged ? 'Changed: ' : ''}${current.name}`}
              </span>
            ) : (
              'Saved queries'
            )}
          </Button>
        }
        entries={[
          {
            id: 'kept',
            heading: kept.length > 0 ? 'Open' : 'No query is saved yet',
            entries: kept.map(one => ({
              id: one.id,
              label: one.name,
              description: [one.missing.length > 0 ? 'Part of it no longer stands.' : '', one.by ?? '']
                .filter(word => word !== '')
                .join(' '),
              onAction: () => open({ ...emptyQuery, ...one.asks }, one.id),
            })),
          },
          {
            id: 'change',
            entries: [
              { id: 'new', label: 'A new query', onAction: () => open(emptyQuery, null) },
              ...(current
                ? [
                    {
                      id: 'keep',
                      label: `Save the changes to “${current.name}”`,
                      isDisabled: !isChanged || !canSave,
                      onAction: () =>
                        void run(
                          async () => {
                            const wanted = { query: current.id, name: current.name, asks: query }
                            await client.queries.save({ ...wanted, from: opened })
                            open(query, current.id)
                          },
                          { undoable: `“${current.name}” was saved.` },
                        ),
                    },
                    { id: 'rename', label: 'Rename…', onAction: () => setNaming('rename') },
                    {
                      id: 'remove',
                      label: 'Remove…',
                      tone: 'danger' as const,
                      onAction: () => setRemoving(current),
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
      <Button
        size="small"
        variant="quiet"
        icon={<BookmarkPlus />}
        isDisabled={!canSave}
        onPress={() => setNaming('save')}
      >
        Save as…
      </Button>
      {naming && <NameDialog current={naming === 'rename' ? current : null} close={() => setNaming(null)} />}
      {removing && <RemoveDialog query={removing} close={() => setRemoving(null)} />}
    </>
  )
}

function NameDialog({ current, close }: { current: SavedQuery | null; close(): void }) {
  const client = useClient()
  const { query, open } = useQuery()
  const [name, setName] = useState(current?.name ?? '')
  const { take, failure, busy } = useStep()
  const keep = () =>
    take(async () => {
      if (current) await client.queries.rename({ query: current.id, name: name.trim() })
      else open(query, (await client.queries.save({ name: name.trim(), asks: query })).id)
      close()
    })
  return (
    <FormDialog
      title={current ? 'Rename the query' : 'Save the query'}
      description="Everybody in the study can open it, and live numbers in memos can count it."
      size="small"
      submitLabel={current ? 'Rename' : 'Save'}
      isReady={name.trim() !== ''}
      isBusy={busy}
      failure={failure}
      onSubmit={keep}
      onClose={close}
    >
      <TextField label="Name" value={name} onChange={setName} maxLength={400} autoFocus />
    </FormDialog>
  )
}

function RemoveDialog({ query, close }: { query: SavedQuery; close(): void }) {
  const client = useClient()
  const run = useRun()
  const { open } = useQuery()
  const asks = useQuery(state => state.query)
  const goes = useRead('queries.goesWith', { query: query.id }).data
  return (
    <AlertDialog
      title={`Remove “${query.name}”?`}
      isOpen
      onOpenChange={isOpen => !isOpen && close()}
      confirmLabel="Remove the query"
      tone="danger"
      onConfirm={() => {
        close()
        void run(() => client.queries.remove({ query: query.id }), {
          undoable: `“${query.name}” was removed.`,
        }).then(() => open(asks, null))
      }}
    >
      {goes?.sentence ?? 'Looking what stands on it.'}
    </AlertDialog>
  )
}
