import type { ButtonProps } from 'react-aria-components'

/**
 * For a button that opens a field to type in: a key acts as it goes down, since whoever types on may press the first letter
 * before it has come up.
 */
export const pressAtOnce = (act: () => void): Pick<ButtonProps, 'onPress' | 'onPressStart'> => ({
  onPressStart: ({ pointerType }) => {
    if (pointerType === 'keyboard') act()
  },
  onPress: ({ pointerType }) => {
    if (pointerType !== 'keyboard') act()
  },
})
