/**
 * Whether a source's title says which of its speakers speaks, so that the speaker need not be named beside it: it names this one as
 * whole words, as `OT 1` is not named by `OT 11`, nor `Mentor` by `Mentor 1`, and no other.
 */
export const titleTells = (title: string, speaker: string, speakers: readonly string[]): boolean =>
  isNamed(title, speaker) && !speakers.some(other => other !== speaker && isNamed(title, other))

const isNamed = (title: string, speaker: string): boolean =>
  speaker !== '' &&
  title
    .split(speaker)
    .some(
      (before, at, pieces) =>
        at + 1 < pieces.length && !goesOnBefore.test(before) && !goesOnAfter.test(pieces[at + 1] ?? ''),
    )

const goesOnBefore = /[\p{L}\p{N}]$/u
const goesOnAfter = /^(?:[\p{L}\p{N}]|\s+\p{N})/u
