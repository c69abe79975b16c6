import { inflateSync } from 'node:zlib'
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

/** What the marked parts of the pages stand for (`ActualText`), which readers give to whoever copies, searches or listens. */
export function actualTexts(bytes: Buffer): string[] {
  const raw = bytes.toString('latin1')
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    } catch {
      // A stream that is not compressed: none of the pages'.
      return ''
    }
  })
  return streams.flatMap((stream) =>
    [...stream.matchAll(/\/ActualText \(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, escaped = '']) => {
      const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
      const text = escaped.replace(/\\([\s\S])/g, (_, sign: string) => signs[sign] ?? sign)
      return text.startsWith('\xfe\xff')
        ? Buffer.from(text.slice(2), 'latin1').swap16().toString('utf16le')
        : text
    }),
  )
}
