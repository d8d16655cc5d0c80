/** A file of built code, by the modules that it is made of. */
interface Chunk {
  moduleIds: readonly string[]
}

const reader = /\/renderer\/transcript\//

/** How a built window's code is cut into files: the reader is one of its own. */
export const codeFiles = {
  groups: [
    { name: 'libraries', test: /\/node_modules\//, priority: 1 },
    { name: 'reader', test: reader },
  ],
}

/**
 * What stands before the code of the file with the reader: the browser is to make all of its functions ready while the
 * file loads, beside the page. Each else is when it is first called, which is while a text is opened.
 */
export const firstLine = ({ moduleIds }: Chunk): string =>
  moduleIds.some(id => id.endsWith('/transcript/transcript.tsx')) ? '//# allFunctionsCalledOnLoad' : ''
