import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { useCallback } from 'react'

/**
 * What a list that is drawn in part draws: what is in view, and always the line at `at`, from 0, which may have the
 * keyboard; a negative one is none.
 */
export const useDrawnWith = (at: number): ((range: Range) => number[]) =>
  useCallback(
    range => {
      const drawn = defaultRangeExtractor(range)
      return drawn.includes(at) || at < 0 || at >= range.count
        ? drawn
        : [...drawn, at].toSorted((a, b) => a - b)
    },
    [at],
  )
