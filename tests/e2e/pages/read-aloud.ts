import type { Page } from '@playwright/test'

const told = ['heading', 'list', 'listitem', 'table', 'row', 'cell']

/**
 * What assistive technology is given of what bears a name, piece by piece: also what the style alone draws. Before what
 * is in a heading, a list or a table stands what that is, in brackets.
 */
export async function readAloud(page: Page, name: string): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  await devtools.detach()
  const byId = new Map(nodes.map(node => [node.nodeId, node]))
  const read = (id: string): string[] => {
    const node = byId.get(id)
    if (!node) return []
    const role = node.ignored ? '' : String(node.role?.value)
    if (role === 'StaticText') return [String(node.name?.value).trim()].filter(Boolean)
    const level = node.properties?.find(({ name }) => name === 'level')?.value.value
    return [
      ...(told.includes(role) ? [`[${[role, level].filter(Boolean).join(' ')}]`] : []),
      ...(node.childIds ?? []).flatMap(read),
    ]
  }
  return read(nodes.find(node => node.name?.value === name)?.nodeId ?? '')
}
