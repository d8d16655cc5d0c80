import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PlaceItem } from '#shared/model/revision.ts'
import type { Span } from '#shared/text/span.ts'
import { useNavigation } from '../../../state/navigation.ts'
import { CodeChip } from '../../../ui/badge.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Callout } from '../../../ui/callout.tsx'
import { announce } from '../../../ui/live-announcer.tsx'
import { showToast } from '../../../ui/toast-queue.ts'
import { useOverflow } from '../../../ui/use-overflow.ts'
import { useAct, useClient, useRead } from '../../../use-engine.ts'
import { counted, number } from '../../../wording.ts'
import { PassageWords } from './changed-words.tsx'
import styles from './revisions.module.css'
import { usePlacing, useRevisions } from './revisions-store.ts'

interface PlacingProps {
  source: string
  /** The words selected in the text, or null. */
  selected: () => Span | null
  /** Shows a passage of the text and selects it. */
  show: (span: Span) => void
  /** Gives the text the keyboard. */
  leave: () => void
}

const none: readonly PlaceItem[] = []

/** What waits for me since words changed under it: a line that says so, and the list once it is opened. */
export function PlacingPanel({ source, selected, show, leave }: PlacingProps) {
  const { go } = useNavigation()
  const all = useRead('revisions.toPlace', {}, { keepPrevious: true }).data ?? none
  const placing = useRevisions(state => state.placing)
  const mine = all.filter(item => item.mine)
  const here = mine.filter(item => item.source === source)
  const elsewhere = mine.find(item => item.source !== source)
  const item = here.find(({ id }) => id === placing) ?? (placing === null ? undefined : here[0])

  if (mine.length === 0) return null
  if (item) {
    return <OpenList key={source} items={here} item={item} selected={selected} show={show} leave={leave} />
  }
  if (here.length === 0) {
    if (!elsewhere) return null
    return (
      <div className={styles.notice}>
        <span>{counted(mine.length, 'thing')} in other texts to look at, since words changed there.</span>
        <Button
          size="small"
          onPress={() => {
            useRevisions.setState({ placing: elsewhere.id })
            go('code', { source: elsewhere.source })
          }}
        >
          Go to “{elsewhere.sourceTitle}”
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.notice}>
      <span>{counted(here.length, 'thing')} of yours to look at, since the words changed.</span>
      <Button size="small" onPress={() => useRevisions.setState({ placing: here[0]?.id ?? null })}>
        Look
      </Button>
    </div>
  )
}

