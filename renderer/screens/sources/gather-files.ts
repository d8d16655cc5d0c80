/** The files in what was dropped; folders are walked, hidden files left out, in the order of their paths. */
export async function filesIn(transfer: DataTransfer): Promise<File[]> {
  // The list is emptied when the event is over, so every entry is taken before the first wait.
  const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...transfer.files]
  const found = await Promise.all(entries.map(walk))
  return found.flat()
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return []
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const children: FileSystemEntry[] = []
  // A folder is read in batches; an empty one is the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (batch.length === 0) break
    children.push(...batch)
  }
  children.sort((a, b) => a.name.localeCompare(b.name, 'en-GB', { numeric: true }))
  const found = await Promise.all(children.map(walk))
  return found.flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
