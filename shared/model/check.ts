/** What `tandem check` found: every breach names the invariant of the model it breaks. */
export interface CheckResult {
  ok: boolean
  breaches: { invariant: string; what: string }[]
}
