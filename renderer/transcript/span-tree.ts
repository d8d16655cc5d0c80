import type { Span } from '#shared/text/span.ts'

/** Most entries of a leaf and most children of a branch; a fuller one is split in two. */
const most = 32

interface Leaf<T> {
  readonly items: readonly T[]
  readonly children?: undefined
  readonly size: number
  /** The furthest end of any span in it. */
  readonly furthest: number
}

interface Branch<T> {
  readonly children: readonly Node<T>[]
  readonly items?: undefined
  readonly size: number
  readonly furthest: number
}

type Node<T> = Leaf<T> | Branch<T>

/** Negative where `a` stands before `b`, 0 where they stand in one place. A total order. */
type Order<T> = (a: T, b: T) => number

/**
 * Spans in order, never changed: adding and removing answer a new tree that shares all but one path with the old.
 * Asking who lies at a place, adding and removing grow with the logarithm of how many there are, and what two trees
 * differ in is found without looking at what they share. (A B+ tree with the furthest end kept in every node; nodes
 * may grow thin as spans are removed, which costs nothing but a little room.)
 */
export class SpanTree<T extends Span> {
  readonly #order: Order<T>
  readonly #root: Node<T>

  private constructor(order: Order<T>, root: Node<T>) {
    this.#order = order
    this.#root = root
  }

  /** The tree of some spans, of which no two stand in one place. */
  static of<T extends Span>(order: Order<T>, spans: readonly T[]): SpanTree<T> {
    let level: Node<T>[] = inPieces(spans.toSorted(order)).map(leaf)
    while (level.length > 1) level = inPieces(level).map(branch)
    return new SpanTree(order, level[0] ?? leaf<T>([]))
  }

  get size(): number {
    return this.#root.size
  }

