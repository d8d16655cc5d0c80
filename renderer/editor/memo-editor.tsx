import { LexicalComposer } from '@lexical/react/LexicalComposer'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { ContentEditable } from '@lexical/react/LexicalContentEditable'
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary'
import { ListPlugin } from '@lexical/react/LexicalListPlugin'
import { OnChangePlugin } from '@lexical/react/LexicalOnChangePlugin'
import { RichTextPlugin } from '@lexical/react/LexicalRichTextPlugin'
import { TablePlugin } from '@lexical/react/LexicalTablePlugin'
import { CLEAR_HISTORY_COMMAND } from 'lexical'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { countKey, type LiveNumber } from '#shared/model/live-number.ts'
import type { MemoSaved, QuotedPassage } from '#shared/model/memo.ts'
import { Autosave, type SaveState } from './autosave.ts'
import { BeginWriting } from './begin-writing.tsx'
import { bodyOf, bringIn, fromStudy } from './bring-in.ts'
import { EditQuotationPlugin } from './edit-quotation-plugin.tsx'
import { FootnotePlugin } from './footnote-plugin.tsx'
import { insertQuotation } from './insert-quotation.ts'
import { LinkPlugin } from './link-plugin.tsx'
import { LiveNumberPlugin } from './live-number-plugin.tsx'
import { LiveNumbers } from './live-numbers.ts'
import styles from './memo-editor.module.css'
import { memoNamespace, memoNodes } from './memo-nodes.ts'
import { MemoToolbar } from './memo-toolbar.tsx'
import { onLeaving } from './on-leaving.ts'
import { OwnKeys } from './own-keys.tsx'
import { PlainPaste } from './plain-paste.tsx'
import { QuotationDrop } from './quotation-drop.tsx'
import type { QuotationPlace } from './quotation-place.ts'
import { QuotedPassages, quotedKey } from './quoted-passages.ts'
import { StudyUndo } from './study-undo.tsx'
import { useNarrow } from './use-narrow.ts'

/** What stands beside a memo may ask of its editor. */
export interface MemoEditorHandle {
  /** Puts a quotation where the caret is. */
  quote(place: QuotationPlace): void
  /** Keeps what was typed, now. */
  flush(): Promise<void>
  /** Where another changed the same place: what was typed here stays. */
  keepMine(): Promise<void>
  /** Where another changed the same place: theirs stays, what was typed goes among the earlier texts. */
  takeTheirs(): Promise<void>
}

interface MemoEditorProps {
  /** The memo's title, its name for assistive technology. */
  label: string
  /**
   * The memo's text as the study holds it, a Lexical editor state as JSON, and by what the study knows it: another object
   * with each answer of the study, also where it says the same as the one before.
   */
  stored: { body: string; bodyId: string }
  quotations: readonly QuotedPassage[]
  numbers: readonly LiveNumber[]
  isReadOnly: boolean
  /** Keeps a text that was written on another, by its id; resolves once it is durable. */
  onKeep(body: string, from: string): Promise<Pick<MemoSaved, 'bodyId' | 'isAside'>>
  onSaveState(state: SaveState): void
  /** Takes back, or does again, the study's last step: nothing typed here is left to take back. */
  onStep(step: 'undo' | 'redo'): void
  /** Stands at the end of the toolbar's line. */
  aside?: ReactNode
  /** Of a memo that was just begun: answers, once, what was typed while it was being made. */
  begin?: (() => string | null) | undefined
  ref?: Ref<MemoEditorHandle> | undefined
}

/**
 * A memo being written: headings, lists, bold, italic, tables, footnotes, links, quotations that stay tied to their passages, live numbers. Kept by
 * itself a second after the last key, on leaving the text, and on leaving the page. Give it the memo's id as key.
 */
