/** What keys do in one place, as the sheet of keys says it: beside what answers them, so that both change together. */
export interface KeyLine {
  readonly does: string
  /** As commands spell theirs: 'Mod+ArrowLeft'. */
  readonly keys: readonly string[]
}
