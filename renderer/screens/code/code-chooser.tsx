import { CornerDownLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './code-chooser.module.css'
import { CodeFinder, type FoundCode, mostFound } from './code-finder.tsx'
import { codesNamed, isLikely, isOnlyRetired, rankCodes, retiredHint } from './rank-codes.ts'
import { useNoNewCodes } from './use-no-new-codes.ts'

interface CodeChooserProps {
  codes: readonly Code[]
  recent: readonly string[]
  /** Ids of the codes that the passage already carries of this coder. */
  carried: ReadonlySet<string>
  /** `stay`: more codes will follow for the same passage. */
  onChoose: (code: string, stay: boolean) => void
  onCreate: (name: string, stay: boolean) => void
  onClose: () => void
}

/** Finds a code by typing, with its definition beside it; a name that is no code yet can be made one. */
export function CodeChooser({ codes, recent, carried, onChoose, onCreate, onClose }: CodeChooserProps) {
  const [query, setQuery] = useState('')
  const fixedBy = useNoNewCodes()
  const name = query.trim()
  const isNew = name !== '' && whyNotNamed(name) === null && codesNamed(codes, name).length === 0
  const isRetired = isOnlyRetired(codes, name)
  const found = useMemo((): FoundCode[] => {
    const ranked = rankCodes(codes, query, recent).slice(0, mostFound)
    const found: FoundCode[] = ranked.map(code => ({ code }))
    const likely = ranked.filter(code => isLikely(code, query)).length
    return isNew && fixedBy === null ? found.toSpliced(likely, 0, { name }) : found
  }, [codes, query, recent, name, isNew, fixedBy])
  const wrong = whyNotNamed(query)
  const choose = (one: FoundCode, stay: boolean) => {
    if ('code' in one) onChoose(one.code.id, stay)
    else onCreate(one.name, stay)
    if (stay) setQuery('')
  }
  return (
    <fieldset
      aria-label="Choose a code"
      className={styles.chooser}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <CodeFinder
        found={found}
        typed={query}
        onType={setQuery}
        placeholder="Code, or a new name"
        wrong={wrong}
        carried={carried}
        onChoose={choose}
      >
        {isNew && fixedBy !== null && (
          <p role="status" className={styles.none}>
            “{fixedBy}” is coded with the framework as it stands: no codes are proposed while it is open.
          </p>
        )}
        {isRetired && (
          <p role="status" className={styles.none}>
            {retiredHint(name)}
          </p>
        )}
        {found.length === 0 && name === '' && wrong === null && (
          <p className={styles.none}>No codes yet. Type a name to make the first.</p>
        )}
        <p className={styles.keys}>
          <CornerDownLeft aria-hidden="true" /> codes · <Kbd keys="Shift+Enter" /> codes and stays
        </p>
      </CodeFinder>
    </fieldset>
  )
}
