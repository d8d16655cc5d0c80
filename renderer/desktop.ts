import type { DesktopBridge } from '#shared/model/desktop-bridge.ts'

declare global {
  interface Window {
    readonly tandemDesktop?: DesktopBridge
  }
}

/** The desktop shell's bridge, or null in a browser. */
export function desktop(): DesktopBridge | null {
  return window.tandemDesktop ?? null
}
