import { vi } from 'vitest'

const times = Number(process.env.TANDEM_TEST_TIMES ?? 1)
vi.setConfig({ testTimeout: 60_000 * times })

/** How often a property is tried: `n` times in everyday runs; set TANDEM_TEST_TIMES=50 for a night's worth. */
export const often = (n: number): { numRuns: number } => ({ numRuns: n * times })

/**
 * The same, over the same cases every day: for laws with exceptions that are known and rare,
 * said where it is used, which a change should not meet by chance. With TANDEM_TEST_TIMES new cases are tried.
 */
export const oftenTheSame = (n: number): { numRuns: number; seed?: number } =>
  times > 1 ? often(n) : { numRuns: n, seed: 20261127 }
