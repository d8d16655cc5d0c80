import {
  ALargeSmall,
  ChevronLeft,
  ChevronRight,
  CircleDashed,
  ListChecks,
  PanelLeft,
  PanelRight,
  Search,
  UsersRound,
} from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import { ReadingChoices } from '../../reading-choices.tsx'
import { openSpeakers } from '../../speakers/speakers-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Popover } from '../../ui/popover.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { useSession } from '../../use-engine.ts'
import { share } from '../../wording.ts'
import { openAutocode } from './autocode/autocode-store.ts'
import { useBench } from './bench.ts'
import { type SidePane, useSidePanes } from './side-panes.ts'
import styles from './source-bar.module.css'

interface SourceBarProps {
  sources: readonly SourceSummary[]
  current: string
  /** Must stay the same function. */
  onOpen: (source: string) => void
}

/** Which text is open, and going to another or to a place in it. Nothing a coder does in the text draws it anew. */
export const SourceBar = memo(function SourceBar({ sources, current, onOpen }: SourceBarProps) {
  const isHandout = useSession().study?.handout != null
  const at = sources.findIndex(({ id }) => id === current)
  const open = (source: SourceSummary | undefined) => source && onOpen(source.id)
  return (
    <div className={styles.bar}>
      <PaneButton pane="framework" name="framework pane" icon={<PanelLeft />} />
      <IconButton
        label="Previous source"
        size="small"
        icon={<ChevronLeft />}
        isDisabled={at <= 0}
        onPress={() => open(sources[at - 1])}
      />
      <div className={styles.picker}>
        <ComboBox
          label="Source"
          isLabelHidden
          options={sources.map(({ id, title, kind, codedShare, dataSet }) => ({
            id,
            label: title,
            description: [dataSet?.name ?? kind, `${share(codedShare)} coded`].join(' · '),
          }))}
          value={current}
          onChange={id => {
            if (id !== null && id !== current) onOpen(id)
          }}
          onAgain={() => useBench.getState().actions?.read()}
        />
      </div>
      <IconButton
        label="Next source"
        size="small"
        icon={<ChevronRight />}
        isDisabled={at < 0 || at >= sources.length - 1}
        onPress={() => open(sources[at + 1])}
      />
      <span className={styles.gap} />
      <div className={styles.tools}>
        <Toolbar label="In this text">
          <IconButton
            label="Next turn without a coding of mine"
            size="small"
            shortcut="U"
            icon={<CircleDashed />}
            onPress={() => useBench.getState().actions?.nextUncoded()}
          />
          <IconButton
            label="Autocode…"
            size="small"
            shortcut="Mod+Shift+A"
            icon={<ListChecks />}
            onPress={openAutocode}
          />
          {!isHandout && (
            <IconButton
              label="Speakers…"
              size="small"
              icon={<UsersRound />}
              onPress={() => openSpeakers(current)}
            />
          )}
          <IconButton
            label="Find in this text"
            size="small"
            shortcut="Mod+F"
            icon={<Search />}
            onPress={() => useBench.getState().actions?.find()}
          />
        </Toolbar>
        <Popover
          label="Reading view"
          placement="bottom end"
          trigger={<IconButton label="Reading view" size="small" icon={<ALargeSmall />} />}
        >
          <div className={styles.reading}>
            <ReadingChoices />
          </div>
        </Popover>
        <PaneButton pane="passage" name="passage panel" icon={<PanelRight />} />
      </div>
    </div>
  )
})

/** Shows a pane beside the text, or hides it. */
function PaneButton({ pane, name, icon }: { pane: SidePane; name: string; icon: ReactNode }) {
  const isFolded = useSidePanes(({ folded }) => folded[pane])
  return (
    <IconButton
      label={`${isFolded ? 'Show' : 'Hide'} the ${name}`}
      size="small"
      icon={icon}
      onPress={() => useSidePanes.getState().toggle?.(pane)}
    />
  )
}
