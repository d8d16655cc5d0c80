/** How many files are read at a time: as many as a small laptop has cores for. */
export const atOnce = 2

/** An item, and what came of reading it. */
export interface ReadItem<T, R> {
  item: T
  outcome: PromiseSettledResult<R>
}

/**
 * Reads items in their order, the next ones already under way while one is looked at. A reading that fails is an
 * outcome; items that cannot be had are thrown.
 */
export async function* readAhead<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  read: (item: T) => Promise<R>,
): AsyncGenerator<ReadItem<T, R>, void> {
  const underWay: Promise<ReadItem<T, R>>[] = []
  for await (const item of items) {
    underWay.push(settled(read(item)).then(outcome => ({ item, outcome })))
    const [oldest] = underWay.length >= atOnce ? underWay.splice(0, 1) : []
    if (oldest) yield await oldest
  }
  for (const rest of underWay) yield await rest
}

const settled = <R>(work: Promise<R>): Promise<PromiseSettledResult<R>> =>
  work.then(
    value => ({ status: 'fulfilled', value }),
    reason => ({ status: 'rejected', reason }),
  )
