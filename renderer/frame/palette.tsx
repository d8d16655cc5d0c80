import { FileText, ListFilter, Search } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { Autocomplete, Dialog, Menu, MenuItem, Modal, ModalOverlay } from 'react-aria-components'
import { type Command, type CommandContext, isAvailable, keysOf, labelOf } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import { useDialogs } from '../state/dialogs.ts'
import { classNames } from '../ui/class-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useRead } from '../use-engine.ts'
import styles from './palette.module.css'
import { rank } from './rank.ts'

interface Offer {
  id: string
  label: string
  place: string
  keys?: string | undefined
  icon?: ReactNode
  run: () => unknown
}

/** As many as fit without scrolling: the focus stays in the field, so a scrolled list could not be reached. */
const mostShown = 12

/** Find by typing: every command, every source by its title, and the words themselves in all sources. */
export function Palette({ context }: { context: CommandContext }) {
  const { open, close } = useDialogs()
  const isOpen = open === 'palette'
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      onOpenChange={opened => !opened && close()}
      className={classNames(styles.scrim)}
    >
      <Modal className={classNames(styles.modal)}>
        <Dialog aria-label="Find a command" className={classNames(styles.dialog)}>
          {isOpen && <Finder context={context} close={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Finder({ context, close }: { context: CommandContext; close: () => void }) {
  const [query, setQuery] = useState('')
  const sources = useRead('sources.list', context.session.member ? {} : null).data
  const filters = useRead('catalogue.filters', context.session.member ? {} : null).data
  const offers = useMemo(() => {
    const all: Offer[] = [
      ...commands
        .filter(command => command.id !== 'palette' && isAvailable(command, context))
        .toSorted((a, b) => Number(isOfTheWindow(a)) - Number(isOfTheWindow(b)))
        .map(command => ({
          id: command.id,
          label: labelOf(command, context),
          place: command.place === 'App' ? 'Tandem' : command.place,
          keys: keysOf(command)[0],
          run: () => command.run(context),
        })),
      ...(query.trim().length > 1 ? (filters ?? []) : []).map(({ id, name }) => ({
        id,
        label: name,
        place: 'Filter of sources',
        icon: <ListFilter aria-hidden="true" />,
        run: () => context.go('sources', { filter: id }),
      })),
      ...(query.trim().length > 1 ? (sources ?? []) : []).map(source => ({
        id: source.id,
        label: source.title,
        place: 'Source',
        icon: <FileText aria-hidden="true" />,
        run: () => context.go('code', { source: source.id }),
      })),
    ]
    const found = all
      .flatMap(offer => {
        const score = rank(query, offer.label)
        return score === null ? [] : [{ offer, score }]
      })
      .sort((a, b) => a.score - b.score)
      .slice(0, mostShown)
      .map(({ offer }) => offer)
    if (context.session.member === null || query.trim().length < 2) return found
    const words: Offer = {
      id: 'search-words',
      label: `Find “${query.trim()}” in the sources`,
      place: 'Search',
      icon: <Search aria-hidden="true" />,
      run: () => context.go('search', { query: query.trim() }),
    }
    return [...found, words]
  }, [context, query, sources, filters])
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <div
        role="presentation"
        className={styles.field}
        onKeyDownCapture={event => {
          // The field would use Escape to empty itself first.
          if (event.key !== 'Escape') return
          event.stopPropagation()
          close()
        }}
      >
        <SearchField label="Find a command" placeholder="What do you want to do?" autoFocus />
      </div>
      <Menu
        aria-label="Commands"
        className={classNames(styles.list)}
        items={offers}
        renderEmptyState={() => <p className={styles.none}>Nothing of that name. Try another word.</p>}
      >
        {offer => (
          <MenuItem
            id={offer.id}
            textValue={offer.label}
            className={classNames(styles.item)}
            onAction={() => {
              close()
              void offer.run()
            }}
          >
            <span className={styles.icon}>{offer.icon}</span>
            <span className={styles.label}>{offer.label}</span>
            <span className={styles.place}>{offer.place}</span>
            {offer.keys && <Kbd keys={offer.keys} />}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}

/** Commands that have nothing to do with the work at hand; offered last while nothing is typed. */
const isOfTheWindow = ({ place }: Command) => ['File', 'View', 'Help', 'App'].includes(place)
