/** How many files are read at a time: as many as a small laptop has cores for. */
export const atOnce = 2

/** An item, and what came of reading it. */
export interface ReadItem<T, R> {
  item: T
  outcome: PromiseSettledResult<R>
}

/**
 * Reads items in their order, the next ones already under way while one is looked at, but for one that is `alone`: it
 * is looked at before the next is so much as had. A reading that fails is an outcome; items that cannot be had are thrown.
 */
export async function* readAhead<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  read: (item: T) => Promise<R>,
  alone: (item: T) => boolean = () => false,
): AsyncGenerator<ReadItem<T, R>, void> {
  const underWay: Promise<ReadItem<T, R>>[] = []
  for await (const item of items) {
    underWay.push(settled(read(item)).then(outcome => ({ item, outcome })))
    const most = alone(item) ? 1 : atOnce
    while (underWay.length >= most) yield await (underWay.shift() as Promise<ReadItem<T, R>>)
  }
  for (const rest of underWay) yield await rest
}

const settled = <R>(work: Promise<R>): Promise<PromiseSettledResult<R>> =>
  work.then(
    value => ({ status: 'fulfilled', value }),
    reason => ({ status: 'rejected', reason }),
  )
