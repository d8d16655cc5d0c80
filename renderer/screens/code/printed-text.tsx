import { memo, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { useRecoveryKey } from '../../lock/recovery-key-store.ts'
import { isLocked } from '../../state/lock.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { PaperText, type PaperTextProps } from '../../transcript/paper-text.tsx'
import { Paper } from '../../ui/paper.tsx'
import styles from './printed-text.module.css'

interface PrintedTextProps extends Omit<PaperTextProps<Coding>, 'coderOf'> {
  title: string
  members: ReadonlyMap<string, Member>
}

/**
 * The open text for the printer, in the page only while it is printed: a whole one of its own, since what is on the screen
 * is as high as the window and is drawn near what is read.
 */
export const PrintedText = memo(function PrintedText({ title, members, ...paper }: PrintedTextProps) {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    let focused: Element | null = null
    const begin = () => {
      // A recovery key has a page of its own, and what is locked stays so.
      if (isLocked() || useRecoveryKey.getState().shown !== null) return
      focused = document.activeElement
      flushSync(() => setPrinting(true))
    }
    const end = () => {
      flushSync(() => setPrinting(false))
      // What is not on paper may have lost the keyboard meanwhile.
      if (focused instanceof HTMLElement && document.activeElement !== focused)
        focused.focus({ preventScroll: true })
      focused = null
    }
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  const { codings } = paper
  const coderOf = useMemo(
    () => (isPrinting ? initialsIn(codings, members) : null),
    [isPrinting, codings, members],
  )
  if (!isPrinting) return null
  return (
    <Paper className={styles.sheet}>
      <h1 className={styles.title}>{title}</h1>
      <PaperText {...paper} coderOf={coderOf} />
    </Paper>
  )
})

/** Says whose a coding is, by initials; null where all are of one coder. */
function initialsIn(
  codings: CodingSet<Coding>,
  members: ReadonlyMap<string, Member>,
): ((coding: Coding) => string) | null {
  const coders = new Set<string | null>()
  for (const { coder } of codings) coders.add(coder)
  if (coders.size < 2) return null
  return ({ coder }) => (coder !== null && members.get(coder)?.initials) || 'name hidden'
}
