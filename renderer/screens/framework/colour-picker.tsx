import { useState } from 'react'
import { codeColourClass, codePalette } from '../../theme/palette.ts'
import styles from './colour-picker.module.css'

interface ColourPickerProps {
  /** Step of the palette, 1–24; null where codes of several colours are meant. */
  value: number | null
  /** Answers whether it was kept. */
  onChange: (colour: number) => Promise<boolean>
}

/** One of the palette's 24 colours, each with its name. What is picked shows at once. */
export function ColourPicker({ value, onChange }: ColourPickerProps) {
  const [picked, setPicked] = useState<number | null>(null)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setPicked(null)
  }
  const pick = async (colour: number) => {
    setPicked(colour)
    if (!(await onChange(colour))) setPicked(null)
  }
  return (
    <fieldset className={styles.picker}>
      <legend className={styles.legend}>Colour</legend>
      <div className={styles.swatches}>
        {codePalette.map(({ id, name }) => (
          <label key={id} className={`${styles.swatch} ${codeColourClass(id)}`} title={name}>
            <input
              type="radio"
              name="code-colour"
              className={styles.input}
              aria-label={name}
              checked={id === (picked ?? value)}
              onChange={() => void pick(id)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
