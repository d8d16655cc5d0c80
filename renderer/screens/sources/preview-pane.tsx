import { useState } from 'react'
import { SpeakerPanel } from '../../speakers/speaker-panel.tsx'
import { Callout } from '../../ui/callout.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import styles from './import.module.css'
import { type Incoming, useImport } from './import-store.ts'
import { Recognised } from './recognised.tsx'

/** What was recognised in one file, to judge before it is taken. */
export function PreviewPane({ file }: { file: Incoming }) {
  const rename = useImport(({ rename }) => rename)
  const { files, speak, speakForAll } = useImport()
  const client = useClient()
  const [at, setAt] = useState(0)
  const documents = file.preview?.documents ?? []
  const document = documents[at]
  if (file.failure) {
    return (
      <div className={styles.preview}>
        <Callout tone="error" title={file.failure.message}>
          {file.failure.hint}
        </Callout>
        <p className={styles.quiet}>It does not stop the others.</p>
      </div>
    )
  }
  const { total = 0, knownAs = null } = file.preview ?? {}
  if (knownAs !== null) {
    return (
      <div className={styles.preview}>
        <Callout title="The study already has this file.">
          It is there as “{knownAs}” and is not taken a second time.
        </Callout>
      </div>
    )
  }
  if (!document) {
    return (
      <div className={styles.preview}>
        <p className={styles.reading}>
          <Spinner /> Reading {file.name}…
        </p>
      </div>
    )
  }
  const onForAll = async () => {
    if (!document.speech) return
    const changed = await speakForAll(client, document.speech.choice)
    announce(`The same holds for ${counted(changed, 'other source')} of this import.`)
  }
  const title = file.titles[at] ?? document.title
  return (
    <section className={styles.preview} aria-label={`What was recognised in ${file.name}`}>
      {documents.length > 1 && (
        <Select
          label={
            total > documents.length
              ? `The first ${number(documents.length)} of ${number(total)} sources in this file`
              : `${number(documents.length)} sources in this file`
          }
          options={documents.map((document, index) => ({
            id: String(index),
            label: file.titles[index] ?? document.title,
          }))}
          value={String(at)}
          onChange={index => setAt(Number(index))}
        />
      )}
      <TextField
        label="Title"
        value={title}
        onChange={title => rename(file.key, at, title)}
        maxLength={400}
        {...(title.trim() === '' ? { error: 'A source needs a title.' } : {})}
      />
      {file.sameAs !== null && (
        <Callout title={`It holds the same text as ${file.sameAs}.`}>
          That file was chosen too; this one is not taken a second time.
        </Callout>
      )}
      <Recognised document={document}>
        {document.speech && (
          <SpeakerPanel
            key={at}
            speech={document.speech}
            onChange={choice => void speak(client, { key: file.key, document: at }, choice)}
            {...(files.length > 1 || documents.length > 1 ? { onForAll: () => void onForAll() } : {})}
          />
        )}
      </Recognised>
    </section>
  )
}
