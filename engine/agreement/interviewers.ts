const interviewer = /^(interviewer|interviewer \d+|int|i|i\d+|researcher|facilitator|moderator|q)$/i

/** The speakers, of those named, whose label says that they asked the questions. */
export const interviewersAmong = (speakers: readonly string[]): string[] =>
  speakers.filter(speaker => interviewer.test(speaker.trim()))
