import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { MadeSource } from './made-coders.ts'

const python = '/usr/bin/python3'
const program = fileURLToPath(new URL('peer.py', import.meta.url))

/** What scikit-learn made of a case: milliseconds of scoring alone, and with its ratings put together; every kappa. */
export interface PeerAnswer {
  version: string
  scoring: number
  whole: number
  kappas: (number | null)[]
}

/** scikit-learn's cohen_kappa_score on the same spans; a sentence where it is not on this machine or fails. */
export function scikitLearn(sources: readonly MadeSource[], codes: readonly string[]): PeerAnswer | string {
  const there = spawnSync(python, ['-c', 'import sklearn'], { encoding: 'utf8' })
  if (there.error || there.status !== 0)
    return `${python} with scikit-learn (Debian’s python3-sklearn) is not on this machine`
  const spans = (codings: MadeSource['codings']['a']) =>
    codings.map(({ start, end, code }) => [start, end, code])
  const input = JSON.stringify({
    codes,
    sources: sources.map(({ length, codings: { a, b } }) => ({ length, a: spans(a), b: spans(b) })),
  })
  const ran = spawnSync(python, [program], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ran.status !== 0) return `scikit-learn failed: ${ran.stderr.trim().split('\n').at(-1)}`
  const { scoring, whole, ...answer } = JSON.parse(ran.stdout) as PeerAnswer
  return { ...answer, scoring: scoring * 1000, whole: whole * 1000 }
}
