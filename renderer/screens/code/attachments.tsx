import { Paperclip } from 'lucide-react'
import type { Attachment } from '#shared/model/source.ts'
import { takeOut } from '../../take-out.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { fileSize } from '../../wording.ts'
import styles from './mail-head.module.css'

/** The files that came with an email: each can be saved, none is opened here. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const client = useClient()
  const { run } = useAct()
  const save = (attachment: string, name: string) =>
    void run(async () => {
      const { id, fileName } = await client.sources.takeOut({ attachment })
      await takeOut(client, { id, fileName, title: `Save ${name}` })
    })
  return (
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
              onPress={() => save(id, name)}
            >
              <bdi>{name}</bdi>, {fileSize(bytes)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
