import type { Page } from '@playwright/test'
import { expect } from '../harness.ts'

/** Drags a file or folder of this machine over the middle of the window and lets go, as a file manager does. */
export async function dropOnto(
  page: Page,
  path: string,
  said = 'Drop to import into this study',
): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 360, data })
    if (type === 'dragOver') await expect(page.getByText(said)).toBeVisible()
  }
}
