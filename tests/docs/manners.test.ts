import { describe, expect, it } from 'vitest'
import { allPages } from './pages.ts'

/** What has no place in a page that others read. */
const misplaced: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['the host of a package registry', /\bregistry\.|npmjs|artifactory|verdaccio/i],
  [
    'a path of somebody’s machine',
    /(?<![\w.~])\/(?:work|tmp|root|mnt|opt|srv|var)\/|\/(?:home|Users)\/(?!me\b)\w|[A-Z]:\\/,
  ],
  ['an address inside somebody’s network', /\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+/],
  ['a note to oneself', /\b(?:TODO|FIXME|XXX|TBD|lorem ipsum)\b/i],
  [
    'how it came about, not what it is',
    /\bgenerated (?:by|with)\b|\bco-authored\b|\bas requested\b|\bissue #?\d/i,
  ],
  [
    'a date that is promised',
    /\b(?:coming soon|in the next (?:version|release)|by (?:spring|summer|autumn|winter))\b/i,
  ],
  ['hype', /\b(?:blazing|seamless|powerful|revolutionary|state-of-the-art|cutting-edge|delight)/i],
]

describe.each(allPages())('$path', ({ text }) => {
  it.each(misplaced)('has not %s', (_, pattern) => {
    expect(text.split('\n').filter(line => pattern.test(line))).toEqual([])
  })

  it('is spelt the British way', () => {
    const american =
      /\b(?:color|behavior|center|analyze|organize|recognize|license (?:is|text)|catalog|favorite)\w*/i
    expect(text.split('\n').filter(line => american.test(line))).toEqual([])
  })
})
