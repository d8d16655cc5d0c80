import type { FileKind } from '#shared/model/desktop-bridge.ts'
import { desktop } from '../../desktop.ts'

/** What the file dialog offers first; anything else may still be dropped and is refused with its reason. */
const sourceFiles: FileKind[] = [
  {
    name: 'Transcripts, emails, notes and records',
    extensions: [
      'docx',
      'odt',
      'rtf',
      'txt',
      'md',
      'pdf',
      'html',
      'vtt',
      'srt',
      'eml',
      'mbox',
      'msg',
      'csv',
      'tsv',
      'xlsx',
    ],
  },
]

/** Asks for files with the system's dialog; empty when cancelled. For sources, unless told otherwise. */
export async function pickFiles({
  title = 'Import into this study',
  kinds = sourceFiles,
  several = true,
} = {}): Promise<(File | { path: string })[]> {
  const bridge = desktop()
  if (bridge) {
    const paths = await bridge.chooseFiles({ title, kinds, several })
    return paths.map(path => ({ path }))
  }
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = several
  input.accept = kinds.flatMap(({ extensions }) => extensions.map(extension => `.${extension}`)).join(',')
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true })
    input.addEventListener('cancel', () => resolve([]), { once: true })
    input.click()
  })
}
