import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { confirmationLetter, type LetterFacts } from './letter'

const facts: LetterFacts = {
  lang: 'de',
  firm: 'Müller & Söhne <Finanz>',
  reference: 'SA-ABCD-EFGH',
  created: false,
  telephone: { display: '030 123456', href: 'tel:+4930123456' },
  hours: 'Mo–Fr 9–18 Uhr',
  test: false,
}

describe('confirmationLetter', () => {
  it('says the number only where there is one, in both languages', () => {
    for (const lang of ['de', 'en'] as const) {
      const before = confirmationLetter({ ...facts, lang })
      const after = confirmationLetter({ ...facts, lang, created: true, vorgangsnummer: 'YX4MDU' })
      const unnumbered = confirmationLetter({ ...facts, lang, created: true })
      expect(unnumbered.text).toMatch(/Ihr Vorgang ist angelegt|Your case is open/)
      expect(unnumbered.text).not.toMatch(/Vorgangsnummer|[Cc]ase number/)
      expect(before.text).toContain('SA-ABCD-EFGH')
      expect(before.text).not.toMatch(/Vorgangsnummer:|Case number:/)
      expect(after.text).toMatch(/(Vorgangsnummer|Case number): YX4MDU/)
      expect(after.html).toContain('<strong>YX4MDU</strong>')
      expect(after.html).toContain(`lang="${lang}"`)
    }
  })

  it('leaves out what the campaign leaves empty and names the test mode', () => {
    const { text } = confirmationLetter({ ...facts, telephone: undefined, test: true })
    expect(text).not.toContain('Telefon')
    expect(text).toContain('Testbetrieb')
    expect(confirmationLetter(facts).text).toContain('Telefon 030 123456, Mo–Fr 9–18 Uhr')
  })

  it('shows markup as text and cannot be given another header or line', async () => {
    const nasty = confirmationLetter({ ...facts, firm: 'A\r\nBcc: x@example.org', reference: 'R\nX: 1' })
    expect(confirmationLetter(facts).html).toContain('Müller &#38; Söhne &#60;Finanz&#62;')
    const composed = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from: 'a@example.org',
      to: { name: '', address: 'b@example.org' },
      ...nasty,
    })
    const read = await PostalMime.parse(composed.message as Buffer)
    expect(read.bcc).toBeUndefined()
    expect(read.headers.map((header) => header.key)).not.toContain('x')
    expect(read.subject).toBe('Ihre Anfrage R X: 1')
  })
})
