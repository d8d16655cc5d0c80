import { useEffect, useState } from 'react'

/** What a width asked for may lack in characters by what pixels are rounded to. */
const rounded = 0.75

/**
 * How many characters a line of the text on the screen has room for, as a reading width counts them; null where it is as
 * wide as was asked for, or no text is there. Follows the room for as long as whoever asks is drawn.
 */
export function useRoomForText(): number | null {
  const [room, setRoom] = useState<number | null>(null)
  useEffect(() => {
    const row = document.querySelector('[data-row]')
    const body = row?.lastElementChild
    const text = row?.closest('[role="document"]')
    const list = row?.parentElement?.parentElement
    if (!row || !body || !text || !list) return
    const letters = document.createElement('canvas').getContext('2d')
    const measure = () => {
      if (!letters || !body.isConnected) return
      letters.font = getComputedStyle(row).font
      const asked = Number.parseFloat(
        getComputedStyle(document.documentElement).getPropertyValue('--reading-measure'),
      )
      const wide = body.clientWidth / letters.measureText('0').width
      setRoom(wide < asked - rounded ? Math.floor(wide) : null)
    }
    const resized = new ResizeObserver(measure)
    for (const each of [body, list, text]) resized.observe(each)
    return () => resized.disconnect()
  }, [])
  return room
}
