import { CircleAlert, Copy, FileCheck, FileClock, TriangleAlert } from 'lucide-react'
import { Button } from 'react-aria-components'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted } from '../../wording.ts'
import styles from './import.module.css'
import { type Incoming, useImport } from './import-store.ts'

/** The files of the import with how each was read; a press shows one beside. */
export function ImportFiles({ files, shown }: { files: readonly Incoming[]; shown: number | null }) {
  const { show, include } = useImport()
  return (
    <ul className={styles.files} aria-label="Files">
      {files.map(file => (
        <li key={file.key} className={classNames(styles.file, file.key === shown && styles.shown)}>
          <Checkbox
            aria-label={`Import ${file.name}`}
            isSelected={file.included && file.state !== 'failed'}
            isDisabled={file.state !== 'read'}
            onChange={included => include(file.key, included)}
          >
            <VisuallyHidden>Import {file.name}</VisuallyHidden>
          </Checkbox>
          <Button
            className={classNames(styles.fileButton)}
            onPress={() => show(file.key)}
            {...(file.key === shown ? { 'aria-current': 'true' as const } : {})}
          >
            <span className={styles.fileName}>{file.name}</span>
            <span className={styles.fileState}>
              <Icon file={file} />
              {stateInWords(file)}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Icon({ file }: { file: Incoming }) {
  if (file.state === 'waiting') return <FileClock aria-hidden="true" />
  if (file.state === 'reading') return <Spinner />
  if (file.state === 'failed') return <CircleAlert className={styles.bad} aria-hidden="true" />
  const documents = file.preview?.documents ?? []
  if (documents.some(({ duplicateOf }) => duplicateOf !== null)) return <Copy aria-hidden="true" />
  const { records } = file
  if (records && (records.failure || (records.look?.problems.length ?? 0) > 0)) {
    return <TriangleAlert className={styles.warned} aria-hidden="true" />
  }
  if (documents.some(({ warnings }) => warnings.length > 0)) {
    return <TriangleAlert className={styles.warned} aria-hidden="true" />
  }
  return <FileCheck className={styles.good} aria-hidden="true" />
}

function stateInWords({ state, preview, records }: Incoming): string {
  if (state === 'waiting') return 'Waiting'
  if (state === 'reading') return 'Reading'
  if (state === 'read' && records) {
    return records.look ? `${counted(records.look.fresh, 'new row')}` : 'Not mapped yet'
  }
  if (state === 'failed' || !preview) return 'Cannot be read'
  const { documents } = preview
  const [first] = documents
  if (documents.length === 1 && first?.duplicateOf) return 'Already here'
  if (documents.length !== 1 || !first) return counted(documents.length, 'source')
  const speakers = first.speakers.length > 0 ? `, ${counted(first.speakers.length, 'speaker')}` : ''
  return `${counted(first.words, 'word')}${speakers}`
}
