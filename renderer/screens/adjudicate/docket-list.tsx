import { useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type Disagreement, disagreementKinds } from '#shared/model/disagreement.ts'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useDrawnWith } from '../../ui/drawn-with.ts'
import { Select } from '../../ui/select.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted } from '../../wording.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import { callNames, kindNames, outcomeInWords } from './difference-words.ts'
import { type DocketFilter, type DocketOrder, everything, isSettled, neighbour } from './docket.ts'
import styles from './docket-list.module.css'
import { type Docket, useShownItem } from './use-docket.ts'

const any = 'any'

/** In pixels, before a line is measured. */
const lineHeight = () => 44

/** The queue: what is left and what was settled, narrowed by kind, code, source and state. */
export function DocketList({ docket, onRules }: { docket: Docket; onRules: (() => void) | undefined }) {
  const { all, items, codes, sources } = docket
  const filter = useAdjudicate(state => state.filter)
  const choose = useAdjudicate(state => state.choose)
  const list = useRef<HTMLDivElement>(null)
  const current = useInPause(useShownItem(docket)?.id)
  const at = items.findIndex(({ id }) => id === current)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: lineHeight,
    overscan: 12,
    // The line before and the one after are in view, too.
    scrollPaddingStart: 44,
    scrollPaddingEnd: 44,
    getItemKey: useCallback((index: number) => items[index]?.id ?? index, [items]),
    rangeExtractor: useDrawnWith(Math.max(0, at)),
  })
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [at, virtual])
  /** Whether the keyboard is to come to the difference that is shown once it is drawn. */
  const isAwaited = useRef(false)
  /** An arrow goes to the next difference, and the keyboard with it. */
  const onArrow = useCallback(
    (id: string, by: 1 | -1) => {
      const next = neighbour(items, id, by)
      choose({ item: next })
      isAwaited.current = !focusOn(list.current, next)
    },
    [items, choose],
  )
  // The next one after one that was scrolled out of view is not drawn yet.
  const shown = items[at]?.id
  useLayoutEffect(() => {
    if (!isAwaited.current || shown === undefined) return
    isAwaited.current = !focusOn(list.current, shown)
  }, [shown])
  return (
    <div className={styles.queue}>
      <QueueFilters all={all} codes={codes} sources={sources} sourceIds={docket.round.sources} />
      <p className={styles.count} role="status">
        {filter.only && `${filter.only.what}: `}
        {counted(items.length, 'difference')}
        {items.length < all.length && (
          <>
            {' '}
            of {all.length}
            <button type="button" className={styles.clear} onClick={() => choose({ filter: everything })}>
              Show all
            </button>
          </>
        )}
      </p>
      {onRules && (
        <Button size="small" variant="quiet" onPress={onRules}>
          How to judge…
        </Button>
      )}
      <div ref={list} className={styles.list}>
        <ol aria-label="Differences" style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const each = items[index]
            return (
              each && (
                <li
                  key={each.id}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-setsize={items.length}
                  aria-posinset={index + 1}
                  className={styles.placed}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <QueueItem
                    item={each}
                    isCurrent={each.id === current}
                    isStop={at < 0 ? index === 0 : index === at}
                    onArrow={onArrow}
                    codes={codes}
                    source={sources.get(each.source)?.title ?? ''}
                    initials={callNames(each, docket.coders).join('\t')}
                  />
                </li>
              )
            )
          })}
        </ol>
      </div>
    </div>
  )
}

/** Gives the keyboard to a difference, and says whether it is drawn. */
function focusOn(list: HTMLElement | null, id: string | null): boolean {
  const line = list?.querySelector<HTMLElement>(`[data-item="${id}"]`)
  line?.focus({ preventScroll: true })
  return line != null
}

