import { describe, expect, it } from 'vitest'
import {
  counted,
  dateOf,
  dayHeading,
  fileSize,
  listed,
  listedInShort,
  recordingTime,
  sentAt,
  share,
} from '#renderer/wording.ts'

describe('words on the screen', () => {
  it('counts with the right noun', () => {
    expect(counted(1, 'source')).toBe('1 source')
    expect(counted(0, 'source')).toBe('0 sources')
    expect(counted(1204, 'entry', 'entries')).toBe('1,204 entries')
  })

  it('never calls something nothing, or not quite all all', () => {
    expect(share(0)).toBe('0%')
    expect(share(0.0001)).toBe('1%')
    expect(share(0.9999)).toBe('99%')
    expect(share(1)).toBe('100%')
    expect(share(0.426)).toBe('43%')
  })

  it('names days as people do', () => {
    const now = new Date(2024, 2, 6, 9, 30)
    expect(dayHeading(new Date(2024, 2, 6, 0, 1).toISOString(), now)).toBe('Today')
    expect(dayHeading(new Date(2024, 2, 5, 23, 59).toISOString(), now)).toBe('Yesterday')
    expect(dayHeading(new Date(2024, 2, 4, 12, 0).toISOString(), now)).toBe('Monday 4 March 2024')
  })

  it('leaves what is no date as it was written', () => {
    expect(dateOf('spring 2019')).toBe('spring 2019')
    expect(dateOf('2019-01-14')).toBe('14 Jan 2019')
    expect(dateOf('2019-01-14T23:59:00+09:00')).toBe('14 Jan 2019')
    expect(dateOf(new Date(2019, 0, 14, 23, 59).toISOString())).toBe('14 Jan 2019')
  })

  it('lists names as a sentence has them', () => {
    expect(listed([])).toBe('')
    expect(listed(['A'])).toBe('A')
    expect(listed(['A', 'B', 'C'])).toBe('A, B and C')
  })

  it('lists some of many names, and how many more there are', () => {
    expect(listedInShort(['A', 'B', 'C'])).toBe('A, B and C')
    expect(listedInShort(['A', 'B', 'C', 'D'])).toBe('A, B, C and 1 more')
    expect(listedInShort(Array.from({ length: 5001 }, (_, at) => `${at}`))).toBe('0, 1, 2 and 4,998 more')
  })

  it('gives moments of a recording', () => {
    expect(recordingTime(42_900)).toBe('0:42')
    expect(recordingTime(3_725_000)).toBe('1:02:05')
  })
})

describe('a message', () => {
  it('says when it was sent by its writer’s clock', () => {
    expect(sentAt('2019-01-14T23:59:10+09:00')).toBe('14 Jan 2019, 23:59 +09:00')
    expect(sentAt('2019-01-14T23:59:10Z')).toBe('14 Jan 2019, 23:59 UTC')
    expect(sentAt('2019-01-14T23:59:10+00:00')).toBe('14 Jan 2019, 23:59 UTC')
    expect(sentAt('2019-01-14T23:59')).toBe('14 Jan 2019, 23:59')
    expect(sentAt('2019-01-14')).toBe('14 Jan 2019')
    expect(sentAt('spring')).toBe('spring')
  })

  it('says how large its files are', () => {
    expect([1, 812, 12_400, 3_440_000].map(fileSize)).toEqual(['1 byte', '812 bytes', '12 kB', '3.4 MB'])
  })
})
