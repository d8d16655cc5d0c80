import { useState } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Tag } from '#shared/model/source-filter.ts'
import { tagName } from '#shared/text/tag-name.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './sources.module.css'

/** What is to become of tags: those given to every source by name, those taken from every one by id. */
export interface TagChoice {
  add: readonly string[]
  remove: readonly string[]
}

interface TagsFieldProps {
  tags: readonly Tag[]
  sources: readonly SourceSummary[]
  value: TagChoice
  onChange(value: TagChoice): void
}

/** The tags of some sources: a box is half ticked where some of them have the tag and is then left as each has it. */
export function TagsField({ tags, sources, value, onChange }: TagsFieldProps) {
  const [name, setName] = useState('')
  const { add, remove } = value
  const set = (tag: Tag, isOn: boolean) =>
    onChange({
      add: [...add.filter(given => given !== tag.name), ...(isOn ? [tag.name] : [])],
      remove: [...remove.filter(taken => taken !== tag.id), ...(isOn ? [] : [tag.id])],
    })
  const addNew = () => {
    const typed = tagName(name)
    if (typed === '') return
    const known = tags.find(tag => tag.name.toLowerCase() === typed.toLowerCase())
    if (known) set(known, true)
    else if (!add.includes(typed)) onChange({ add: [...add, typed], remove })
    setName('')
  }
  const fresh = add.filter(given => !tags.some(tag => tag.name === given))
  return (
    <fieldset className={styles.tagsField}>
      <legend>Tags</legend>
      <div className={styles.tagBoxes}>
        {tags.map(tag => {
          const having = sources.filter(source => source.tags.some(({ id }) => id === tag.id)).length
          const given = add.includes(tag.name)
          const taken = remove.includes(tag.id)
          return (
            <Checkbox
              key={tag.id}
              isSelected={given || (!taken && having === sources.length)}
              isIndeterminate={!given && !taken && having > 0 && having < sources.length}
              onChange={isOn => set(tag, isOn)}
            >
              {tag.name}
            </Checkbox>
          )
        })}
        {fresh.map(given => (
          <Checkbox
            key={given}
            isSelected
            onChange={() => onChange({ add: add.filter(other => other !== given), remove })}
          >
            {given}
          </Checkbox>
        ))}
      </div>
      <div className={styles.beside}>
        <TextField
          label="New tag"
          value={name}
          onChange={setName}
          maxLength={400}
          onKeyDown={event => {
            if (event.key !== 'Enter' || tagName(name) === '') return event.continuePropagation()
            event.preventDefault()
            addNew()
          }}
        />
        <Button isDisabled={tagName(name) === ''} onPress={addNew}>
          Add
        </Button>
      </div>
    </fieldset>
  )
}
