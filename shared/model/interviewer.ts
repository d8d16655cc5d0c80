const labels = /^(int(erviewer)?|i|iv|researcher|moderator|(fg )?facilitator|q)[\s_-]*\d{0,2}$/i

/**
 * True where a speaker's label is one that transcripts give to whoever asks the questions. Real names cannot be told
 * from the text. It decides only where no person has: ask `asksIn`.
 */
export const isInterviewer = (speaker: string): boolean => labels.test(speaker.trim())

/**
 * Whether a speaker of a source asks the questions: what a person said of them, else what their label says. Used alike
 * where turns are shown lighter, where they are passed over and where they are left out of counting.
 */
export const asksIn =
  (said: ReadonlyMap<string, boolean>) =>
  (speaker: string): boolean =>
    said.get(speaker.trim()) ?? isInterviewer(speaker)
