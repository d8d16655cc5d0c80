import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import { useLexicalNodeSelection } from '@lexical/react/useLexicalNodeSelection'
import { COMMAND_PRIORITY_LOW, KEY_ENTER_COMMAND, type NodeKey } from 'lexical'
import { useContext, useEffect, useState } from 'react'
import { countKey, type LiveCount } from '#shared/model/live-number.ts'
import { useRead } from '../use-engine.ts'
import styles from './live-number.module.css'
import { LiveNumberList } from './live-number-list.tsx'
import { EDIT_LIVE_NUMBER, LiveNumbers } from './live-numbers.ts'

/** A live number as it stands in a sentence. A press, or Enter where it is selected, shows who is counted. */
export function LiveNumberChip({ nodeKey, count }: { nodeKey: NodeKey; count: LiveCount }) {
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const [isSelected] = useLexicalNodeSelection(nodeKey)
  const [isOpen, setIsOpen] = useState(false)
  const known = useContext(LiveNumbers).get(countKey(count))
  const asked = useRead('memos.count', known || count.behind.id === '' ? null : count)
  const number = known ?? asked.data?.number
  useEffect(() => {
    if (!isSelected) return
    return editor.registerCommand(
      KEY_ENTER_COMMAND,
      event => {
        event?.preventDefault()
        setIsOpen(true)
        return true
      },
      COMMAND_PRIORITY_LOW,
    )
  }, [editor, isSelected])
  return (
    <>
      <button
        type="button"
        className={styles.chip}
        data-selected={isSelected || undefined}
        data-missing={number?.isMissing || undefined}
        aria-haspopup="dialog"
        title={number ? number.why : undefined}
        onClick={() => setIsOpen(true)}
      >
        {number?.said ?? asked.failure?.message ?? '…'}
      </button>
      {isOpen && (
        <LiveNumberList
          count={count}
          onClose={() => setIsOpen(false)}
          onChange={
            isEditable
              ? () => {
                  setIsOpen(false)
                  editor.dispatchCommand(EDIT_LIVE_NUMBER, nodeKey)
                }
              : undefined
          }
        />
      )}
    </>
  )
}
