const labels = /^(int(erviewer)?|i|iv|researcher|moderator|(fg )?facilitator|q)[\s_-]*\d{0,2}$/i

/**
 * True where a speaker's label is one that transcripts give to whoever asks the questions. Real names cannot be told
 * from the text. Used alike where turns are shown lighter and where they are left out of counting.
 */
export const isInterviewer = (speaker: string): boolean => labels.test(speaker.trim())
