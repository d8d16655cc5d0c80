import { useEffect, useMemo } from 'react'
import { useCommandContext } from './commands/use-command-context.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import styles from './frame/frame.module.css'
import { HintStrip } from './frame/hint-strip.tsx'
import { useKeptKeyboard } from './frame/keep-keyboard.ts'
import { LinkNotice } from './frame/link-notice.tsx'
import { ScreenBoundary } from './frame/screen-boundary.tsx'
import { Status } from './frame/status.tsx'
import { TitleBar } from './frame/title-bar.tsx'
import { useDesktopMenu } from './frame/use-desktop-menu.ts'
import { WindowDialogs } from './frame/window-dialogs.tsx'
import { Locked } from './lock/locked.tsx'
import { useAutoLock } from './lock/use-auto-lock.ts'
import { screensIn } from './screens/index.ts'
import { SignIn } from './screens/sign-in/sign-in.tsx'
import { Start } from './screens/start/start.tsx'
import { useConnection } from './state/connection.ts'
import { useNavigation } from './state/navigation.ts'
import { useRedoOfferedWhileThere } from './state/redo-offered.ts'
import { applyReadingGutter, applyReadingStyle, applyTheme } from './theme/theme.ts'
import { Callout } from './ui/callout.tsx'
import { LiveAnnouncer } from './ui/live-announcer.tsx'
import { Rail } from './ui/rail.tsx'
import { dismissAll, dismissFailuresRead } from './ui/toast-queue.ts'
import { ToastRegion } from './ui/toast-region.tsx'
import { usePreferences, useRead } from './use-engine.ts'

/** The window: the frame around the start, the sign-in, or whichever screen of the study is open. */
export function App() {
  const context = useCommandContext()
  useShortcuts(context)
  useDesktopMenu(context)
  useKeptKeyboard()
  useLook()
  useRedoOfferedWhileThere(context.undo.redo)
  const { data: session, failure } = useRead('session.current', {})
  const study = session?.study ?? null
  const member = session?.member ?? null
  useAutoLock(context.client, study !== null && !study.openSlot, context.preferences.lockAfter)
  const waiting = useRead('study.overview', member ? {} : null).data?.waiting.length ?? 0
  const screens = screensIn(study)
  const open = screens.find(({ id }) => id === context.screen) ?? screens[0]
  const isElsewhere = open !== undefined && member !== null && open.id !== context.screen
  const Open = open?.component
  // The same element, and so not drawn again, for as long as it is the same screen: it follows what it shows itself.
  const screen = useMemo(() => Open && <Open />, [Open])
  const { replace } = useNavigation.getState()
  useEffect(() => {
    if (isElsewhere && open) replace(open.id)
  }, [isElsewhere, open, replace])
  const person = member?.id ?? null
  // What was said to one person, and when they saved, is not for the next one at this window, nor for another study.
  useEffect(() => {
    if (person === null) return
    return () => {
      dismissAll()
      useConnection.setState({ savedAt: null })
    }
  }, [person])
  // Nor what failed on one screen for the next one.
  const shown = study === null ? 'start' : open?.id
  useEffect(() => {
    if (shown !== undefined) return dismissFailuresRead
  }, [shown])
  const title = study?.title
  useEffect(() => {
    document.title = title === undefined ? 'Tandem' : `${title} – Tandem`
  }, [title])
  return (
    <div className={styles.frame}>
      <TitleBar context={context} />
      <LinkNotice />
      <div className={styles.middle}>
        {member && open && (
          <Rail
            label="Screens"
            items={screens
              .filter(({ isInRail }) => isInRail !== false)
              .map(({ id, label, icon: Icon }) => ({
                id,
                label,
                icon: <Icon />,
                ...(id === 'study' ? { waiting } : {}),
              }))}
            current={open.id}
            onChoose={id => context.go(id)}
          />
        )}
        <main className={styles.screen} id="screen" tabIndex={-1}>
          {member && open ? (
            <>
              <HintStrip screen={open.id} />
              <ScreenBoundary key={`${open.id} ${member.id}`} name={open.label}>
                {screen}
              </ScreenBoundary>
            </>
          ) : study ? (
            <SignIn study={study} />
          ) : session ? (
            <Start />
          ) : failure ? (
            <div className={styles.fault}>
              <Callout tone="error" isLive title={failure.message}>
                {failure.hint}
              </Callout>
            </div>
          ) : (
            <p className={styles.wait}>Opening…</p>
          )}
        </main>
      </div>
      <div className={styles.status}>
        <Status context={context} />
      </div>
      <WindowDialogs context={context} />
      <ToastRegion />
      <LiveAnnouncer />
      <Locked />
    </div>
  )
}

/** Sets the window's look to the person's preferences. */
function useLook(): void {
  const { theme, readingSize, readingWidth, readingFace, turnNumbers, showSpeakers, showTimes } =
    usePreferences()
  useEffect(() => applyTheme(theme), [theme])
  useEffect(
    () => applyReadingStyle({ size: readingSize, measure: readingWidth, face: readingFace }),
    [readingSize, readingWidth, readingFace],
  )
  useEffect(
    () => applyReadingGutter({ turnNumbers, speakers: showSpeakers, times: showTimes }),
    [turnNumbers, showSpeakers, showTimes],
  )
}
