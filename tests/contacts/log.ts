import type { Client } from '#shared/contract/client.ts'
import type { ContactDoubt, ContactReading, ContactsLook, ContactsTaken } from '#shared/model/contact.ts'
import { makeStudy, type TestStudy } from '../helpers/study.ts'

let uploads = 0

/** Gives a study a file, as a browser would. */
export function uploaded(study: TestStudy, fileName: string, bytes: Uint8Array | string) {
  const upload = `log-${++uploads}`
  study.host.uploads.put(upload, { fileName, bytes: Buffer.from(bytes) }, bytes.length)
  return { upload, fileName }
}

/** A log that was read: looked at and taken in as it is proposed, or otherwise. */
export async function readLog(
  study: TestStudy,
  client: Client,
  bytes: Uint8Array | string,
  fileName = 'log.csv',
) {
  const found = await client.contacts.read({ file: uploaded(study, fileName, bytes) })
  const as = (change: Partial<ContactReading>): ContactReading => ({ ...found.reading, ...change })
  return {
    found,
    look: (change: Partial<ContactReading> = {}): Promise<ContactsLook> =>
      client.contacts.look({ table: found.table, reading: as(change) }),
    take: (despite: ContactDoubt[] = [], change: Partial<ContactReading> = {}): Promise<ContactsTaken> =>
      client.contacts.import({ table: found.table, reading: as(change), despite }),
  }
}

/** A new study, and its lead who takes logs in. */
export async function begun(): Promise<{ study: TestStudy; client: Client }> {
  const study = await makeStudy()
  return { study, client: await study.as('LD') }
}

/** The lines of a log as one text. */
export const rows = (...lines: string[]): string => lines.join('\n')
