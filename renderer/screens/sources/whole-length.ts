import { counted } from '../../wording.ts'

/** How long a text is, in words. They are those of the whole text, the reader’s are without the labels of who speaks: it says so. */
export const wholeLength = (text: {
  words: number
  segments: number
  speakers: readonly unknown[]
}): string =>
  `${counted(text.words, 'word')}${text.speakers.length > 0 ? ' with the speakers’ labels' : ''}, ${counted(text.segments, 'part')}`
