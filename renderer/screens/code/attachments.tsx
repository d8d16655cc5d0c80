import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '#shared/model/source.ts'
import { takeOut } from '../../take-out.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { fileSize } from '../../wording.ts'
import { LeakDialog } from '../reports/leak-dialog.tsx'
import { isLeak, type Stopped } from '../reports/use-making.ts'
import styles from './mail-head.module.css'

interface File {
  attachment: string
  name: string
}

/** The files that came with an email: each can be saved, none is opened here. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const client = useClient()
  const { run } = useAct()
  const [stopped, setStopped] = useState<(Pick<Stopped, 'why' | 'scan'> & File) | null>(null)
  const save = ({ attachment, name }: File, despite?: 'names' | 'no-scan') =>
    void run(async () => {
      const held = await client.sources
        .takeOut({ attachment, ...(despite ? { despite } : {}) })
        .catch(async (error: unknown) => {
          if (!isLeak(error)) throw error
          const scan = await client.sources.scanAttachment({ attachment })
          setStopped({ attachment, name, why: error, scan })
          return null
        })
      if (held) await takeOut(client, { id: held.id, fileName: held.fileName, title: `Save ${name}` })
    })
  return (
    <>
      <ul className={styles.files} aria-label="Attachments">
        {files.map(({ id, name, bytes }) => (
          <li key={id ?? `${name} ${bytes}`} className={styles.file}>
            {id === null ? (
              <span>
                <bdi>{name}</bdi>, {fileSize(bytes)}, listed only
              </span>
            ) : (
              <Button
                variant="quiet"
                size="small"
                icon={<Paperclip aria-hidden="true" />}
                aria-label={`Save ${name}, ${fileSize(bytes)}`}
                onPress={() => save({ attachment: id, name })}
              >
                <bdi>{name}</bdi>, {fileSize(bytes)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {stopped && (
        <LeakDialog
          stopped={stopped}
          thing="file"
          verb="save"
          close={() => setStopped(null)}
          goOn={despite => {
            setStopped(null)
            save(stopped, despite)
          }}
        />
      )}
    </>
  )
}
