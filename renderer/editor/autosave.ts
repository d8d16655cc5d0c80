/** How a text being written stands with what is kept. */
export type SaveState =
  | { is: 'kept'; at: number | null }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'failed'; why: unknown }
  /** Somebody else changed the same place meanwhile: nothing is kept over theirs until a person says which stays. */
  | { is: 'met' }

/** A text the study has, and by what it knows it. */
export interface KeptText {
  text: string
  id: string
}

interface AutosaveOptions {
  /** The text as it is now. */
  read(): string
  /**
   * Keeps a text that was written on the text `from`; resolves once it is durable. `isAside`: the study had another text by
   * then and keeps that one.
   */
  keep(text: string, from: string): Promise<{ id: string; isAside: boolean }>
  /** Shows another's text in the place of the one being written. */
  take(text: string): void
  /** Brings what another changed between two texts into the one being written; false where both changed the same place. */
  merge(base: string, theirs: string): boolean
  onState(state: SaveState): void
}

/** Milliseconds after the last change until it is kept. */
const pause = 1000
/** Milliseconds after which what was typed is kept though no pause came. */
const longestWait = 5000

/**
 * Keeps a text while it is being written: some time after the last change, or at once by `flush`. One save at a
 * time; what changed meanwhile is kept next. After a failure nothing is lost: the next change or `flush` tries again.
 * What others write comes in by `came`, and is neither written over nor put in the place of what was typed.
 */
export class Autosave {
  private readonly options: AutosaveOptions
  private timer: ReturnType<typeof setTimeout> | undefined
  private isDirty = false
  /** When the first change was made that is not kept yet. */
  private dirtySince = 0
  private saving: Promise<void> | null = null
  /** The text last kept, or the one begun from. */
  private kept: KeptText
  /** Another's text that came while one of ours was on its way. */
  private arrived: KeptText | null = null
  private isMet = false
  /** What stands in the study where both changed the same place. */
  private theirs: KeptText | null = null
  /** What was last set aside. */
  private aside: string | null = null

  constructor(kept: KeptText, options: AutosaveOptions) {
    this.kept = kept
    this.options = options
  }

  /** The text was changed. */
  changed(): void {
    const isFirst = !this.isDirty
    if (isFirst) this.dirtySince = performance.now()
    this.isDirty = true
    clearTimeout(this.timer)
    if (this.isMet) return
    const wait = Math.min(pause, Math.max(0, this.dirtySince + longestWait - performance.now()))
    this.timer = setTimeout(() => void this.flush(), wait)
    // Said once: who hears it draws itself anew.
    if (isFirst && !this.saving) this.options.onState({ is: 'waiting' })
  }

  /**
   * Keeps what is not kept yet, now; where another changed the same place, among the earlier texts. Never rejects: a failure
   * is told by `onState`.
   */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    while (this.saving) await this.saving
    if (!this.isDirty) return
    this.saving = this.save().finally(() => {
      this.saving = null
    })
    await this.saving
    const { arrived } = this
    this.arrived = null
    if (arrived) this.came(arrived)
  }

  /**
   * The study answered with a text: the one kept here, or another's. Call for each answer, in their order: where a save and an
   * undo of it lie between two answers, both have the same text.
   */
  came(theirs: KeptText): void {
    if (theirs.text === this.kept.text) {
      if (!this.isMet || this.theirs === this.kept) return
      this.goOn(theirs)
      this.changed()
    } else if (this.saving) {
      this.arrived = theirs
    } else if (!this.isDirty) {
      this.take(theirs)
    } else if (this.options.merge(this.kept.text, theirs.text)) {
      this.goOn(theirs)
      this.changed()
    } else {
      this.theirs = theirs
      this.meet()
    }
  }

  /** What was typed here stays, over what another wrote. */
  async keepMine(): Promise<void> {
    while (this.saving) await this.saving
    if (!this.theirs) return
    this.goOn(this.theirs)
    await this.flush()
  }

  /** The text takes changes again: what was typed when it took none goes in, unless another wrote meanwhile. */
  async goesOn(): Promise<void> {
    if (this.isMet && this.theirs === this.kept) await this.keepMine()
  }

  /** What another wrote stays, and what was typed here goes among the earlier texts. */
  async takeTheirs(): Promise<void> {
    await this.flush()
    // What could not be set aside stays here.
    if (this.theirs && this.aside === this.options.read()) this.take(this.theirs)
  }

  private take(theirs: KeptText): void {
    this.goOn(theirs)
    this.isDirty = false
    this.options.take(theirs.text)
    this.options.onState({ is: 'kept', at: null })
  }

  /** What is written from now on is written on another's text. */
  private goOn(theirs: KeptText): void {
    this.kept = theirs
    this.theirs = null
    this.aside = null
    this.isMet = false
  }

  private meet(): void {
    clearTimeout(this.timer)
    this.isMet = true
    this.options.onState({ is: 'met' })
  }

  private async save(): Promise<void> {
    const text = this.options.read()
    this.isDirty = false
    if (text === this.kept.text) return this.options.onState({ is: 'kept', at: null })
    if (this.isMet && text === this.aside) {
      this.isDirty = true
      return
    }
    if (!this.isMet) this.options.onState({ is: 'saving' })
    try {
      const { id, isAside } = await this.options.keep(text, this.kept.id)
      if (isAside) {
        this.isDirty = true
        this.aside = text
        // It has the very text that this was written on, and takes no more.
        if (id === this.kept.id) this.theirs = this.kept
        this.meet()
        return
      }
      this.goOn({ text, id })
      this.options.onState(this.isDirty ? { is: 'waiting' } : { is: 'kept', at: Date.now() })
    } catch (why) {
      this.isDirty = true
      this.options.onState({ is: 'failed', why })
    }
  }
}
