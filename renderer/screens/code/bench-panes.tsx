import {
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { RememberedPanes } from '../../remembered-panes.tsx'
import type { PaneHandle } from '../../ui/split-panes.tsx'
import styles from './bench-panes.module.css'
import { noteFolded, useSidePanes } from './side-panes.ts'

/** Where in the panes an open text and what stands beside it are put. */
export interface BenchPlaces {
  framework: HTMLElement
  text: HTMLElement
  passage: HTMLElement
  /** The pane of the passage, to unfold it. */
  passagePane: RefObject<PaneHandle | null>
}

const inSmall = { framework: 196, passage: 184 }
const inUsual = { framework: 244, passage: 224 }
const inLarge = { framework: 260, passage: 250 }

/** How wide the panes beside the text are until a person sets them, in px: what a small window has goes to the text. */
function sizesNow(): { framework: number; passage: number } {
  if (window.innerWidth <= 1100) return inSmall
  return window.innerWidth <= 1300 ? inUsual : inLarge
}

const watchWindow = (changed: () => void) => {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

/** How narrow the text may get, in px: in a window enlarged as far as it goes, one pane still finds room beside it. */
const leastTextNow = () => Math.max(80, Math.min(380, window.innerWidth - 250))

/**
 * The panes of the bench. They stand before a text is known and stay while another is opened: what is drawn of a text is
 * put in their places by whoever has it.
 * @param head stands above the text
 * @param onPlaces told where they are once they are drawn, and null when they go
 */
export function BenchPanes({
  head,
  onPlaces,
}: {
  head: ReactNode
  onPlaces: (places: BenchPlaces | null) => void
}) {
  const [framework, setFramework] = useState<HTMLElement | null>(null)
  const [text, setText] = useState<HTMLElement | null>(null)
  const [passage, setPassage] = useState<HTMLElement | null>(null)
  const frameworkPane = useRef<PaneHandle>(null)
  const passagePane = useRef<PaneHandle>(null)
  useEffect(() => {
    const panes = { framework: frameworkPane, passage: passagePane }
    useSidePanes.setState({ toggle: pane => panes[pane].current?.toggle() })
    return () => useSidePanes.setState({ toggle: null })
  }, [])
  useLayoutEffect(() => {
    if (!framework || !text || !passage) return
    onPlaces({ framework, text, passage, passagePane })
    return () => onPlaces(null)
  }, [framework, text, passage, onPlaces])
  const leastText = useSyncExternalStore(watchWindow, leastTextNow)
  const beside = useSyncExternalStore(watchWindow, sizesNow)
  return (
    <RememberedPanes
      name="code"
      panes={[
        {
          id: 'framework',
          label: 'Framework',
          handle: frameworkPane,
          onFold: isFolded => noteFolded('framework', isFolded),
          defaultSize: beside.framework,
          minSize: 180,
          maxSize: 460,
          isCollapsible: true,
          keepsPixels: true,
          content: <div ref={setFramework} className={styles.place} />,
        },
        {
          id: 'transcript',
          label: 'Transcript',
          minSize: leastText,
          content: (
            <div className={styles.middle}>
              <div className={styles.head}>{head}</div>
              <div ref={setText} className={styles.place} />
            </div>
          ),
        },
        {
          id: 'passage',
          label: 'Passage',
          handle: passagePane,
          onFold: isFolded => noteFolded('passage', isFolded),
          defaultSize: beside.passage,
          minSize: 180,
          maxSize: 460,
          isCollapsible: true,
          keepsPixels: true,
          content: <div ref={setPassage} className={styles.place} />,
        },
      ]}
    />
  )
}