  /** The tree with one span more, or with another in its place. */
  with(span: T): SpanTree<T> {
    const nodes = put(this.#root, span, this.#order)
    const [only] = nodes
    return new SpanTree(this.#order, nodes.length === 1 && only ? only : branch(nodes))
  }

  /** The tree without the span that stands in the place of `span`; this very tree where there is none. */
  without(span: T): SpanTree<T> {
    const left = take(this.#root, span, this.#order)
    if (left === this.#root) return this
    let root: Node<T> = left ?? leaf<T>([])
    while (root.children?.length === 1 && root.children[0]) root = root.children[0]
    return new SpanTree(this.#order, root)
  }

  /** The span that stands in the place of `like`. */
  get(like: T): T | undefined {
    let node = this.#root
    while (node.children) {
      const below = node.children[childFor(node.children, like, this.#order)]
      if (!below) return undefined
      node = below
    }
    const at = firstNotBefore(node.items, like, this.#order)
    const found = node.items[at]
    return found !== undefined && this.#order(found, like) === 0 ? found : undefined
  }

  /** The span `index` places from the first. */
  at(index: number): T | undefined {
    let node = this.#root
    let left = index
    while (node.children) {
      let next: Node<T> | undefined
      for (const child of node.children) {
        if (left < child.size) {
          next = child
          break
        }
        left -= child.size
      }
      if (!next) return undefined
      node = next
    }
    return node.items[left]
  }

  /** The spans that share at least one code unit with `[start, end)`, in order. */
  within(start: number, end: number): T[] {
    const found: T[] = []
    if (start < end) collect(this.#root, start, end, found)
    return found
  }

  /** How many stand before `place` by the tree's order. */
  countBefore(place: T): number {
    let node = this.#root
    let count = 0
    while (node.children) {
      const at = childFor(node.children, place, this.#order)
      for (const child of node.children.slice(0, at)) count += child.size
      const below = node.children[at]
      if (!below) return count
      node = below
    }
    return count + firstNotBefore(node.items, place, this.#order)
  }

  *[Symbol.iterator](): Generator<T> {
    yield* each(this.#root)
  }

  /** What one of two trees has and the other has not, by identity; costs what differs, not what is shared. */
  differencesFrom(before: SpanTree<T>): { added: T[]; removed: T[] } {
    let [now, then] = [[this.#root], [before.#root]]
    while (height(now[0]) > height(then[0])) now = now.flatMap(node => node.children ?? [])
    while (height(then[0]) > height(now[0])) then = then.flatMap(node => node.children ?? [])
    for (;;) {
      const [inNow, inThen] = [new Set(now), new Set(then)]
      now = now.filter(node => !inThen.has(node))
      then = then.filter(node => !inNow.has(node))
      if (!now[0]?.children && !then[0]?.children) break
      now = now.flatMap(node => node.children ?? [])
      then = then.flatMap(node => node.children ?? [])
    }
    const [items, old] = [now, then].map(nodes => new Set(nodes.flatMap(node => node.items ?? [])))
    return {
      added: [...(items ?? [])].filter(item => !old?.has(item)),
      removed: [...(old ?? [])].filter(item => !items?.has(item)),
    }
  }
}

const leaf = <T extends Span>(items: readonly T[]): Leaf<T> => ({
  items,
  size: items.length,
  furthest: items.reduce((furthest, { end }) => Math.max(furthest, end), -1),
})

const branch = <T>(children: readonly Node<T>[]): Branch<T> => ({
  children,
  size: children.reduce((size, child) => size + child.size, 0),
  furthest: children.reduce((furthest, child) => Math.max(furthest, child.furthest), -1),
})

/** A list cut into as few pieces as may be, about equally long, each with room for some more. */
function inPieces<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / (most * 0.75))
  return Array.from({ length: count }, (_, at) =>
    list.slice(Math.floor((at * list.length) / count), Math.floor(((at + 1) * list.length) / count)),
  )
}

const firstOf = <T>(node: Node<T>): T | undefined => {
  let at = node
  while (at.children) {
    const [child] = at.children
    if (!child) return undefined
    at = child
  }
  return at.items[0]
}

const height = <T>(node: Node<T> | undefined): number => (node?.children ? 1 + height(node.children[0]) : 0)

/** The child in which `item` stands or would: the last that does not begin after it. */
function childFor<T>(children: readonly Node<T>[], item: T, order: Order<T>): number {
  let low = 0
  let high = children.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const child = children[middle]
    const first = child && firstOf(child)
    if (first !== undefined && order(first, item) <= 0) low = middle
    else high = middle - 1
  }
  return low
}

function firstNotBefore<T>(items: readonly T[], item: T, order: Order<T>): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = items[middle]
    if (other !== undefined && order(other, item) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function put<T extends Span>(node: Node<T>, item: T, order: Order<T>): Node<T>[] {
  if (node.children) {
    const at = childFor(node.children, item, order)
    const child = node.children[at]
    const children = node.children.toSpliced(at, 1, ...(child ? put(child, item, order) : [leaf([item])]))
    return halved(children).map(branch)
  }
  const at = firstNotBefore(node.items, item, order)
  const there = node.items[at]
  const stands = there !== undefined && order(there, item) === 0
  return halved(node.items.toSpliced(at, stands ? 1 : 0, item)).map(leaf)
}

/** The node without the item: itself where it does not hold it, null where nothing is left. */
function take<T extends Span>(node: Node<T>, item: T, order: Order<T>): Node<T> | null {
  if (node.children) {
    const at = childFor(node.children, item, order)
    const child = node.children[at]
    const left = child && take(child, item, order)
    if (left === child || left === undefined) return node
    const children = node.children.toSpliced(at, 1, ...(left === null ? [] : [left]))
    return children.length === 0 ? null : branch(children)
  }
  const at = firstNotBefore(node.items, item, order)
  const there = node.items[at]
  if (there === undefined || order(there, item) !== 0) return node
  return node.items.length === 1 ? null : leaf(node.items.toSpliced(at, 1))
}

function halved<T>(list: readonly T[]): (readonly T[])[] {
  if (list.length <= most) return [list]
  const middle = list.length >> 1
  return [list.slice(0, middle), list.slice(middle)]
}

/** Spans are ordered by where they start: past the first that starts at or after `end` there is nothing to find. */
function collect<T extends Span>(node: Node<T>, start: number, end: number, found: T[]): boolean {
  if (node.furthest <= start) return true
  if (node.children) return node.children.every(child => collect(child, start, end, found))
  for (const item of node.items) {
    if (item.start >= end) return false
    if (item.end > start) found.push(item)
  }
  return true
}

function* each<T>(node: Node<T>): Generator<T> {
  if (node.items) yield* node.items
  else for (const child of node.children) yield* each(child)
}
