import { getDocumentProxy } from 'unpdf'

/** A PDF as somebody reads it who cannot see it: its text, its structure, what it says about itself. */
export type ReadPdf = {
  pages: readonly string[]
  info: { readonly [name: string]: unknown }
  /** The roles of the structure tree in reading order, nested by two spaces, equal neighbours as one. */
  outline: readonly string[]
}

type Node = { role?: string; children?: readonly unknown[] }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'role' in value

function rolesOf(node: Node, depth = 0): string[] {
  const children = (node.children ?? []).filter(isNode)
  return [`${'  '.repeat(depth)}${node.role}`, ...children.flatMap((child) => rolesOf(child, depth + 1))]
}

/** One line per line of text; a no-break space stays one. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  const outline: string[] = []
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at)
    const { items } = await page.getTextContent()
    let text = ''
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str
    pages.push(text)
    const tree = await page.getStructTree()
    if (isNode(tree)) outline.push(...rolesOf(tree))
  }
  const { info } = await document.getMetadata()
  return { pages, info: { ...info }, outline }
}