function OpenList({
  items,
  item,
  selected,
  show,
  leave,
}: Omit<PlacingProps, 'source'> & { items: readonly PlaceItem[]; item: PlaceItem }) {
  const client = useClient()
  const { run, busy } = useAct()
  const at = items.indexOf(item)
  const standing = items.filter(({ now }) => now !== null)
  const isMark = item.what === 'coding' || item.what === 'annotation'
  const canAccept = item.now !== null || !isMark
  const canDrop = isMark && (item.why === 'gone' || !item.frozen)
  const step = (forward: boolean) => {
    const next = items[(at + (forward ? 1 : items.length - 1)) % items.length]
    useRevisions.setState({ placing: next?.id ?? null })
  }
  const close = () => {
    useRevisions.setState({ placing: null })
    leave()
  }
  /** Does something with the item, and goes on to the one after it. */
  const settle = async (done: string, what: () => Promise<unknown>) => {
    const next = items[at + 1] ?? items[at - 1]
    const outcome = await run(what, { undoable: done })
    if (outcome === undefined) return
    useRevisions.setState({ placing: next?.id ?? null })
    if (!next) leave()
  }
  const accept = () => {
    if (canAccept) void settle('Accepted.', () => client.revisions.accept({ items: [item.id] }))
    else showToast({ message: 'Nothing is left of its words. Select others and place it there, or drop it.' })
  }
  const placeHere = () => {
    const span = selected()
    if (!isMark) showToast({ message: 'Only codings and annotations are placed by hand.' })
    else if (!span) showToast({ message: 'Select the words in the text first.' })
    else
      void settle('Placed.', async () => {
        await client.revisions.place({ item: item.id, ...span })
        return true
      })
  }
  const drop = () => {
    if (canDrop)
      void settle('Dropped.', async () => {
        await client.revisions.drop({ item: item.id })
        return true
      })
    else showToast({ message: 'This belongs to settled or submitted work: it is placed, but not dropped.' })
  }
  useEffect(() => {
    usePlacing.setState({ actions: { accept, placeHere, drop, step } })
    return () => usePlacing.setState({ actions: null })
  })
  const { near, now } = item
  const [texts, overflows] = useOverflow()
  const [start, end] = now ? [now.start, now.end] : [near, near]
  const place = `${number(at + 1)} of ${number(items.length)}: ${item.name}`
  const latestShow = useRef(show)
  useEffect(() => {
    latestShow.current = show
  })
  // When another item is looked at, not when the text is drawn anew.
  useEffect(() => {
    latestShow.current({ start, end })
    announce(place)
  }, [place, start, end])

  return (
    <section aria-label="Passages to look at" className={styles.placing}>
      <div className={styles.head}>
        <IconButton
          label="Previous"
          size="tiny"
          shortcut="K"
          icon={<ChevronLeft />}
          onPress={() => step(false)}
        />
        <span className={styles.at}>
          {number(at + 1)} of {number(items.length)}
        </span>
        <IconButton
          label="Next"
          size="tiny"
          shortcut="J"
          icon={<ChevronRight />}
          onPress={() => step(true)}
        />
        <ItemName item={item} />
        <span className={styles.gap} />
        <IconButton label="Close the list" size="tiny" icon={<X />} onPress={close} />
      </div>
      <div
        ref={texts}
        className={styles.texts}
        {...(overflows && { role: 'region', 'aria-label': 'Before and now', tabIndex: 0 })}
      >
        <div className={styles.sides}>
          <div>
            <h3>Before</h3>
            <PassageWords words={item.before} />
          </div>
          <div>
            <h3>Now</h3>
            {item.now ? (
              <PassageWords words={item.now} />
            ) : (
              <p className={styles.quiet}>
                {isMark ? 'Nothing is left of these words.' : 'Its words are no longer there.'}
              </p>
            )}
          </div>
        </div>
        {item.what === 'ruling' && (
          <Callout>
            The two readings differ otherwise in the text as it is now. Look at it under Adjudicate.
          </Callout>
        )}
      </div>
      <div className={styles.acts}>
        <Button size="small" shortcut="A" isDisabled={!canAccept || busy} onPress={accept}>
          {isMark ? 'Accept' : 'Seen'}
        </Button>
        {isMark && (
          <Button size="small" shortcut="P" isDisabled={busy} onPress={placeHere}>
            Place on the selection
          </Button>
        )}
        {isMark && (
          <Button size="small" shortcut="D" isDisabled={!canDrop || busy} onPress={drop}>
            Drop
          </Button>
        )}
        <span className={styles.gap} />
        {standing.length > 1 && (
          <Button
            size="small"
            variant="quiet"
            isDisabled={busy}
            onPress={() =>
              void run(() => client.revisions.accept({ items: standing.map(each => each.id) }), {
                undoable: `Accepted ${counted(standing.length, 'thing')}.`,
              })
            }
          >
            Accept all {standing.length}
          </Button>
        )}
      </div>
    </section>
  )
}

function ItemName({ item }: { item: PlaceItem }) {
  if (item.what === 'coding') {
    return (
      <>
        <CodeChip name={item.name} colour={item.colour ?? 1} />
        {item.who === null && <span className={styles.quiet}>consensus</span>}
        {item.comment !== '' && <span className={styles.comment}>{item.comment}</span>}
      </>
    )
  }
  const kinds = { annotation: 'Annotation', ruling: 'Ruling', quotation: 'Quoted in' }
  return (
    <span className={styles.comment}>
      {kinds[item.what]}: {item.name}
    </span>
  )
}
