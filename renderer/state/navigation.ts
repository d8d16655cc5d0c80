import { create } from 'zustand'

/** What a screen is opened on: ids and offsets, never study data. */
export type ScreenParams = Readonly<Record<string, string | number>>

interface Place {
  screen: string
  params: ScreenParams
}

interface Navigation extends Place {
  /** Opens a screen; the place left stays reachable with Back. */
  go(screen: string, params?: ScreenParams): void
  /** Opens a screen in the place of this one, which Back then does not return to. */
  replace(screen: string, params?: ScreenParams): void
}

/** Where the window is. The address bar's fragment holds the same, so reload, Back and Forward work. */
export const useNavigation = create<Navigation>(set => ({
  ...readFragment(),
  go(screen, params = {}) {
    if (writeFragment({ screen, params }) !== location.hash) {
      history.pushState(null, '', writeFragment({ screen, params }))
    }
    set({ screen, params })
  },
  replace(screen, params = {}) {
    history.replaceState(null, '', writeFragment({ screen, params }))
    set({ screen, params })
  },
}))

addEventListener('popstate', () => useNavigation.setState(readFragment()))
addEventListener('hashchange', () => useNavigation.setState(readFragment()))

/** `#/code?source=…&start=12`; whole numbers come back as numbers, everything else as text. */
function readFragment(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  const params = Object.fromEntries(
    [...new URLSearchParams(query)].map(([name, value]) => [
      name,
      /^\d{1,9}$/.test(value) ? Number(value) : value,
    ]),
  )
  return { screen: path, params }
}

function writeFragment({ screen, params }: Place): string {
  const query = new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return `#/${screen}${query ? `?${query}` : ''}`
}