export function MemoEditor(props: MemoEditorProps) {
  const { label, stored, quotations, numbers, isReadOnly, onStep, aside, ref } = props
  const quoted = useSameMap(quotations, quotedKey)
  const counted = useSameMap(numbers, ({ count }) => countKey(count))
  const [bar, isNarrow] = useNarrow(420)
  return (
    <LexicalComposer
      initialConfig={{
        namespace: memoNamespace,
        nodes: memoNodes,
        editable: !isReadOnly,
        editorState: stored.body,
        theme,
        onError: error => {
          throw error
        },
      }}
    >
      <QuotedPassages value={quoted}>
        <LiveNumbers value={counted}>
          <div ref={bar} className={styles.bar}>
            {!isReadOnly && <MemoToolbar isNarrow={isNarrow} />}
            <div className={styles.aside}>{aside}</div>
          </div>
          <div className={styles.page}>
            <RichTextPlugin
              contentEditable={
                <ContentEditable
                  className={styles.text}
                  tabIndex={0}
                  aria-label={label}
                  aria-placeholder={placeholder}
                  placeholder={
                    <p className={styles.placeholder}>
                      {isReadOnly ? 'Nothing is written here.' : placeholder}
                    </p>
                  }
                />
              }
              ErrorBoundary={LexicalErrorBoundary}
            />
          </div>
          <OwnKeys />
          <StudyUndo onStep={onStep} />
          <ListPlugin />
          <PlainPaste />
          <QuotationDrop />
          <EditQuotationPlugin />
          <LiveNumberPlugin />
          <FootnotePlugin />
          <LinkPlugin />
          <TablePlugin hasCellMerge={false} hasCellBackgroundColor={false} />
          <Keeping {...props} ref={ref} />
          <BeginWriting begin={props.begin} />
        </LiveNumbers>
      </QuotedPassages>
    </LexicalComposer>
  )
}

/**
 * Things by their key, the same map as long as they say the same: every save asks for the memo again, and what has not moved
 * is not to be drawn again.
 */
function useSameMap<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, T> {
  const json = useMemo(() => JSON.stringify(things), [things])
  const latest = useRef(keyOf)
  return useMemo(
    () => new Map((JSON.parse(json) as T[]).map(thing => [latest.current(thing), thing])),
    [json],
  )
}

const placeholder =
  'Write what the passages say together. Quote with the button beside a passage, or drag it here.'

const theme = {
  heading: { h1: styles.h1 ?? '', h2: styles.h2 ?? '', h3: styles.h3 ?? '' },
  list: { ul: styles.list ?? '', ol: styles.list ?? '', nested: { listitem: styles.nested ?? '' } },
  quote: styles.quote ?? '',
  link: styles.link ?? '',
  table: styles.table ?? '',
  tableCell: styles.cell ?? '',
  tableCellHeader: styles.headCell ?? '',
  text: { bold: styles.bold ?? '', italic: styles.italic ?? '', underline: styles.underline ?? '' },
}

/** Ties the editor to what the study keeps. Draws nothing. */
function Keeping({ stored, isReadOnly, onKeep, onSaveState, ref }: MemoEditorProps) {
  const [editor] = useLexicalComposerContext()
  const latest = useRef({ onKeep, onSaveState })
  useEffect(() => {
    latest.current = { onKeep, onSaveState }
  })
  // The text this editor began from; later ones are compared with what was kept.
  const first = useRef({ text: stored.body, id: stored.bodyId })
  const autosave = useMemo(
    () =>
      new Autosave(first.current, {
        read: () => bodyOf(editor),
        keep: async (text, from) => {
          const { bodyId: id, isAside } = await latest.current.onKeep(text, from)
          return { id, isAside }
        },
        take: text => {
          bringIn(editor, bodyOf(editor), text)
          // What was typed before is no step back from another's text.
          editor.dispatchCommand(CLEAR_HISTORY_COMMAND, undefined)
        },
        merge: (base, theirs) => {
          const isIn = bringIn(editor, base, theirs)
          if (isIn) editor.dispatchCommand(CLEAR_HISTORY_COMMAND, undefined)
          return isIn
        },
        onState: state => latest.current.onSaveState(state),
      }),
    [editor],
  )
  useImperativeHandle(
    ref,
    () => ({
      quote: place => {
        if (editor.isEditable()) insertQuotation(editor, place)
      },
      flush: () => autosave.flush(),
      keepMine: () => autosave.keepMine(),
      takeTheirs: () => autosave.takeTheirs(),
    }),
    [editor, autosave],
  )
  useEffect(() => {
    editor.setEditable(!isReadOnly)
    if (!isReadOnly) void autosave.goesOn()
  }, [editor, autosave, isReadOnly])
  useEffect(() => autosave.came({ text: stored.body, id: stored.bodyId }), [autosave, stored])
  useEffect(() => {
    const flush = () => void autosave.flush()
    const root = editor.getRootElement()
    root?.addEventListener('blur', flush)
    const stop = onLeaving(flush)
    return () => {
      root?.removeEventListener('blur', flush)
      stop()
      flush()
    }
  }, [editor, autosave])
  return (
    <OnChangePlugin
      ignoreSelectionChange
      onChange={(_state, _editor, tags) => {
        if (!tags.has(fromStudy)) autosave.changed()
      }}
    />
  )
}
