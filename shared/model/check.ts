/** What `tandem check` found: every breach names the invariant of the model it breaks. */
export interface CheckResult {
  ok: boolean
  breaches: { invariant: string; what: string }[]
  /** What is worth knowing and no breach, in sentences; absent where there is nothing. */
  notes?: string[]
}
