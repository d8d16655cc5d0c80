import { vi } from 'vitest'

const times = Number(process.env.TANDEM_TEST_TIMES ?? 1)
vi.setConfig({ testTimeout: 60_000 * times })

/** How often a property is tried: `n` times in everyday runs; set TANDEM_TEST_TIMES=50 for a night's worth. */
export const often = (n: number): { numRuns: number } => ({ numRuns: n * times })
