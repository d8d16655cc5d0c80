import { MoreHorizontal } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Layer } from '#shared/model/coding.ts'
import type { Theme } from '#shared/model/theme.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { MenuAt, type MenuPoint, menuPointOf } from '../../ui/context-menu.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import type { MenuEntry } from '../../ui/menu-entries.ts'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { number } from '../../wording.ts'
import { CardMarks } from './card-marks.tsx'
import { SubThemeName } from './sub-theme-name.tsx'
import styles from './theme-board.module.css'
import { layers } from './theme-evidence.tsx'
import { lineId, lineOf, withSubThemes } from './theme-nodes.ts'
import { useThemes } from './themes-store.ts'
import { useMarkWords } from './use-mark-words.ts'
import type { ThemeActions } from './use-theme-actions.ts'

const lineDragType = 'application/x-tandem-theme-line'

interface ThemeBoardProps {
  themes: readonly Theme[]
  codes: ReadonlyMap<string, Code>
  actions: ThemeActions
  onAddCodes(theme: string): void
}

/**
 * The thematic map as cards: a column a theme, a card a sub-theme, codes on them. Dragged, or moved by menu. Each says
 * what stands behind it in the layer chosen.
 */
export function ThemeBoard(props: ThemeBoardProps) {
  const { layer, choose } = useThemes()
  const wordsOf = useMarkWords(layer)
  return (
    <div className={styles.map}>
      <div className={styles.bar}>
        <SegmentedControl<Layer>
          label="Layer"
          options={layers}
          value={layer}
          onChange={chosen => choose({ layer: chosen })}
        />
        <p className={styles.summary}>Passages are counted in this layer.</p>
      </div>
      <ul className={styles.board} aria-label="Thematic map">
        {props.themes
          .filter(({ parent }) => parent === null)
          .map(theme => (
            <li key={theme.id} className={styles.column}>
              <ThemeCard {...props} theme={theme} depth={0} layer={layer} wordsOf={wordsOf} />
            </li>
          ))}
      </ul>
    </div>
  )
}

interface CardProps extends ThemeBoardProps {
  layer: Layer
  wordsOf: ReturnType<typeof useMarkWords>
}

interface ThemeCardProps extends CardProps {
  theme: Theme
  depth: number
}

