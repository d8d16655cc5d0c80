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
  const home = state && displays.find(display => reachable(state, display))
  if (!state || !home) {
    const [primary] = displays
    const width = Math.min(usual.width, primary.width)
    const height = Math.min(usual.height, primary.height)
    const x = primary.x + Math.floor((primary.width - width) / 2)
    const y = primary.y + Math.floor((primary.height - height) / 2)
    return { x, y, width, height, maximized: state?.maximized ?? false }
  }
  const width = Math.min(Math.max(state.width, smallest.width), home.width)
  const height = Math.min(Math.max(state.height, smallest.height), home.height)
  return { x: state.x, y: state.y, width, height, maximized: state.maximized }
}

function reachable(window: Area, display: Area): boolean {
  const across = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x)
  const down = display.y + display.height - window.y
  return across >= grip.width && window.y >= display.y && down >= grip.height
}
