import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SummarySection } from '@/lib/forms/engine/view'
import { type CopyFacts, copyOf } from './copy'
import { bareFacts, factsOf } from './copy.fixture'
import { loadFonts } from './font'
import bold from './fonts/bold.gen.json'
import regular from './fonts/regular.gen.json'
import { namesByScript, syllables } from './names.fixture'
import { actualTexts, readPdf } from './read.fixture'
import { renderCopy } from './render'

const pdfOf = (facts: CopyFacts) => renderCopy(copyOf(facts))
const section = (title: string, rows: readonly [string, string][], name?: string): SummarySection => ({
  page: title,
  title,
  groups: [{ ...(name && { name }), rows: rows.map(([label, value]) => ({ key: label, label, value })) }],
})
const withAnswers = (rows: readonly [string, string][]): CopyFacts => ({
  ...bareFacts,
  sections: [section('Angaben', rows)],
})
const flat = (pages: readonly string[]) => pages.join('\n').replace(/\s+/g, ' ')

describe('the copy as PDF', () => {
  it.each(['voll-kauf-allein', 'voll-kauf-getrennt', 'voll-neubau-nicht-eu'])(
    'reads as reviewed: %s',
    async (id) => {
      const { pages } = await readPdf(await pdfOf(factsOf(id)))
      await expect(`${pages.join('\n\n')}\n`).toMatchFileSnapshot(`__snapshots__/${id}.txt`)
    },
  )

  it('is tagged, in its language, with title and headings in order', async () => {
    const facts = factsOf('voll-kauf-getrennt')
    const bytes = await pdfOf(facts)
    const { outline, info, pages } = await readPdf(bytes)
    const roles = outline.map((line) => line.trim())
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1)
    expect(roles.indexOf('H1')).toBeLessThan(roles.indexOf('H2'))
    expect(roles.indexOf('H2')).toBeLessThan(roles.indexOf('H3'))
    const rows = facts.sections.flatMap(({ groups }) => groups.flatMap((group) => group.rows)).length
    expect(roles.filter((role) => role === 'LBody').length).toBeGreaterThan(rows)
    expect(info).toMatchObject({ Language: 'de', Title: 'Selbstauskunft zur Baufinanzierung SA-7K4M-Q2XD' })
    const raw = bytes.toString('latin1')
    for (const mark of ['/Marked true', '/DisplayDocTitle true', '/StructTreeRoot', '<pdfuaid:part>1<'])
      expect(raw).toContain(mark)
    expect(pages.length).toBeGreaterThan(1)
    pages.forEach((page, at) => {
      expect(page).toContain(`Seite ${at + 1} von ${pages.length}`)
    })
  })

  it('embeds its own font and no other', async () => {
    const raw = (await pdfOf(withAnswers([['Name', 'Łukasz']]))).toString('latin1')
    const names = [...raw.matchAll(/\/BaseFont \/([\w+-]+)/g)].map(([, name]) => name?.replace(/^.*\+/, ''))
    expect(new Set(names)).toEqual(new Set(['DejaVuSans', 'DejaVuSans-Bold']))
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(2)
    for (const [weight, { sha256 }] of Object.entries({ regular, bold })) {
      const { bytes } = loadFonts()[weight === 'bold' ? 'bold' : 'regular']
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
  })

  it.each([
    'Łukasz Żółć',
    'Nguyễn Thị Ánh',
    'Ayşe Yıldırım',
    'Björn Groß',
    'Χρήστος',
    'Дмитрий',
    'D’Souza-O’Neill',
    '1.234.567,89 €',
    '<script>alert(1)</script>',
    '(Klammer) \\n %PDF {firma} $x',
    'a\u202eb',
  ])('shows %j as text', async (typed) => {
    const { pages } = await readPdf(await pdfOf(withAnswers([['Antwort', typed]])))
    expect(flat(pages)).toContain(`Antwort ${typed.replace('\u202e', '')} `)
  })

  it.each(Object.entries(namesByScript))(
    'shows names in %s, and gives them to whoever copies',
    async (_, name) => {
      const typed = name.join(' ')
      const bytes = await pdfOf(withAnswers([['Name', typed]]))
      const { pages } = await readPdf(bytes)
      const shown = flat(pages)
      // Marks that are drawn before their consonant, or a space between two fonts, change no sign.
      const signs = (text: string) => [...text.normalize('NFC').replace(/[\p{Cc} ]/gu, '')].sort().join('')
      const [, drawn = ''] = /Name (.*?) Datenschutz/.exec(shown) ?? []
      expect(signs(drawn)).toBe(signs(typed))
      expect(shown).not.toContain('□')
      const copied = actualTexts(bytes).join('')
      expect(copied === '' ? drawn : copied).toBe(typed)
    },
  )

  it('is drawn whatever marks stand beside whatever letters', async () => {
    const signs = [...Object.values(syllables).flat(2), 'é', 'שָׁ', 'مُ', 'ลໍ', 'ọ̀'].flatMap((text) => [...text])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 60 }),
        async (typed) => {
          const bytes = await pdfOf(withAnswers([['Name', typed.join('')]]))
          expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
        },
      ),
      { numRuns: 25 },
    )
  })

  it('draws a box for what no font has, says which sign that is, and keeps it for whoever copies', async () => {
    const bytes = await pdfOf(
      withAnswers([
        ['vor', '🏠 \u0000\u0007x \u{10330}'],
        ['nach', 'Ende'],
      ]),
    )
    const { pages } = await readPdf(bytes)
    expect(flat(pages)).toContain('□ x □')
    expect(flat(pages)).toContain('nach Ende')
    expect(flat(pages)).toContain('hat: U+1F3E0, U+10330.')
    expect(actualTexts(bytes)).toEqual(expect.arrayContaining(['🏠', '\u{10330}']))
  })

  it.each(['ਸਿੰਘ', 'ప్రసాద్', 'ലക്ഷ്മി', 'ស្រីមុំ'])('is drawn whatever the shaper makes of %s', async (name) => {
    const bytes = await pdfOf(withAnswers([['Name', name]]))
    expect(actualTexts(bytes).join('')).toContain(name)
  })

  it('wraps long answers and words, over pages if need be, and loses nothing', async () => {
    const words = Array.from({ length: 1500 }, (_, at) => `Wort${at}`)
    const long = 'x'.repeat(400)
    const { pages } = await readPdf(
      await pdfOf(
        withAnswers([
          ['Was noch?', words.join(' ')],
          ['Ein Wort', long],
          ['Zuletzt', 'gut'],
        ]),
      ),
    )
    const text = flat(pages)
    expect(pages.length).toBeGreaterThan(2)
    for (const word of words) expect(text).toContain(word)
    expect(text.replace(/\s/g, '')).toContain(long)
    expect(text).toContain('Zuletzt gut')
  })

  it('keeps the paragraphs of an answer', async () => {
    const { pages } = await readPdf(await pdfOf(withAnswers([['Notiz', 'erste\r\nzweite']])))
    expect(pages[0]).toMatch(/erste\s*\n\s*zweite/)
  })

  it('the same facts give the same bytes', async () => {
    const facts = withAnswers([['a', 'b c\u00a0d']])
    const first = await pdfOf(facts)
    // A font is open for all documents and must not remember them: one glyph, here and there for another sign.
    await pdfOf(withAnswers([['a\u00a0c', 'b\u00a0c d']]))
    expect((await pdfOf(facts)).equals(first)).toBe(true)
  })
})

