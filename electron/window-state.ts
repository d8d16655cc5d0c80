import { z } from 'zod'

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

const side = z.int().min(-100_000).max(100_000)
const saved = z.object({ x: side, y: side, width: side, height: side, maximized: z.boolean() })

/** A window's place, as kept between runs. */
export type WindowState = z.infer<typeof saved>

/** The least a window can be (UX: 1024 × 640 is usable), and what it is on a first run. */
export const smallest = { width: 1024, height: 640 }
const usual = { width: 1280, height: 800 }
/** So much of the top edge, in pixels, must lie on a display for a person to take hold of it. */
const grip = { width: 120, height: 24 }

/**
 * Where a window opens: where it was, if its top edge can still be reached on one of `displays` (work areas, the
 * primary first), otherwise in the middle of the primary one; never larger than its display.
 */
export function placeWindow(kept: unknown, displays: readonly [Area, ...Area[]]): WindowState {
  const state = saved.safeParse(kept).data
  const places = state
    ? displays.map(display => ({ display, place: { ...state, ...fitted(state, display) } }))
    : []
  const there = places.find(({ display, place }) => reachable(place, display))
  if (there) return there.place
  const [primary] = displays
  const { width, height } = fitted(usual, primary)
  const x = primary.x + Math.floor((primary.width - width) / 2)
  const y = primary.y + Math.floor((primary.height - height) / 2)
  return { x, y, width, height, maximized: state?.maximized ?? false }
}

function fitted(size: { width: number; height: number }, display: Area) {
  return {
    width: Math.min(Math.max(size.width, smallest.width), display.width),
    height: Math.min(Math.max(size.height, smallest.height), display.height),
  }
}

function reachable(window: Area, display: Area): boolean {
  const across = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x)
  const down = display.y + display.height - window.y
  return across >= grip.width && window.y >= display.y && down >= grip.height
}
