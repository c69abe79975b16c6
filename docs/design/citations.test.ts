import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const repository = resolve(import.meta.dirname, '../..')
const DOCUMENTS = ['architecture', 'trust', 'self-disclosure', 'ratenkredit', 'look-and-words'] as const
type Document = (typeof DOCUMENTS)[number]

/** `trust §2.4`, `trust.md S20`, `self-disclosure §3.2 and §9.7`. */
const CITATION = new RegExp(
  `\\b(${DOCUMENTS.join('|')})(?:\\.md)?,? ((?:(?:§\\s?\\d+(?:\\.\\d+)*|[SP]\\d+)(?:, | and | to )?)+)`,
  'g',
)

/** What can be cited in a document: sections, numbered entries of a section (`5.14`), bold paragraphs (`4.5`), rows (`S20`). */
function anchorsOf(document: Document): ReadonlySet<string> {
  const anchors = new Set<string>()
  let section = ''
  for (const line of readFileSync(join(import.meta.dirname, `${document}.md`), 'utf8').split('\n')) {
    const heading = /^#{2,3} (\d+(?:\.\d+)?)/.exec(line)?.[1]
    if (heading) section = heading
    const entry = /^(\d+)\. /.exec(line)?.[1]
    for (const anchor of [
      heading,
      entry && `${section}.${entry}`,
      /^\*\*(\d+\.\d+) /.exec(line)?.[1],
      /^\| ([SP]?\d+) \|/.exec(line)?.[1],
    ])
      if (anchor) anchors.add(anchor)
  }
  return anchors
}

const anchors = Object.fromEntries(DOCUMENTS.map((document) => [document, anchorsOf(document)]))

type Citation = { place: string; document: string; anchor: string }

function citationsIn(file: string): Citation[] {
  const text = readFileSync(join(repository, file), 'utf8').replace(/\n\s*(?:\/\/|\*)? ?/g, ' ')
  return [...text.matchAll(CITATION)].flatMap(([, document = '', places = '']) =>
    [...places.matchAll(/\d+(?:\.\d+)*|[SP]\d+/g)].map(([anchor]) => ({ place: file, document, anchor })),
  )
}

describe('citations of the design', () => {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '*.ts', '*.tsx', '*.mjs', '*.sql', '*.css', '*.md', '*.yml'],
    {
      cwd: repository,
      encoding: 'utf8',
    },
  )
    .split('\0')
    .filter((file) => file && !file.startsWith('docs/design/citations'))
  const citations = files.flatMap(citationsIn)

  it('each resolves to a section, an entry or a row', () => {
    const lost = citations.filter(({ document, anchor }) => !anchors[document]?.has(anchor))
    expect(lost).toEqual([])
    expect(citations.length).toBeGreaterThan(150)
  })
})