describe('copyOf', () => {
  it('says title and name once, and nothing about a person below another’s name', () => {
    const { blocks } = copyOf({
      ...bareFacts,
      sections: [
        section('Person', [['Alter', '41']], 'Anna'),
        section('Person', [['Größe', '170']], 'Anna'),
        section('Person', [['Kinder', '2']]),
        section('Leer', []),
      ],
    })
    const shown = blocks.slice(2, 6)
    expect(shown).toEqual([
      { kind: 'heading', text: 'Person' },
      { kind: 'rows', rows: [{ label: 'Kinder', value: '2' }] },
      { kind: 'subheading', text: 'Anna' },
      {
        kind: 'rows',
        rows: [
          { label: 'Alter', value: '41' },
          { label: 'Größe', value: '170' },
        ],
      },
    ])
  })

  it('says what was agreed to and when, in Berlin time, in both languages', () => {
    const consents = [{ text: 'Kopie per E-Mail', at: '2026-07-01T22:30:00Z' }]
    const texts = (lang: 'de' | 'en') => JSON.stringify(copyOf({ ...bareFacts, lang, consents }).blocks)
    expect(texts('de')).toContain('„Kopie per E-Mail“ Angekreuzt und abgesendet am 2. Juli 2026, 00:30 Uhr.')
    expect(texts('en')).toContain('“Kopie per E-Mail” Ticked and sent on 2 July 2026, 00:30 (German time).')
    expect(JSON.stringify(copyOf(bareFacts).blocks)).toContain('in nichts weiter eingewilligt')
  })

  it('names what it cannot show: a statement that is gone', () => {
    const gone = copyOf({ ...bareFacts, privacy: { shownAt: bareFacts.privacy.shownAt } })
    expect(JSON.stringify(gone.blocks)).toContain('angezeigt am 21. November 2026, 10:40 Uhr')
    expect(JSON.stringify(copyOf({ ...bareFacts, test: true }).blocks)).toContain('Testbetrieb')
  })
})
