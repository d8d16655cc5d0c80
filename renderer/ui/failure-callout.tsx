import { Callout } from './callout.tsx'

export interface FailureCalloutProps {
  /** What went wrong, in its own words; nothing is shown for null. */
  readonly failure: { readonly message: string; readonly hint?: string | undefined } | null | undefined
}

/** Why a step did not go through, said at once and kept until it is tried again. */
export function FailureCallout({ failure }: FailureCalloutProps) {
  return (
    failure && (
      <Callout tone="error" isLive title={failure.message}>
        {failure.hint}
      </Callout>
    )
  )
}
