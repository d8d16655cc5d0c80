import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Tag } from '#shared/model/source-filter.ts'
import { tagName } from '#shared/text/tag-name.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Table } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import styles from './sources.module.css'

/** The study's tags: add, rename, merge by renaming to another's name, remove. Each step can be undone. */
export function TagsDialog({ close }: { close(): void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const tags = useRead('catalogue.tags', {}).data
  const [name, setName] = useState('')
  const [renaming, setRenaming] = useState<Tag | null>(null)
  const add = () =>
    void run(() => client.catalogue.addTag({ name: tagName(name) })).then(added => added && setName(''))
  return (
    <Dialog
      title="Tags"
      description="Words a team gives to sources. Choose sources and press Edit… to give and take them."
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <Button variant="primary" onPress={close}>
          Done
        </Button>
      }
    >
      <div className={styles.form}>
        <form
          noValidate
          className={styles.beside}
          onSubmit={event => {
            event.preventDefault()
            if (tagName(name) !== '') add()
          }}
        >
          <TextField label="New tag" value={name} onChange={setName} maxLength={400} />
          <Button type="submit" isDisabled={tagName(name) === ''} isPending={busy}>
            Add
          </Button>
        </form>
        {tags && tags.length > 0 && (
          <Table
            label="Tags"
            isTall
            rows={tags}
            rowId={({ id }) => id}
            columns={[
              {
                id: 'name',
                header: 'Tag',
                isRowHeader: true,
                cell: tag =>
                  renaming?.id === tag.id ? (
                    <RenameTag tag={tag} tags={tags} close={() => setRenaming(null)} />
                  ) : (
                    tag.name
                  ),
              },
              {
                id: 'sources',
                header: 'Sources',
                width: '90px',
                align: 'end',
                cell: ({ sources }) => number(sources),
              },
              {
                id: 'change',
                header: 'Change',
                isHeaderHidden: true,
                width: '96px',
                align: 'end',
                cell: tag => (
                  <>
                    <IconButton
                      label={`Rename ${tag.name}`}
                      icon={<Pencil />}
                      size="small"
                      onPress={() => setRenaming(tag)}
                    />
                    <IconButton
                      label={`Remove ${tag.name}`}
                      icon={<Trash2 />}
                      size="small"
                      onPress={() =>
                        void run(() => client.catalogue.removeTag({ tag: tag.id }), {
                          undoable: `The tag “${tag.name}” was removed from ${counted(tag.sources, 'source')}.`,
                        })
                      }
                    />
                  </>
                ),
              },
            ]}
          />
        )}
      </div>
    </Dialog>
  )
}

function RenameTag({ tag, tags, close }: { tag: Tag; tags: readonly Tag[]; close(): void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const [name, setName] = useState(tag.name)
  const other = tags.find(
    ({ id, name: taken }) => id !== tag.id && taken.toLowerCase() === tagName(name).toLowerCase(),
  )
  return (
    <form
      noValidate
      className={styles.renaming}
      onSubmit={event => {
        event.preventDefault()
        if (tagName(name) === '') return
        void run(
          () => client.catalogue.renameTag({ tag: tag.id, name: tagName(name) }),
          other ? { undoable: `“${tag.name}” is now one with “${other.name}”.` } : {},
        ).then(done => done !== undefined && close())
      }}
    >
      <TextField
        label={`New name of ${tag.name}`}
        isLabelHidden
        value={name}
        onChange={setName}
        maxLength={400}
        autoFocus
        onKeyDown={event => {
          if (event.key !== 'Escape') event.continuePropagation()
          else close()
        }}
        {...(other ? { description: `Makes it one with “${other.name}”.` } : {})}
      />
      <Button type="submit" size="small" isDisabled={tagName(name) === ''} isPending={busy}>
        {other ? 'Merge' : 'Rename'}
      </Button>
    </form>
  )
}
