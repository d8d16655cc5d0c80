import { useMemo, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { folded } from '#shared/text/folded.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { Badge, CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Card, CardList } from '../../ui/card-list.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, inSentence } from '../../wording.ts'
import { rankCodes } from '../code/rank-codes.ts'
import styles from './dialogs.module.css'
import { ReasonField } from './reason-field.tsx'
import { placesFor } from './tree-of-frameworks.ts'

interface Closing {
  onClose: () => void
}

interface MoveDialogProps extends Closing {
  framework: Framework
  codes: readonly Code[]
  onMove: (parent: string | null, because: string) => void
}

const topLevel = 'top'
/** How many places are offered; typing one more letter finds the rest. */
const most = 60

/** Puts codes under another of their framework, found by typing. */
export function MoveDialog({ framework, codes, onMove, onClose }: MoveDialogProps) {
  const parents = new Set(codes.map(({ parent }) => parent ?? topLevel))
  const [now = null, elsewhere] = parents
  const before = elsewhere === undefined ? now : null
  const [place, setPlace] = useState<string | null>(before)
  const places = useMemo(
    () =>
      placesFor(
        framework,
        codes.map(({ id }) => id),
      ),
    [framework, codes],
  )
  const [because, setBecause] = useState('')
  const nameOf = (id: string | null) =>
    id === topLevel ? 'Top level' : (places.find(code => code.id === id)?.name ?? '')
  const [typed, setTyped] = useState(() => nameOf(place))
  const isAsChosen = typed === nameOf(place)
  const offered = useMemo(() => {
    const found = rankCodes(places, isAsChosen ? '' : typed, []).slice(0, most)
    const chosen = places.find(({ id }) => id === place)
    return chosen && !found.includes(chosen) ? [chosen, ...found] : found
  }, [places, typed, isAsChosen, place])
  const [one] = codes
  const what = codes.length === 1 ? `“${inSentence(one?.name ?? '')}”` : counted(codes.length, 'code')
  const atTop = { id: topLevel, label: 'Top level', description: framework.name }
  const isTopOffered = isAsChosen || place === topLevel || folded(atTop.label).includes(folded(typed).trim())
  return (
    <Dialog
      title={`Move ${what}`}
      size="small"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={place === null || place === before}
            onPress={() => {
              onMove(place === topLevel ? null : place, because.trim())
              onClose()
            }}
          >
            Move
          </Button>
        </>
      }
    >
      <div className={styles.move}>
        <ComboBox
          label="Under"
          autoFocus
          value={place}
          onChange={id => {
            setPlace(id)
            if (id !== null) setTyped(nameOf(id))
          }}
          inputValue={typed}
          onInputChange={setTyped}
          empty="No code of that name in this framework."
          options={[
            ...(isTopOffered ? [atTop] : []),
            ...offered.map(({ id, name, path, colour }) => ({
              id,
              label: name,
              icon: <CodeDot colour={colour} />,
              ...(path.length > 1 ? { description: path.slice(0, -1).join(' › ') } : {}),
            })),
          ]}
        />
        <ReasonField
          reason={because}
          onReason={setBecause}
          whenEmpty="Kept with the framework’s changes. It may stay empty."
        />
      </div>
    </Dialog>
  )
}

interface FreezeDialogProps extends Closing {
  framework: Framework
  /** `unchanged`: a version of its own though it holds what the last one does. */
  onFreeze: (note: string, unchanged: boolean) => void
}

/** Freezes a version, with a word on what it is for; where nothing has changed since the last, that word is needed. */
export function FreezeDialog({ framework, onFreeze, onClose }: FreezeDialogProps) {
  const [note, setNote] = useState('')
  const { version } = framework
  const compared = useRead(
    'codebook.compareVersions',
    version === 0 ? null : { framework: framework.id, from: version },
  )
  const isUnchanged = compared.data?.same ?? false
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
            isDisabled={isUnchanged && note.trim() === ''}
            onPress={() => {
              onFreeze(note.trim(), isUnchanged)
              onClose()
            }}
          >
            Freeze version
          </Button>
        </>
      }
    >
      <div className={styles.add}>
        {isUnchanged && (
          <Callout title={`Nothing has changed since version ${version}.`} isLive>
            Version {version} holds the framework as it stands. A further one needs a note that says what it
            is for.
          </Callout>
        )}
        <TextArea
          label="Note"
          description={isUnchanged ? 'What it is for.' : 'What changed, or what it is for.'}
          value={note}
          onChange={setNote}
          autoFocus
        />
      </div>
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
  const wrong = whyNotNamed(name)
  const isName = name.trim() !== '' && wrong === null
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
            if (!isName) return
            onAddOwn(name.trim())
            onClose()
          }}
        >
          <TextField
            label="Or begin a deductive framework of your own"
            placeholder="Research questions, logic model…"
            value={name}
            onChange={setName}
            {...(wrong !== null && { error: wrong })}
          />
          <Button type="submit" isDisabled={!isName}>
            Begin it
          </Button>
        </form>
      </div>
    </Dialog>
  )
}
