import type { ParsedDocument } from '#shared/model/document.ts'
import type { ParseAnswer } from './parse-message.ts'

/*
 * How an answer goes through a pipe: a line of JSON in which every attachment is the number of its bytes, then the bytes
 * of all of them. They are never text on the way, which would take them several times over.
 */

/** An answer as it is sent, in order. */
export function* answerBytes(answer: ParseAnswer): Generator<string | Uint8Array> {
  if ('failure' in answer) {
    yield `${JSON.stringify(answer)}\n`
    return
  }
  const documents = answer.documents.map(({ attached, ...document }) =>
    attached === undefined
      ? document
      : { ...document, attached: attached.map(content => content?.byteLength ?? null) },
  )
  yield `${JSON.stringify({ documents })}\n`
  for (const { attached = [] } of answer.documents) for (const content of attached) if (content) yield content
}

/** Puts an answer together from what comes through the pipe. What it says is foreign, and so are its numbers. */
export class ComingAnswer {
  readonly #mostBytes: number
  /** Of the line; let go when it is complete. */
  #line: Uint8Array[] = []
  #answer: ParseAnswer | undefined
  /** The attachments in their order, and how much of the one at hand has come. */
  readonly #contents: Uint8Array[] = []
  #at = 0
  #filled = 0

  /** An answer with attachments of more than `mostBytes` is none. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** Takes the next bytes; throws where they are no answer's. */
  take(chunk: Uint8Array): void {
    let rest = chunk
    if (this.#answer === undefined) {
      const end = rest.indexOf(10)
      this.#line.push(end === -1 ? rest : rest.subarray(0, end))
      if (end === -1) return
      rest = rest.subarray(end + 1)
      const line = Buffer.concat(this.#line).toString('utf8')
      this.#line = []
      this.#answer = this.#withRoom(JSON.parse(line))
    }
    while (rest.length > 0) {
      const content = this.#contents[this.#at]
      if (!content) throw new Error('More came than was said')
      const part = rest.subarray(0, content.length - this.#filled)
      content.set(part, this.#filled)
      this.#filled += part.length
      rest = rest.subarray(part.length)
      if (this.#filled < content.length) return
      this.#at++
      this.#filled = 0
    }
  }

  /** The whole answer; throws where it did not come whole. */
  whole(): ParseAnswer {
    if (this.#answer === undefined || this.#at < this.#contents.length)
      throw new Error('The answer broke off')
    return this.#answer
  }

  /** The answer with room for its attachments in place of their sizes. */
  #withRoom(
    answer: { documents: (Omit<ParsedDocument, 'attached'> & { attached?: unknown[] })[] } | ParseAnswer,
  ): ParseAnswer {
    if ('failure' in answer) return answer
    let sum = 0
    const roomFor = (size: unknown): Uint8Array | null => {
      if (size === null) return null
      if (!Number.isSafeInteger(size) || (size as number) < 0) throw new Error('No size')
      sum += size as number
      if (sum > this.#mostBytes) throw new Error('Too much')
      const content = new Uint8Array(size as number)
      // An empty one is there already.
      if (content.length > 0) this.#contents.push(content)
      return content
    }
    return {
      documents: answer.documents.map(({ attached, ...document }) =>
        attached === undefined ? document : { ...document, attached: attached.map(roomFor) },
      ),
    }
  }
}
