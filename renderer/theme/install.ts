/**
 * Brings fonts, tokens, palette and page rules into a window: import it once, first, in each entry.
 */
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-sans-3/wght-italic.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import './tokens.css'
import './high-contrast.css'
import './palette.css'
import './base.css'

// react-aria adds a <style> under this id when it finds none; the content security policy would refuse it
// and report it. Its one rule stands in base.css, so an empty element under the id keeps it from trying.
const pressableStyleId = 'react-aria-pressable-style'
if (!document.getElementById(pressableStyleId)) {
  const placeholder = document.createElement('meta')
  placeholder.id = pressableStyleId
  document.head.append(placeholder)
}
