import { expect, test } from 'vitest'
import { findTurns } from '#engine/import/speakers.ts'

/** Speaker and words of every turn; paragraphs without a speaker have `null`. */
function turns(text: string): (readonly [string | null, string])[] {
  return findTurns(text).segments.map(s => [s.speaker ?? null, text.slice(s.bodyStart, s.end)] as const)
}
const speakers = (text: string): string[] => [
  ...new Set(findTurns(text).segments.flatMap(s => s.speaker ?? [])),
]

test.each([
  ['a role word and a colon', 'Interviewer: Hello\nParticipant 3: Hi', ['Interviewer', 'Participant 3']],
  ['codes', 'I: Hello\nP1: Hi\nI: Fine?\nP1: Yes', ['I', 'P1']],
  ['a code without a space', 'I:Hello\nP1:Hi\nI:Fine?\nP1:Yes', ['I', 'P1']],
  ['names', 'Maya Holm: Hello\nBen: Hi\nMaya Holm: Fine?\nBen: Yes', ['Maya Holm', 'Ben']],
  ['codes in brackets', '[id1] Hello\n\n[id2] Hi\n\n[id1] Fine?\n\n[id2] Yes', ['id1', 'id2']],
  ['two speakers at once', 'X: Hello\nY: Hi\nX: So\nY: Yes\nX og Y: Bye', ['X', 'Y', 'X og Y']],
  ['tabs', 'I\tHello\nP1\tHi\nI\tFine?\nP1\tYes', ['I', 'P1']],
  [
    'labels on lines of their own',
    'Interviewer\nHello to you all\nAnna\nHi and good morning\nInterviewer\nAre you fine?\nAnna\nYes I really am\nAnna\nAnd you are too',
    ['Interviewer', 'Anna'],
  ],
  [
    'a colon on a line of its own',
    'Researcher:\nHello\nAnna Berg:\nHi\nResearcher:\nFine?\nAnna Berg:\nYes',
    ['Researcher', 'Anna Berg'],
  ],
  ['a name and a time', 'Maya Holm   0:04\nHello\nBen 0:09\nHi\nBen 0:12\nYes', ['Maya Holm', 'Ben']],
  ['a time and a label', '[00:00:01] I: Hello\n[00:00:03] P: Hi\n(00:05) I: Fine?\n00:09 P: Yes', ['I', 'P']],
  [
    'bold labels',
    '**Interviewer:** Hello\n**Anna:** Hi\n**Interviewer:** Fine?\n**Anna:** Yes',
    ['Interviewer', 'Anna'],
  ],
  ['one spelling for one speaker', 'Anna: Hi\nBEN: Ho\nANNA: Yes\nBen: No', ['Anna', 'BEN']],
  [
    'a full-width colon',
    '記者：こんにちは\n田中：はい\n記者：元気？\n田中：はい\n記者：では\n田中：はい',
    ['記者', '田中'],
  ],
])('finds %s', (_, text, expected) => {
  expect(speakers(text)).toEqual(expected)
  expect(turns(text).every(([, words]) => !/^\W*(?:I|P1?|Interviewer|Anna)\b\W/.test(words))).toBe(true)
})

test.each([
  ['a note', 'We met at ten.\nNote: the room was cold.\nNote: the heating was off.'],
  ['a web address', 'http://example.org\nhttps://example.org\nhttp://example.com'],
  ['a label seen once in prose', 'We talked.\nOutcome: she will call back.\nThen we left.'],
  ['form fields', 'Date: 3 May\nLocation: ward 3\nDate: 4 May\nLocation: ward 4'],
  ['a sentence with a colon', 'She said: come in.\nHe said: no.\nShe said: why?\nHe said: no.'],
  [
    'pseudonyms in brackets',
    '[mentor] came at ten and told us about the plan.\nWe listened.\nThen [mentor] left.\nIt rained.\nIt was late.\nWe went.',
  ],
  ['times of day', '10:30 Lunch\n11:00 Round\n12:00 Handover'],
  ['what is heard', '[Laughter]\n\n[Laughter]\n\n[Pause]\n\n[Pause]'],
])('does not take %s for a speaker', (_, text) => {
  expect(speakers(text)).toEqual([])
})

test('a turn goes on over paragraphs until the next label', () => {
  expect(turns('I: One\n\nmore\n\nP: Two\nmore\nI: Three\nP: Four')).toEqual([
    ['I', 'One\n\nmore'],
    ['P', 'Two\nmore'],
    ['I', 'Three'],
    ['P', 'Four'],
  ])
})

