const labels = /^(int(erviewer)?|i|iv|researcher|moderator|(fg )?facilitator|q)[\s_-]*\d{0,2}$/i

/** A label of one letter. */
const initial = /^(\p{L})[\s_.-]*\d{0,2}$/u

/** What those are called who answer, by which an initial is told that would be of one who asks. */
const answering =
  /^(interviewee|informant|respondent|participant|patient|client|carer|clinician)[\s_-]*\d{0,2}$/i

/**
 * True where a speaker's label is one that transcripts give to whoever asks the questions. Real names cannot be told
 * from the text. It decides only where no person has: ask `asksIn`.
 * @param among the labels of the same text: beside an Interviewee and no Interviewer, I is the one who answers
 */
export function isInterviewer(speaker: string, among: Iterable<string> = []): boolean {
  const label = speaker.trim()
  const letter = initial.exec(label)?.[1]?.toLowerCase()
  if (letter !== undefined) {
    const inFull = [...among].map(other => other.trim()).filter(other => isRole(other, letter))
    const [first, ...others] = inFull.map(other => labels.test(other))
    if (first !== undefined && others.every(asks => asks === first)) return first
  }
  return labels.test(label)
}

/** Whether a label is the name of a part in an interview that begins with a letter. */
const isRole = (label: string, letter: string): boolean =>
  label.toLowerCase().startsWith(letter) &&
  !initial.test(label) &&
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
