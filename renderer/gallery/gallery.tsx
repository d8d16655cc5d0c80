import { useState } from 'react'
import { applyTheme, type ThemeChoice, themeChoices } from '../theme/theme.ts'
import { LiveAnnouncer } from '../ui/live-announcer.tsx'
import { ToastRegion } from '../ui/toast-region.tsx'
import { SegmentedControl } from '../ui/toggle.tsx'
import { Bench } from './bench.tsx'
import { Buttons } from './buttons.tsx'
import { Fields } from './fields.tsx'
import { Foundations } from './foundations.tsx'
import { Frame } from './frame.tsx'
import { Figures } from './further-figures.tsx'
import styles from './gallery.module.css'
import { Lists } from './lists.tsx'
import { Notices } from './notices.tsx'
import { Overlays } from './overlays.tsx'

/** Every component with all its states, for looking at and for the tests that look at it. */
export function Gallery() {
  const [theme, setTheme] = useState<ThemeChoice>('system')
  return (
    <>
      <main className={styles.page}>
        <header className={styles.head}>
          <h1 className={styles.title}>The kit</h1>
          <SegmentedControl
            label="Theme"
            options={themeChoices.map(choice => ({ id: choice.id, label: choice.name }))}
            value={theme}
            onChange={choice => {
              setTheme(choice)
              applyTheme(choice)
            }}
          />
        </header>
        <Bench />
        <Foundations />
        <Buttons />
        <Fields />
        <Overlays />
        <Lists />
        <Figures />
        <Notices />
        <Frame />
      </main>
      <ToastRegion />
      <LiveAnnouncer />
    </>
  )
}
