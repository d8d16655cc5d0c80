const labels = /^(int(erviewer)?|i|iv|researcher|moderator|(fg )?facilitator|q)[\s_-]*\d{0,2}$/i

/** The initials that are of who asks in one text and of who answers in another. F and M are women and men as well, and R1 is a respondent. */
const initial = /^[ir]$/i

/** What those are called who answer and begin with such a letter. */
const answering = /^(interviewee|informant|respondent)[\s_-]*\d{0,2}$/i

/**
 * True where a speaker's label is one that transcripts give to whoever asks the questions. Real names cannot be told
 * from the text. It decides only where no person has: ask `asksIn`.
 * @param among the labels of the same text: beside an Interviewee and no Interviewer, I is the one who answers
 */
export function isInterviewer(speaker: string, among: Iterable<string> = []): boolean {
  const label = speaker.trim()
  if (initial.test(label)) {
    const inFull = [...among].map(other => other.trim()).filter(other => isRole(other, label.toLowerCase()))
    const [first, ...others] = inFull.map(other => labels.test(other))
    if (first !== undefined && others.every(asks => asks === first)) return first
  }
  return labels.test(label)
}

/** Whether a label is the name of a part in an interview that begins with a letter. */
const isRole = (label: string, letter: string): boolean =>
  label.length > letter.length &&
  label.toLowerCase().startsWith(letter) &&
  (labels.test(label) || answering.test(label))

/**
 * Whether a speaker of a source asks the questions: what a person said of them, else what their label says. Used alike
 * where turns are shown lighter, where they are passed over and where they are left out of counting.
 * @param among the labels of the source, asked for where they are needed
 */
export const asksIn =
  (said: ReadonlyMap<string, boolean>, among: () => Iterable<string>) =>
  (speaker: string): boolean =>
    said.get(speaker.trim()) ?? isInterviewer(speaker, initial.test(speaker.trim()) ? among() : [])