test('a lone speaker is not given what nobody is named for', () => {
  const found = findTurns('Researcher: Why?\nBecause it was late.\nAnd then?\nThen we left.')
  expect(found.segments.map(s => s.speaker ?? null)).toEqual(['Researcher', null, null, null])
  expect(found.warnings).toEqual([
    'Only one speaker label was found (Researcher, once); 3 paragraphs after it have no speaker.',
  ])
})

test('one paragraph without a speaker is told as one', () => {
  expect(findTurns('Researcher: Why?\nBecause it was late.').warnings).toEqual([
    'Only one speaker label was found (Researcher, once); 1 paragraph after it has no speaker.',
  ])
})

test('a legend gives names, also to speakers who say something together', () => {
  expect(turns('I = Interviewer; X = Informant\nI: Hvad?\nX: Ja\nX og I: Nej')).toEqual([
    [null, 'I = Interviewer; X = Informant'],
    ['Interviewer', 'Hvad?'],
    ['Informant', 'Ja'],
    ['Informant og Interviewer', 'Nej'],
  ])
})

test.each([
  ['[00:01:23] I: x', 83_000],
  ['I [00:01:23]: x', 83_000],
  ['I (01:23): x', 83_000],
  ['0:02:12.4 I: x', 132_400],
  ['00:04:36\nI: x', 276_000],
  ['*1:40\nI: x', 100_000],
  ['*2.33\nI: x', 153_000],
  ['1:00:00 I: x', 3_600_000],
  ['I: x #00:00:12-5#', undefined],
])('reads the time of %j', (first, startMs) => {
  const text = `${first}\nP: y\nI: z\nP: w`
  const [turn] = findTurns(text).segments
  expect([turn?.speaker, turn?.startMs]).toEqual(['I', startMs])
  expect(text.slice(turn?.bodyStart, turn?.end)).toMatch(/^x/)
})

test('an end mark of f4 gives the end of the turn', () => {
  const text = 'I: x #00:00:12-5#\nP: y #00:00:15-0#\nI: z\nP: w #00:00:20-0#'
  expect(findTurns(text).segments.map(s => s.endMs)).toEqual([12_500, 15_000, undefined, 20_000])
})

test('what meeting software says is nobody’s turn', () => {
  const text = 'Maya Holm started transcription\nMaya Holm   0:04\nHello\nMaya Holm stopped transcription'
  expect(turns(text)).toEqual([
    [null, 'Maya Holm started transcription'],
    ['Maya Holm', 'Hello'],
    [null, 'Maya Holm stopped transcription'],
  ])
})

test('notes before a Google Meet transcript have no speakers', () => {
  const text =
    '📝 Notes\nMaya Holm: will call\nBen: will write\nMaya Holm: again\nBen: too\n📖 Transcript\n00:00:11\nMaya Holm: Hello.'
  const found = findTurns(text)
  expect(found.segments.filter(s => s.speaker).map(s => text.slice(s.start, s.end))).toEqual([
    '00:00:11\nMaya Holm: Hello.',
  ])
  expect(found.segments.at(-1)?.startMs).toBe(11_000)
  expect(found.warnings).toHaveLength(1)
})

test('lines broken at a fixed width are one paragraph', () => {
  const wrapped =
    'This is the beginning of a long paragraph that some program broke\nat a fixed width so that it looks right on a screen of eighty letters\nand here it ends.\n\nAnother one follows it after an empty line, and it is broken too at\nthe same width.'
  expect(findTurns(wrapped).segments).toHaveLength(2)
})

test('times that run backwards are said', () => {
  expect(findTurns('[00:10] I: x\n[00:05] P: y\n[00:20] I: z\n[00:30] P: w').warnings).toEqual([
    'The time marks run backwards in one place.',
  ])
})

test.each([
  ['राम: पहला सवाल\nसीता: मेरा जवाब\nराम: और फिर\nसीता: हम घर गए', ['राम', 'सीता']],
  ['Ann: yes\nमीरा: मेरा जवाब\nAnn: no\nमीरा: फिर हम', ['Ann', 'मीरा']],
  ['محمد علي: مرحبا\nسارة أحمد: أهلا\nمحمد علي: كيف حالك\nسارة أحمد: بخير', ['محمد علي', 'سارة أحمد']],
])('names of scripts without capitals are speakers where paragraphs begin so: %s', (text, names) => {
  expect([...new Set(turns(text).map(([speaker]) => speaker))]).toEqual(names)
})

test('two words before a colon in prose of a script without capitals are no speakers', () => {
  const text =
    'これは文章です。\n注意：この薬は眠くなります。\n次の文です。\nさらに続きます。\n例：散歩。\n注意：もう一度。\nまだ続きます。\n例：買い物。\n終わりです。'
  expect(turns(text).every(([speaker]) => speaker === null)).toBe(true)
})
