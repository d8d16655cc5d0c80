import { TandemError } from '#shared/errors.ts'
import type { PseudonymPair } from '#shared/model/pseudonym.ts'
import { type NameFinder, nameFinder } from './find.ts'
import { type KeyContent, rereadKeyFile, type Seal, writeKeyFile } from './key-file.ts'

/** A key of pseudonyms that one window has open. It closes by itself when it was not used for a while. */
export interface OpenKey {
  readonly id: string
  readonly path: string
  isOpen(): boolean
  pairs(): readonly PseudonymPair[]
  ignored(): readonly string[]
  /** Finds the names of the key; `loose` also parts of them. */
  finder(loose?: boolean): NameFinder
  /** Changes the key: on top of what the file holds now, written durably before this returns. */
  change(step: (content: KeyContent) => KeyContent): void
  /** Takes in what another window wrote; closes where that cannot be read. */
  readAgain(): void
  close(): void
}

/** Without use, a key closes after a quarter of an hour. */
const idleAfter = 15 * 60_000

export interface HoldOptions {
  path: string
  seal: Seal
  content: KeyContent
  onClosed(): void
}

export function holdKey({ path, seal, content: first, onClosed }: HoldOptions): OpenKey {
  let content: KeyContent | null = first
  let finders: { strict?: NameFinder; loose?: NameFinder } = {}
  let timer: NodeJS.Timeout | undefined
  const close = () => {
    if (content === null) return
    content = null
    finders = {}
    seal.secret.fill(0)
    clearTimeout(timer)
    onClosed()
  }
  const used = (): KeyContent => {
    if (content === null) throw keyIsClosed()
    clearTimeout(timer)
    timer = setTimeout(close, idleAfter)
    timer.unref()
    return content
  }
  used()
  return {
    id: seal.key,
    path,
    isOpen: () => content !== null,
    pairs: () => used().pairs,
    ignored: () => used().ignored,
    finder(loose = false) {
      const { pairs } = used()
      const kept = loose ? finders.loose : finders.strict
      if (kept) return kept
      const made = nameFinder(pairs, { loose })
      finders[loose ? 'loose' : 'strict'] = made
      return made
    },
    change(step) {
      used()
      const next = step(rereadKeyFile(path, seal))
      writeKeyFile(path, seal, next)
      content = next
      finders = {}
    },
    readAgain() {
      if (content === null) return
      try {
        content = rereadKeyFile(path, seal)
        finders = {}
      } catch {
        close()
      }
    },
    close,
  }
}

/** The refusal of what needs the key open. */
export const keyIsClosed = (): TandemError =>
  new TandemError(
    'key-closed',
    'The key of pseudonyms is closed.',
    'A lead opens it with its passphrase under Sources, Pseudonyms.',
  )