/** What narrows and orders the queue: drawn again only where that, or what there is to choose from, is another. */
const QueueFilters = memo(function QueueFilters({
  all,
  codes,
  sources,
  sourceIds,
}: Pick<Docket, 'all' | 'codes' | 'sources'> & { sourceIds: readonly string[] }) {
  const filter = useAdjudicate(state => state.filter)
  const choose = useAdjudicate(state => state.choose)
  const narrow = (what: Partial<DocketFilter>) => choose({ filter: { ...filter, ...what }, item: null })
  const usedCodes = useMemo(
    () => [...new Set(all.flatMap(({ code, otherCode }) => (otherCode ? [code, otherCode] : [code])))],
    [all],
  )
  return (
    <div className={styles.filters}>
      <Select
        label="State"
        isLabelHidden
        isQuiet
        options={[
          { id: 'all', label: 'All differences' },
          { id: 'open', label: 'Still to settle' },
          { id: 'settled', label: 'Settled' },
          ...(all.some(({ byRule }) => byRule) ? [{ id: 'rule' as const, label: 'Settled by rule' }] : []),
          { id: 'parked', label: 'On the agenda' },
          ...(all.some(({ again }) => again)
            ? [{ id: 'again' as const, label: 'Drawn to judge again' }]
            : []),
        ]}
        value={filter.settled}
        onChange={settled => narrow({ settled })}
      />
      <Select
        label="Kind"
        isLabelHidden
        isQuiet
        options={[
          { id: any, label: 'Every kind' },
          ...disagreementKinds.map(id => ({ id, label: kindNames[id] })),
        ]}
        value={filter.kind ?? any}
        onChange={kind => narrow({ kind: kind === any ? null : kind })}
      />
      <Select
        label="Code"
        isLabelHidden
        isQuiet
        options={[
          { id: any, label: 'Every code' },
          ...usedCodes.map(id => ({ id, label: codes.get(id)?.name ?? id })),
        ]}
        value={filter.code ?? any}
        onChange={code => narrow({ code: code === any ? null : code })}
      />
      <Select
        label="Source"
        isLabelHidden
        isQuiet
        options={[
          { id: any, label: 'Every source' },
          ...sourceIds.map(id => ({ id, label: sources.get(id)?.title ?? id })),
        ]}
        value={filter.source ?? any}
        onChange={source => narrow({ source: source === any ? null : source })}
      />
      <Select<DocketOrder>
        label="Order"
        isLabelHidden
        isQuiet
        options={[
          { id: 'text', label: 'By source' },
          { id: 'cost', label: 'Most in dispute first' },
          { id: 'code', label: 'By code' },
          { id: 'theme', label: 'By theme' },
        ]}
        value={filter.order}
        onChange={order => narrow({ order })}
      />
    </div>
  )
})

interface QueueItemProps {
  item: Disagreement
  isCurrent: boolean
  /** The one line that Tab stops at; arrows go along the list. */
  isStop: boolean
  onArrow(item: string, by: 1 | -1): void
  codes: Docket['codes']
  source: string
  /** Both coders', joined by a tab, so that a line is drawn again only when it changes. */
  initials: string
}

const QueueItem = memo(function QueueItem({
  item,
  isCurrent,
  isStop,
  onArrow,
  codes,
  source,
  initials,
}: QueueItemProps) {
  const code = codes.get(item.code)
  const other = item.otherCode === undefined ? undefined : codes.get(item.otherCode)
  const [a = '', b = ''] = initials.split('\t')
  const stated = item.ruling?.outcome ?? item.again?.outcome ?? null
  return (
    <button
      type="button"
      className={styles.item}
      data-item={item.id}
      aria-current={isCurrent || undefined}
      tabIndex={isStop ? 0 : -1}
      onKeyDown={event => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        onArrow(item.id, event.key === 'ArrowDown' ? 1 : -1)
      }}
      onClick={() => useAdjudicate.getState().choose({ item: item.id })}
    >
      <span className={styles.dots}>
        <CodeDot colour={code?.colour ?? 1} />
        {other && <CodeDot colour={other.colour} />}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>
          {code?.name}
          {other && ` / ${other.name}`}
        </span>
        <span className={styles.about}>
          {stated === null ? kindNames[item.kind] : outcomeInWords(stated, [a, b])}
          {item.byRule && ', agreed by rule'}
          {item.overtaken && ', changed since'} · {source}
        </span>
      </span>
      {isSettled(item) && (
        <span className={styles.tick}>
          <Check aria-hidden="true" />
          <VisuallyHidden>settled</VisuallyHidden>
        </span>
      )}
    </button>
  )
})
