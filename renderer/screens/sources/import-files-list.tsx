import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleAlert, Copy, FileCheck, FileClock, TriangleAlert } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted, number } from '../../wording.ts'
import { bringsSomething, type FileGroup, groupOf, stateInWords } from './file-state.ts'
import styles from './import.module.css'
import { type Incoming, useImport } from './import-store.ts'

/** Height of a file in the list, in pixels. */
const rowHeight = 55

type Shown = FileGroup | 'all'

/** The files of the import: how many are ready and how many not, then each with how it was read; a press shows one. */
export function ImportFiles({ files, shown }: { files: readonly Incoming[]; shown: number | null }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<Shown>('all')
  const groups = Map.groupBy(files, groupOf)
  const present = (['ready', 'here', 'nothing', 'failed', 'waiting'] as const).filter(group =>
    groups.has(group),
  )
  const group = wanted !== 'all' && groups.has(wanted) ? wanted : 'all'
  const listed = group === 'all' ? files : (groups.get(group) ?? [])
  const virtual = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  return (
    <div className={styles.side}>
      {files.length > 1 && (
        <div className={styles.summary}>
          <p>{summaryOf(groups)}</p>
          {present.length > 1 && (
            <Select
              label="Show"
              options={[
                { id: 'all' as Shown, label: `All ${counted(files.length, 'file')}` },
                ...present.map(id => ({
                  id,
                  label: `${words[id]} (${number(groups.get(id)?.length ?? 0)})`,
                })),
              ]}
              value={group}
              onChange={setWanted}
            />
          )}
        </div>
      )}
      <div ref={scroller} className={styles.files}>
        <ul aria-label="Files" style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const file = listed[index]
            if (!file) return null
            return (
              <li
                key={file.key}
                aria-setsize={listed.length}
                aria-posinset={index + 1}
                className={classNames(styles.file, file.key === shown && styles.shown)}
                style={{ insetBlockStart: start, blockSize: rowHeight }}
              >
                <FileRow file={file} isShown={file.key === shown} />
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}

const words: Record<FileGroup, string> = {
  ready: 'Ready',
  here: 'Already here',
  nothing: 'Nothing to take',
  failed: 'Cannot be read',
  waiting: 'Not read yet',
}

/** `430 ready, 12 already here, 8 cannot be read.` */
function summaryOf(groups: ReadonlyMap<FileGroup, readonly Incoming[]>): string {
  const count = (group: FileGroup) => groups.get(group)?.length ?? 0
  const parts = [`${number(count('ready'))} ready`]
  if (count('here') > 0) parts.push(`${number(count('here'))} already here`)
  if (count('nothing') > 0) parts.push(`${number(count('nothing'))} with nothing to take`)
  if (count('failed') > 0) parts.push(`${number(count('failed'))} cannot be read`)
  if (count('waiting') > 0) parts.push(`${number(count('waiting'))} not read yet`)
  return `${parts.join(', ')}.`
}

/** Drawn anew only where something of this file has changed: hundreds are read while the list stands. */
const FileRow = memo(function FileRow({ file, isShown }: { file: Incoming; isShown: boolean }) {
  const show = useImport(({ show }) => show)
  const include = useImport(({ include }) => include)
  return (
    <>
      <Checkbox
        aria-label={`Import ${file.name}`}
        isSelected={
          file.included && file.state !== 'failed' && (file.state !== 'read' || bringsSomething(file))
        }
        isDisabled={file.state !== 'read' || file.preview?.knownAs != null || !bringsSomething(file)}
        onChange={included => include(file.key, included)}
      >
        <VisuallyHidden>Import {file.name}</VisuallyHidden>
      </Checkbox>
      <Button
        className={classNames(styles.fileButton)}
        onPress={() => show(file.key)}
        {...(isShown ? { 'aria-current': 'true' as const } : {})}
      >
        <span className={styles.fileName}>{file.name}</span>
        <span className={styles.fileState}>
          <Icon file={file} />
          <span className={styles.fileWords}>{stateInWords(file)}</span>
        </span>
      </Button>
    </>
  )
})

function Icon({ file }: { file: Incoming }) {
  if (file.state === 'waiting') return <FileClock aria-hidden="true" />
  if (file.state === 'reading') return <Spinner />
  if (file.state === 'failed') return <CircleAlert className={styles.bad} aria-hidden="true" />
  const documents = file.preview?.documents ?? []
  if (groupOf(file) === 'here' || documents.some(({ duplicateOf }) => duplicateOf !== null))
    return <Copy aria-hidden="true" />
  const { records } = file
  if (records && (records.failure || (records.look?.problems.length ?? 0) > 0)) {
    return <TriangleAlert className={styles.warned} aria-hidden="true" />
  }
  if (documents.some(({ warnings }) => warnings.length > 0)) {
    return <TriangleAlert className={styles.warned} aria-hidden="true" />
  }
  return <FileCheck className={styles.good} aria-hidden="true" />
}
