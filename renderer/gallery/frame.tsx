import { useState } from 'react'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SplitPanes } from '../ui/split-panes.tsx'
import { Tabs } from '../ui/tabs.tsx'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

/** Heads, tabs, panes and things folded away. */
export function Frame() {
  const [tab, setTab] = useState<'definition' | 'passages' | 'history' | 'none'>('definition')
  return (
    <Group name="Frame">
      <Sample name="Page header" isWide>
        <div className={styles.framed}>
          <div className={styles.column}>
            <PageHeader
              title="Mentor interviews"
              description="14 sources, two coders each; framework version 3"
              aside={<Badge tone="accent">Round 2 open</Badge>}
              actions={
                <>
                  <Button>Export</Button>
                  <Button variant="primary">Import</Button>
                </>
              }
            />
          </div>
        </div>
      </Sample>
      <Sample name="Tabs">
        <div className={styles.column}>
          <Tabs
            label="Code"
            value={tab}
            onChange={setTab}
            tabs={[
              { id: 'definition', label: 'Definition', content: <p>Talk of not having enough minutes.</p> },
              { id: 'passages', label: 'Passages', count: 35, content: <p>Thirty-five passages.</p> },
              { id: 'history', label: 'History', content: <p>Made in version 1.</p> },
              { id: 'none', label: 'Proposals', count: 0, isDisabled: true, content: null },
            ]}
          />
        </div>
      </Sample>
      <Sample name="Disclosure">
        <div className={styles.column}>
          <div>
            <Disclosure title="When to use" defaultExpanded headingLevel={4}>
              The speaker names minutes, shifts or workload as a reason.
            </Disclosure>
            <Disclosure title="Examples" aside="3" headingLevel={4}>
              “Twelve patients, two of us.”
            </Disclosure>
            <Disclosure title="Locked" headingLevel={4} isDisabled>
              Not now.
            </Disclosure>
          </div>
        </div>
      </Sample>
      <Sample name="Panes">
        <div className={`${styles.framed} ${styles.tall}`}>
          <SplitPanes
            name="gallery-panes"
            panes={[
              {
                id: 'one',
                label: 'Framework',
                content: <p className={styles.pane}>Framework</p>,
                defaultSize: 110,
                minSize: 80,
                isCollapsible: true,
                keepsPixels: true,
              },
              { id: 'two', label: 'Text', content: <p className={styles.pane}>Text</p>, minSize: 80 },
            ]}
          />
        </div>
      </Sample>
    </Group>
  )
}
