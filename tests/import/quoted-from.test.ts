import { describe, expect, it } from 'vitest'
import { quotedFrom } from '#engine/import/quoted-from.ts'

/** What introduces these words in a message, the whole of which is a quotation from `from` on. */
function introducing(lines: string[], words: string, from = 0): string | null {
  const text = lines.join('\n')
  const start = text.indexOf(words)
  return quotedFrom(text)({ start, end: start + words.length }, from)
}

const anna = 'On Sun, 13 Jan 2019 at 10:00, Anna Berg <anna@x.org> wrote:'
const carl = 'On Sat, 12 Jan 2019 at 09:00, Carl <carl@x.org> wrote:'

describe('who wrote what a message quotes', () => {
  it('is said above the marked lines, also where they were answered one by one', () => {
    const lines = ['Thanks.', anna, '> One thing.', '> Another.', 'No.', '> A third.']
    for (const words of ['One thing.', 'One thing.\n> Another.', 'A third.'])
      expect(introducing(lines, words)).toBe(anna)
  })

  it('goes by how the marks lie in each other', () => {
    const lines = [anna, `> ${carl}`, '>> Carl said.', '>', '> Anna said.']
    expect(introducing(lines, 'Carl said.')).toBe(carl)
    expect(introducing(lines, 'Anna said.')).toBe(anna)
    expect(introducing(lines, 'Carl said.\n>\n> Anna said.')).toBeNull()
  })

  it('is nobody where nothing says so', () => {
    expect(introducing(['Hello', '> Quoted.'], 'Quoted.')).toBeNull()
    expect(introducing([anna, '> Anna said.', '>> Quoted.'], 'Quoted.')).toBeNull()
    // Of the two, nothing tells which lies in which.
    expect(introducing([anna, carl, 'Carl said.', 'Anna said?'], 'Anna said?')).toBeNull()
    expect(introducing(['Passed on.'], 'Passed on.')).toBeNull()
  })

  it('is said in a wrapped line, above a history without marks, and in a header', () => {
    const wrapped = ['On Sun, 13 Jan 2019 at 10:00, Anna Berg', '<anna@x.org> wrote:', '', 'Anna said.']
    expect(introducing(wrapped, 'Anna said.')).toContain('anna@x.org')
    const header = (name: string) => [`From: ${name}`, 'Sent: Sunday', 'To: Mentor', 'Subject: Walk', '']
    const outlook = [...header('Anna Berg'), 'Anna said.', '', ...header('Carl'), 'Carl said.']
    expect(introducing(outlook, 'Anna said.')).toBe('From: Anna Berg')
    expect(introducing(outlook, 'Carl said.')).toBe('From: Carl')
  })
})
