import { useEffect, useRef } from 'react'
import type { ReportPreview } from '#shared/model/report.ts'
import { type PrintedPage, printedPage } from '#shared/text/printed-page.ts'
import { Paper } from '../../ui/paper.tsx'
import styles from './report-page.module.css'
import { ReportPage } from './report-page.tsx'

interface PrintedReportProps extends Omit<PrintedPage, 'isWide'> {
  report: ReportPreview
  /** Called once it has been given to the printer, or the person thought better of it. */
  onDone(): void
}

/**
 * A whole report on paper, through the browser's own printing, where it can be saved as PDF too: nothing of the window
 * is printed with it.
 */
export function PrintedReport({ studyTitle, name, report, onDone }: PrintedReportProps) {
  const { page, isWide } = report
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    const rules = new CSSStyleSheet()
    rules.replaceSync(printedPage({ studyTitle, name, isWide }))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
    // What is not on paper loses the keyboard meanwhile.
    const focused = document.activeElement
    const printed = () => {
      done.current()
      if (focused instanceof HTMLElement) focused.focus()
    }
    addEventListener('afterprint', printed)
    print()
    return () => {
      removeEventListener('afterprint', printed)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== rules)
    }
  }, [studyTitle, name, isWide])
  return (
    <Paper className={styles.sheet}>
      <ReportPage page={page} />
    </Paper>
  )
}