function ThemeCard({ theme, depth, ...props }: ThemeCardProps) {
  const { themes, actions, onAddCodes } = props
  const { choose } = useThemes()
  const [isOver, setIsOver] = useState(false)
  const [isNaming, setIsNaming] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const title = useRef<HTMLButtonElement>(null)
  const awaitsKeyboard = useRef(false)
  const nameSubTheme = () => {
    awaitsKeyboard.current = true
    setIsNaming(true)
  }
  const children = themes.filter(({ parent }) => parent === theme.id)
  const carried = (event: DragEvent) => event.dataTransfer.types.includes(lineDragType)
  const words = props.wordsOf({ theme: theme.id, code: null })
  const open = (code: string | null) => choose({ theme: theme.id, code, view: 'tree' })
  return (
    <section
      className={classNames(depth === 0 ? styles.theme : styles.card, isOver && styles.over)}
      aria-label={theme.name}
      onFocus={() => {
        // The menu gives the keyboard back to its button, which gives it to the name that was asked for.
        if (!awaitsKeyboard.current) return
        awaitsKeyboard.current = false
        field.current?.focus()
      }}
      onDragOver={event => {
        if (!carried(event)) return
        event.preventDefault()
        event.stopPropagation()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => {
        setIsOver(false)
        const line = event.dataTransfer.getData(lineDragType)
        if (!line) return
        event.preventDefault()
        event.stopPropagation()
        const { theme: moved, code } = lineOf(line)
        if (code === null && withSubThemes(themes, moved).includes(theme.id)) return
        actions.move([line], { targetId: theme.id, where: 'inside' })
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.name}>
          <button
            type="button"
            ref={title}
            className={styles.open}
            draggable={depth > 0}
            onDragStart={event => {
              event.stopPropagation()
              event.dataTransfer.setData(lineDragType, theme.id)
            }}
            onClick={() => open(null)}
          >
            {theme.name}
          </button>
        </h2>
        <MenuButton
          label={`Actions for ${theme.name}`}
          trigger={<IconButton label={`Actions for ${theme.name}`} icon={<MoreHorizontal />} size="tiny" />}
          entries={[
            { id: 'codes', label: 'Add codes…', onAction: () => onAddCodes(theme.id) },
            {
              id: 'sub',
              label: 'Add a sub-theme',
              onAction: nameSubTheme,
            },
            {
              id: 'move',
              label: 'Move under',
              children: [
                {
                  id: 'top',
                  label: 'The top level',
                  isDisabled: theme.parent === null,
                  onAction: () => actions.move([theme.id], { targetId: null, where: 'after' }),
                },
                ...moveEntries(props, withSubThemes(themes, theme.id), theme.id),
              ],
            },
            { id: 'remove', label: 'Remove', tone: 'danger', onAction: () => actions.remove([theme.id]) },
          ]}
        />
      </header>
      {theme.summary && <p className={styles.summary}>{theme.summary}</p>}
      <ul className={styles.codes} aria-label={`Codes of ${theme.name}`}>
        {theme.codes.map(id => (
          <CodeOnCard key={id} {...props} theme={theme} id={id} onOpen={() => open(id)} />
        ))}
      </ul>
      {words && <CardMarks theme={theme} layer={props.layer} words={words} />}
      {children.map(child => (
        <ThemeCard key={child.id} {...props} theme={child} depth={depth + 1} />
      ))}
      {isNaming && (
        <div className={styles.card}>
          <SubThemeName
            ref={field}
            under={theme.name}
            onName={async name => (await actions.add(theme.id, name)) !== undefined}
            onClose={isLeft => {
              setIsNaming(false)
              if (!isLeft) title.current?.focus()
            }}
          />
        </div>
      )}
    </section>
  )
}

interface CodeOnCardProps extends CardProps {
  theme: Theme
  id: string
  onOpen(): void
}

/** A code on its theme's card: dragged to another, or pressed for what can be done with it. */
function CodeOnCard({ theme, id, onOpen, ...props }: CodeOnCardProps) {
  const { codes, actions } = props
  const [menu, setMenu] = useState<MenuPoint | null>(null)
  const code = codes.get(id)
  const name = code?.name ?? 'A code no longer in the study'
  const line = lineId({ theme: theme.id, code: id })
  const words = props.wordsOf({ theme: theme.id, code: id })
  const said = words ? [...words.figures, ...words.remarks].join('; ') : ''
  return (
    <li>
      <button
        type="button"
        className={styles.code}
        aria-haspopup="menu"
        title={[name, said].filter(words => words !== '').join('\n')}
        draggable
        onDragStart={event => {
          event.stopPropagation()
          event.dataTransfer.setData(lineDragType, line)
        }}
        onClick={event => setMenu(menuPointOf({ clientX: 0, clientY: 0, target: event.currentTarget }))}
      >
        <CodeChip
          name={name}
          colour={code?.colour ?? 1}
          trail={
            words && (
              <>
                <VisuallyHidden>, {said}</VisuallyHidden>
                <span className={styles.count} aria-hidden="true">
                  {words.standsOut && <i className={styles.dot} />}
                  {number(words.passages)}
                </span>
              </>
            )
          }
        />
      </button>
      <MenuAt
        label={`Actions for ${name}`}
        point={menu}
        onClose={() => setMenu(null)}
        entries={[
          { id: 'open', label: 'Show its passages', onAction: onOpen },
          { id: 'move', label: 'Move to', children: moveEntries(props, [theme.id], line) },
          { id: 'remove', label: 'Take out', onAction: () => actions.remove([line]) },
        ]}
      />
    </li>
  )
}

/** The themes a line may be moved to. */
function moveEntries(
  { themes, actions }: ThemeBoardProps,
  not: readonly string[],
  line: string,
): MenuEntry[] {
  return themes
    .filter(({ id }) => !not.includes(id))
    .map(({ id, name }) => ({
      id: `to-${id}`,
      label: name,
      onAction: () => actions.move([line], { targetId: id, where: 'inside' }),
    }))
}
