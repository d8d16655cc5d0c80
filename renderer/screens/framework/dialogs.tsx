import { useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { Badge, CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, CardList } from '../../ui/card-list.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './dialogs.module.css'
import { placesFor } from './tree-of-frameworks.ts'

interface Closing {
  onClose: () => void
}

interface MoveDialogProps extends Closing {
  framework: Framework
  code: Code
  onMove: (parent: string | null) => void
}

const topLevel = 'top'

/** Puts a code under another of its framework, found by typing. */
export function MoveDialog({ framework, code, onMove, onClose }: MoveDialogProps) {
  const [place, setPlace] = useState<string | null>(code.parent ?? topLevel)
  const places = placesFor(framework, code.id)
  return (
    <Dialog
      title={`Move “${code.name}”`}
      size="small"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={place === null || place === (code.parent ?? topLevel)}
            onPress={() => {
              onMove(place === topLevel ? null : place)
              onClose()
            }}
          >
            Move
          </Button>
        </>
      }
    >
      <ComboBox
        label="Under"
        autoFocus
        value={place}
        onChange={setPlace}
        options={[
          { id: topLevel, label: 'Top level', description: framework.name },
          ...places.map(({ id, name, path, colour }) => ({
            id,
            label: name,
            icon: <CodeDot colour={colour} />,
            ...(path.length > 1 ? { description: path.slice(0, -1).join(' › ') } : {}),
          })),
        ]}
      />
    </Dialog>
  )
}

interface FreezeDialogProps extends Closing {
  framework: Framework
  onFreeze: (note: string) => void
}

/** Freezes a version, with a word on what it is for. */
export function FreezeDialog({ framework, onFreeze, onClose }: FreezeDialogProps) {
  const [note, setNote] = useState('')
  return (
    <Dialog
      title={`Freeze version ${framework.version + 1} of “${framework.name}”`}
      description="Codes and definitions are kept as they stand now. Work on the framework goes on."
      isOpen
      isHeld
      onOpenChange={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onPress={() => {
              onFreeze(note.trim())
              onClose()
            }}
          >
            Freeze version
          </Button>
        </>
      }
    >
      <TextArea
        label="Note"
        description="What changed, or what it is for."
        value={note}
        onChange={setNote}
        autoFocus
      />
    </Dialog>
  )
}

interface AddFrameworkDialogProps extends Closing {
  frameworks: readonly Framework[]
  onAddFromLibrary: (library: string) => void
  onAddOwn: (name: string) => void
}

/** Brings in a framework that Tandem ships, or begins an empty one. */
export function AddFrameworkDialog({
  frameworks,
  onAddFromLibrary,
  onAddOwn,
  onClose,
}: AddFrameworkDialogProps) {
  const { data: library = [] } = useRead('library.frameworks', {})
  const [name, setName] = useState('')
  const has = new Set(frameworks.map(each => each.name))
  return (
    <Dialog title="Add a framework" isOpen onOpenChange={onClose} size="medium">
      <div className={styles.add}>
        <CardList label="Frameworks that come with Tandem">
          {library.map(each => (
            <Card
              key={each.id}
              title={each.name}
              description={each.description}
              aside={
                has.has(each.name) ? (
                  <Badge>In the study</Badge>
                ) : (
                  <Badge>{counted(each.codes, 'code')}</Badge>
                )
              }
              {...(has.has(each.name)
                ? {}
                : {
                    onPress: () => {
                      onAddFromLibrary(each.id)
                      onClose()
                    },
                  })}
            />
          ))}
        </CardList>
        <form
          className={styles.own}
          onSubmit={event => {
            event.preventDefault()
            if (name.trim() === '') return
            onAddOwn(name.trim())
            onClose()
          }}
        >
          <TextField
            label="Or begin a deductive framework of your own"
            placeholder="Research questions, logic model…"
            value={name}
            onChange={setName}
          />
          <Button type="submit" isDisabled={name.trim() === ''}>
            Begin it
          </Button>
        </form>
      </div>
    </Dialog>
  )
}
