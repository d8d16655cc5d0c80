import { describe, expect, it, test } from 'vitest'
import { sentenceSpans, sentencesWithin } from '#shared/text/words.ts'
import { joinWrapped } from '#shared/text/wrapped-lines.ts'

const lines = (...all: string[]) => all.join('\n')
/** The sentences of a text, their line breaks as spaces. */
const sentences = (text: string) =>
  sentenceSpans(text).map(({ start, end }) => text.slice(start, end).replaceAll('\n', ' '))

describe('a sentence goes on over a line break', () => {
  test('in English that was broken at 72', () => {
    const text = lines(
      'I had been waiting for the letter for about six weeks before anybody',
      'rang, and then when they did ring it was a different person who had not',
      'read the notes at all. So I had to start again from the beginning with',
      'Dr. Owen and my whole story. That was hard, and I nearly gave up.',
    )
    expect(sentences(text)).toEqual([
      'I had been waiting for the letter for about six weeks before anybody rang, and then when they did ring it was a different person who had not read the notes at all.',
      'So I had to start again from the beginning with Dr. Owen and my whole story.',
      'That was hard, and I nearly gave up.',
    ])
  })

  test('in German, where the next line may begin with a noun', () => {
    const text = lines(
      'Ich war gestern mit meiner Kollegin in der Klinik und habe dort die',
      'Patientin gesehen, die seit drei Wochen auf einen Termin und auf die',
      'Unterlagen wartet. Danach haben wir noch lange mit dem Team gesprochen',
      'und dann sind wir gegangen.',
    )
    expect(sentences(text)).toEqual([
      'Ich war gestern mit meiner Kollegin in der Klinik und habe dort die Patientin gesehen, die seit drei Wochen auf einen Termin und auf die Unterlagen wartet.',
      'Danach haben wir noch lange mit dem Team gesprochen und dann sind wir gegangen.',
    ])
  })

  test('in Arabic and Chinese, which have no capitals', () => {
    const arabic = lines(
      'كنت أنتظر الرسالة منذ ستة أسابيع قبل أن يتصل بي أي شخص من المستشفى في',
      'المدينة وعندما اتصلوا كان شخصا آخر لم يقرأ الملاحظات على الإطلاق. ثم بدأت',
      'من جديد.',
    )
    expect(sentences(arabic)).toHaveLength(2)
    const chinese = lines(
      '我等这封信已经等了大约六个星期才有人打电话来当他们打电话来的时候是',
      '另外一个人他根本没有看过我的病历所以我不得不从头开始讲我的整个故事',
      '那真的很难。我差点就放弃了。',
    )
    expect(sentences(chinese)).toHaveLength(2)
  })

  test('after the title of a person, and before an address of the web that is wider than the text', () => {
    const text = lines(
      'We talked about it for a long time with the new nurse and with Dr.',
      'Owen, and she said that all of it was on the page of the hospital at',
      'https://www.example.org/a/very/long/address/that/no/line/of/the/text/would/hold/2024',
      'and nowhere else.',
    )
    expect(sentences(text)).toHaveLength(1)
  })

  test('in an email, in what it quotes, and within an item of a list', () => {
    const quoted = lines(
      '> I had been waiting for the letter for about six weeks before anybody',
      '> rang, and then they did.',
      'And when did they ring?',
    )
    expect(sentences(quoted)).toHaveLength(2)
    const list = lines(
      '- waiting for the letter for about six weeks, and nobody who would ring',
      '  or write',
      '- the bus and what it costs to go to the hospital and come back by night',
      '- the forms',
    )
    expect(sentences(list)).toHaveLength(3)
  })

  test('in the first line of a turn, which is shorter by the label', () => {
    const text = lines(
      'Interviewerin Nord: Danach war sie mit der Kollegin in der neuen und sehr',
      'Klinik gewesen.',
    )
    expect(sentencesWithin(text, { start: 20, end: text.length })).toEqual([{ start: 20, end: text.length }])
  })
})

describe('a line break ends a sentence', () => {
  const each = (...all: string[]) => expect(sentences(lines(...all))).toEqual(all)

  it('after a heading or an address', () => {
    each('The first visit', 'and what came of it')
    each(
      'Interview with the second mentor about her first years at Site 4',
      'In this interview she tells how she came to the clinic from a school',
    )
    each('Department of Sociology', 'University of Example', '12 Long Street', 'Example')
  })

  it('in a signature, however long one of its lines', () => {
    each(
      'Anna Brown',
      'Senior Lecturer, Department of Sociology, University of Somewhere New',
      'Telephone 123',
      'Fax 456',
    )
  })

  it('in the head of an email', () => {
    each(
      'Subject: The long way from the first letter to the first visit in May',
      'Date: Tue, 6 Feb 2024 10:00:00 +0000',
    )
  })

  it.each(['- ', '• ', '* ', '– ', '1. ', '12) ', 'a) ', '(b) ', 'iv. '])('before the sign %s', sign => {
    const item = 'waiting for the letter for about six weeks, and nobody who would ring'
    each(`${sign}${item}`, `${sign}${item}`, `${sign}${item}`)
  })

  it('in verse and in a list without signs', () => {
    each('Shall I compare thee to a summer’s day', 'Thou art more lovely and more temperate')
    each('the bus', 'the forms', 'the waiting')
  })

  it('at an empty line, after a sentence’s end and after a paragraph in one line', () => {
    const line = 'I had been waiting for the letter for about six weeks before anybody'
    expect(sentences(`${line}\n\nrang again`)).toHaveLength(2)
    expect(sentences(`${line}.\nrang again`)).toHaveLength(2)
    expect(sentences(`${line} ${line}\nrang again`)).toHaveLength(2)
  })

  it('between the cells of a table and between replies', () => {
    each('name\twhat she said of the first weeks at the new clinic', 'time\thow long she had been there')
    expect(
      sentences('> I had been waiting for the letter for about six weeks before\nyou wrote to me'),
    ).toHaveLength(2)
  })
})

test('offsets stay as they are', () => {
  const text = lines(
    '  I had been waiting for the letter for about six weeks before anybody  ',
    '\trang, and then nobody did.\n\nOh',
  )
  expect(joinWrapped(text)).toHaveLength(text.length)
  expect(joinWrapped(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
})

test('a text of any size is read in time', () => {
  const line = 'I had been waiting for the letter for about six weeks before anybody'
  for (const text of [
    'word '.repeat(1_000_000),
    'x'.repeat(5_000_000),
    `${line}\n`.repeat(70_000),
    '\n'.repeat(1_000_000),
    '> '.repeat(2_500_000),
    '>\n'.repeat(500_000),
    `${'> '.repeat(2_000)}\n`.repeat(1_000),
  ]) {
    const began = performance.now()
    joinWrapped(text)
    expect(performance.now() - began, text.slice(0, 10)).toBeLessThan(3000)
  }
})
