import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { statsOf } from '#engine/agreement/stats/index.ts'
import { casesOf } from './made.ts'

const file = '../shared/golden/agreement.json'

type Tree = number | string | null | Tree[] | { [key: string]: Tree }
interface Case {
  id: string
  inputs: unknown
  expected: Record<string, Tree>
  tolerance: number
  tolerances?: Record<string, number>
  computed?: Record<string, Tree>
  computedTolerance?: number
}

const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

// As compare.py --strict does: whatever a case expects must be answered; what else was computed, where we answer it.
describe.skipIf(cases.length === 0)(`every case of ${file}`, () => {
  for (const found of cases) {
    it(found.id, () => {
      const [read] = casesOf([found])
      if (!read) throw new Error('The case was not read')
      const ours = statsOf(read) as Record<string, Tree>
      for (const [key, value] of Object.entries(found.expected)) {
        agree(value, ours[key], found.tolerances?.[key] ?? found.tolerance, key)
      }
      for (const [key, value] of Object.entries(found.computed ?? {})) {
        if (key in ours) agree(value, ours[key], found.computedTolerance ?? 0, `computed ${key}`)
      }
    })
  }
})

function agree(expected: Tree, ours: Tree | undefined, tolerance: number, path: string): void {
  expect(ours, path).not.toBeUndefined()
  if (expected === null || typeof expected === 'string') {
    expect({ [path]: ours }).toEqual({ [path]: expected })
  } else if (typeof expected === 'number') {
    expect(typeof ours, path).toBe('number')
    expect(Math.abs(Number(ours) - expected), `${path}: ${ours} for ${expected}`).toBeLessThanOrEqual(
      tolerance + 1e-15,
    )
  } else if (Array.isArray(expected)) {
    expect(Array.isArray(ours) && ours.length, path).toBe(expected.length)
    expected.forEach((value, n) => {
      agree(value, (ours as Tree[])[n], tolerance, `${path}.${n}`)
    })
  } else {
    for (const [key, value] of Object.entries(expected)) {
      agree(value, (ours as { [key: string]: Tree } | null)?.[key], tolerance, `${path}.${key}`)
    }
  }
}
