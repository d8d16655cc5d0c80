/** How a text being written stands with what is kept. */
export type SaveState =
  | { is: 'kept'; at: number | null }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'failed'; why: unknown }

interface AutosaveOptions {
  /** The text as it is now. */
  read(): string
  /** Keeps a text; resolves once it is durable. */
  keep(text: string): Promise<unknown>
  onState(state: SaveState): void
  /** Milliseconds after the last change until it is kept. */
  wait?: number
}

/**
 * Keeps a text while it is being written: some time after the last change, or at once by `flush`. One save at a
 * time; what changed meanwhile is kept next. After a failure nothing is lost: the next change or `flush` tries again.
 */
export class Autosave {
  private readonly options: AutosaveOptions
  private timer: ReturnType<typeof setTimeout> | undefined
  private isDirty = false
  private saving: Promise<void> | null = null
  /** The text last kept, or the one begun from. */
  private kept: string

  constructor(kept: string, options: AutosaveOptions) {
    this.kept = kept
    this.options = options
  }

  /** The text was changed. */
  changed(): void {
    this.isDirty = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), this.options.wait ?? 1000)
    if (!this.saving) this.options.onState({ is: 'waiting' })
  }

  /** Keeps what is not kept yet, now. Never rejects: a failure is told by `onState`. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    while (this.saving) await this.saving
    if (!this.isDirty) return
    this.saving = this.save().finally(() => {
      this.saving = null
    })
    await this.saving
  }

  /**
   * Whether a text that came from the study should replace the one being written: it is another than the one kept,
   * and nothing typed would be lost.
   */
  shouldTake(text: string): boolean {
    return text !== this.kept && !this.isDirty && !this.saving
  }

  /** The text being written was replaced by one from the study. */
  took(text: string): void {
    this.kept = text
  }

  private async save(): Promise<void> {
    const text = this.options.read()
    this.isDirty = false
    if (text === this.kept) return this.options.onState({ is: 'kept', at: null })
    this.options.onState({ is: 'saving' })
    try {
      await this.options.keep(text)
      this.kept = text
      this.options.onState(this.isDirty ? { is: 'waiting' } : { is: 'kept', at: Date.now() })
    } catch (why) {
      this.isDirty = true
      this.options.onState({ is: 'failed', why })
    }
  }
}
