import { expect } from 'vitest'
import { type Checks, page, styled, word } from './read-as.ts'
import { hostile } from './study.ts'

/** The one meeting of `codedStudy`: a difference on “Time” and two codes decided, one difference left for next time. */
export const minutesChecks: Checks = {
  'minutes.docx': bytes => {
    const paragraphs = word(bytes, 'Meeting minutes', /Meeting/)
    expect(styled(paragraphs, 'Heading1')).toEqual(['Meeting of 1 December 2026', 'Still on the agenda'])
    const cells = styled(paragraphs, 'Cell')
    expect(cells).toEqual(
      expect.arrayContaining([
        'Round “one” <1>',
        `Lena, ${hostile.emoji}`,
        'Time',
        hostile.marks,
        `${hostile.coder}’s coding stands`,
        '-The sentence, not the word',
        'Support › Mentor and Support › Backing',
        'One or two?',
        'Two: <i>keep</i> both',
      ]),
    )
    expect(cells.join('\n')).toContain('“Time, mostly. There is no room in the rota for it, so I write')
    // What was ruled outside the meeting is not in its minutes.
    expect(cells.join('\n')).not.toContain('Not about forms')
    expect(paragraphs.map(({ text }) => text).join('\n')).toContain('The forms ask (For the next time)')
  },

  'minutes.html': bytes => {
    const elements = page(bytes, /Meeting minutes/)
    const of = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(of('h2')).toEqual(['Meeting of 1 December 2026', 'Still on the agenda'])
    expect(of('td')).toEqual(
      expect.arrayContaining([hostile.marks, '-The sentence, not the word', 'Two: <i>keep</i> both']),
    )
    expect(of('li').join('\n')).toContain('For the next time')
  },
}
