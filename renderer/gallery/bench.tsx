import {
  BookOpenText,
  CircleCheck,
  EyeOff,
  GitCompareArrows,
  House,
  Library,
  ListTree,
  Settings,
} from 'lucide-react'
import { useState } from 'react'
import { codeColourClass } from '../theme/palette.ts'
import { CodeChip, CoderBadge } from '../ui/badge.tsx'
import { classNames } from '../ui/class-names.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { Rail } from '../ui/rail.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SplitPanes } from '../ui/split-panes.tsx'
import { StatusLine } from '../ui/status-line.tsx'
import { Tree } from '../ui/tree.tsx'
import { codeColumns, codeFigures, codeTree } from './data.tsx'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

const screens = [
  { id: 'study', label: 'Study', icon: <House /> },
  { id: 'sources', label: 'Sources', icon: <Library /> },
  { id: 'code', label: 'Code', icon: <BookOpenText /> },
  { id: 'framework', label: 'Framework', icon: <ListTree /> },
  { id: 'compare', label: 'Compare', icon: <GitCompareArrows />, waiting: 12 },
] as const

function Reading() {
  const coded = (colour: number) => classNames(styles.coded, codeColourClass(colour))
  return (
    <div className={styles.reading}>
      <ol className={styles.turns}>
        <li className={classNames(styles.turn, styles.interviewer)}>
          <span className={styles.speaker}>Interviewer</span>
          Could you say what happened when the new plan came?
        </li>
        <li className={styles.turn}>
          <span className={styles.speaker}>P07</span>
          It wasn’t that we didn’t <span className={coded(1)}>trust the plan</span>. It was that{' '}
          <span className={coded(5)}>nobody had asked us, not once, what a Tuesday morning looks like</span>.
          Twelve patients, two of us, and{' '}
          <span className={coded(2)}>ten minutes to write it all down before the round</span>.
        </li>
        <li className={classNames(styles.turn, styles.interviewer)}>
          <span className={styles.speaker}>Interviewer</span>
          And later in the year?
        </li>
        <li className={styles.turn}>
          <span className={styles.speaker}>P07</span>
          Later it got better. You learn which page you really need, and{' '}
          <span className={coded(8)}>you do it while you are talking</span>.
        </li>
      </ol>
    </div>
  )
}

/** The pieces together as a window, to judge them by. */
export function Bench() {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(['work', 'rel']))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['time']))
  const [screen, setScreen] = useState<(typeof screens)[number]['id'] | 'settings' | null>('code')
  return (
    <Group name="Together">
      <Sample name="A window" isWide>
        <div className={classNames(styles.framed, styles.screen)}>
          <div className={styles.screenBody}>
            <Rail
              label="Screens"
              items={screens}
              footItems={[{ id: 'settings', label: 'Settings', icon: <Settings /> }]}
              current={screen}
              onChoose={setScreen}
            />
            <SplitPanes
              name="bench"
              panes={[
                {
                  id: 'codes',
                  label: 'Framework',
                  defaultSize: 260,
                  keepsPixels: true,
                  content: (
                    <div className={styles.pane}>
                      <SearchField label="Find a code" />
                      <Tree
                        label="Codes"
                        nodes={codeTree}
                        columns={codeColumns}
                        figuresOf={codeFigures}
                        expanded={expanded}
                        onExpandedChange={setExpanded}
                        selected={selected}
                        onSelectionChange={setSelected}
                      />
                    </div>
                  ),
                },
                { id: 'text', label: 'Transcript', content: <Reading /> },
                {
                  id: 'passage',
                  label: 'Passage',
                  defaultSize: 250,
                  keepsPixels: true,
                  content: (
                    <div className={styles.pane}>
                      <div>
                        <CodeChip name="Time pressure" colour={2} polarity="barrier" />{' '}
                        <CoderBadge name="Amina Rashid" initials="AR" size="small" />
                      </div>
                      <p>
                        Talk of not having enough minutes for what the plan asks, whoever is blamed for it.
                      </p>
                      <div>
                        <Disclosure title="When to use" defaultExpanded headingLevel={4}>
                          The speaker names minutes, shifts or workload as a reason.
                        </Disclosure>
                        <Disclosure title="When not" headingLevel={4}>
                          Being slow to learn: use Learning by doing.
                        </Disclosure>
                        <Disclosure title="Examples" aside="3" headingLevel={4}>
                          “Twelve patients, two of us.”
                        </Disclosure>
                      </div>
                    </div>
                  ),
                },
              ]}
            />
          </div>
          <StatusLine
            start={[
              { id: 'me', content: 'Amina Rashid, coder' },
              { id: 'round', content: 'Round 2', onPress: () => {} },
              { id: 'version', content: 'Framework version 3' },
              { id: 'blind', content: 'Blind until both submit', icon: <EyeOff /> },
            ]}
            end={[
              { id: 'selection', content: '11 words' },
              { id: 'saved', content: 'Saved 14:02', icon: <CircleCheck />, isLive: true },
            ]}
          />
        </div>
      </Sample>
    </Group>
  )
}
