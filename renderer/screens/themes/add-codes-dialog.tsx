import { useMemo, useState } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { counted } from '../../wording.ts'
import { placeOf, useCodes } from '../code/code-lookup.ts'
import { rankCodes } from '../code/rank-codes.ts'
import styles from './themes.module.css'

interface AddCodesDialogProps {
  theme: Theme
  themes: readonly Theme[]
  onAdd(codes: readonly string[]): Promise<boolean>
  onClose(): void
}

/** Chooses codes of the frameworks for a theme, several at once. */
export function AddCodesDialog({ theme, themes, onAdd, onClose }: AddCodesDialogProps) {
  const { codes } = useCodes()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const offered = useMemo(
    () => rankCodes(codes, query, []).filter(({ id }) => !theme.codes.includes(id)),
    [codes, query, theme],
  )
  const elsewhere = useMemo(() => {
    const names = new Map<string, string>()
    for (const other of themes) for (const code of other.codes) names.set(code, other.name)
    return names
  }, [themes])
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(chosen)
    if (isOn) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const add = async () => {
    if (await onAdd([...chosen])) onClose()
  }
  return (
    <Dialog
      title={`Add codes to “${theme.name}”`}
      description="A code brings the passages of the codes beneath it along."
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={chosen.size === 0} onPress={() => void add()}>
            {chosen.size === 0 ? 'Add' : `Add ${counted(chosen.size, 'code')}`}
          </Button>
        </>
      }
    >
      <div className={styles.addCodes}>
        <SearchField label="Find a code" autoFocus value={query} onChange={setQuery} />
        <ul className={styles.codeChoice} aria-label="Codes">
          {offered.map(code => (
            <li key={code.id}>
              <Checkbox isSelected={chosen.has(code.id)} onChange={isOn => toggle(code.id, isOn)}>
                <span className={styles.codeLine}>
                  <CodeDot colour={code.colour} />
                  <span>{code.name}</span>
                  <span className={styles.quiet}>{placeOf(code)}</span>
                  {elsewhere.has(code.id) && (
                    <span className={styles.inTheme}>in “{elsewhere.get(code.id)}”</span>
                  )}
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
