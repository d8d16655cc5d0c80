import { NotebookPen } from 'lucide-react'
import { type Ref, useEffect, useRef } from 'react'
import type { MemoTemplate } from '#shared/model/memo-templates.ts'
import type { Theme } from '#shared/model/theme.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { type HeldTyping, holdTyping } from '../../ui/hold-typing.ts'
import { pressAtOnce } from '../../ui/press-at-once.ts'
import { Select } from '../../ui/select.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { MemoPane, type MemoPaneHandle } from './memo-pane.tsx'
import styles from './themes.module.css'
import { useThemes } from './themes-store.ts'

interface ThemeMemoProps {
  theme: Theme
  ref: Ref<MemoPaneHandle>
}

/** The memo about a theme, beside its evidence; a way to begin one where there is none. */
export function ThemeMemo({ theme, ref }: ThemeMemoProps) {
  const client = useClient()
  const { run, busy } = useAct()
  const { memo: chosen, choose } = useThemes()
  const memos = useRead('memos.list', {}).data
  const held = useRef<HeldTyping | null>(null)
  useEffect(() => () => void held.current?.release(), [])
  if (!memos) return null
  const about = memos.filter(memo => memo.about.kind === 'theme' && memo.about.id === theme.id)
  const memo = about.find(({ id }) => id === chosen) ?? about[0]
  const begin = async (template: MemoTemplate) => {
    held.current?.release()
    held.current = holdTyping()
    const made = await run(() =>
      client.memos.add({ title: theme.name, template, about: { kind: 'theme', id: theme.id } }),
    )
    if (made) choose({ memo: made.id })
    else held.current.release()
  }
  if (!memo) {
    return (
      <EmptyState
        isCompact
        icon={<NotebookPen />}
        title="No memo about this theme yet"
        action={
          <>
            <Button variant="primary" isPending={busy} {...pressAtOnce(() => void begin('empty'))}>
              Write a memo
            </Button>
            <Button isPending={busy} {...pressAtOnce(() => void begin('argument'))}>
              Begin with claim and evidence
            </Button>
          </>
        }
      >
        A memo says what the passages tell together, with the words quoted from them.
      </EmptyState>
    )
  }
  return (
    <>
      {about.length > 1 && (
        <div className={styles.whichMemo}>
          <Select
            label="Memo"
            isLabelHidden
            isQuiet
            options={about.map(({ id, title }) => ({ id, label: title }))}
            value={memo.id}
            onChange={id => choose({ memo: id })}
          />
        </div>
      )}
      <MemoPane
        key={memo.id}
        ref={ref}
        memo={memo.id}
        begin={() => held.current?.release() ?? null}
        onRemoved={() => choose({ memo: null })}
      />
    </>
  )
}
