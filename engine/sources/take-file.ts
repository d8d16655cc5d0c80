import type { SourceKind } from '#shared/model/document.ts'
import type { SpeakerChoice } from '#shared/model/speakers.ts'
import { takeFile } from '../import/apply.ts'
import type { Working } from '../tools.ts'
import type { FoundFile } from './found-file.ts'
import type { Take } from './import-job.ts'
import { takeMailbox } from './take-mailbox.ts'

interface Said {
  titles?: readonly string[] | undefined
  kind?: SourceKind | undefined
  dataSet?: string | undefined
  /** What was said of the speakers of the document at a position. */
  speakers?: ((position: number) => SpeakerChoice | null | undefined) | undefined
}

const megabyte = 1024 * 1024

/** How a file that was looked at is taken into the study. */
export function takeOf(working: Working, found: FoundFile, { titles, kind, dataSet, speakers }: Said): Take {
  const { fileName } = found
  if (found.is === 'known') {
    const reason = `The study already holds this file as “${found.title}”.`
    const { title, textSha256: sha256 } = found
    return () => [{ file: fileName, status: 'duplicate', reason, title, sha256, warnings: [] }]
  }
  if (found.is === 'documents') {
    const { bytes, documents } = found
    return () =>
      working.step(tools =>
        takeFile(tools, { file: fileName, bytes, documents, titles, kind, dataSet, speakers }),
      )
  }
  const { content, whole } = found
  const size = Math.max(1, Math.round(content.size / megabyte))
  return say =>
    takeMailbox(working, {
      fileName,
      content,
      whole,
      titles,
      kind,
      dataSet,
      onProgress: (bytes, messages) =>
        say(
          `${fileName}: ${messages.toLocaleString('en-GB')} messages, ${Math.round(bytes / megabyte)} of ${size} MB`,
        ),
      onMaking: share => say(`${fileName}: making sources, ${Math.round(share * 100)} %`),
    })
}
