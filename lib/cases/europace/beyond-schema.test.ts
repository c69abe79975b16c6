import { describe, expect, it } from 'vitest'
import { beyondSchema, droppedIn, isNotKept, refusalsIn } from './beyond-schema'
import { asTaken } from './taken'

const withLoans = (...ratenkredite: { [name: string]: string | number | boolean }[]) => ({
  haushalte: [{ kunden: [], finanzielleSituation: { verbindlichkeiten: { ratenkredite } } }],
  finanzierungsbedarf: { praeferenzen: { weiterePraeferenz: 'Bitte abends anrufen.' } },
})
const whole = { glaeubiger: 'Auto Bank', rateMonatlich: 250, restschuld: 9000 }
const rateAlone = {
  glaeubiger: 'Möbel AG',
  rateMonatlich: 90.5,
  laufzeitende: '2027-03-31',
  wirdAbgeloest: true,
}

describe('the list of what the platform does beyond its schema', () => {
  it('says of each entry where it is written down', () => {
    for (const { says, source, at } of beyondSchema) {
      expect(says && at).toBeTruthy()
      expect(source).toMatch(/^https:\/\/(docs\.api\.europace\.de|github\.com\/europace)\//)
    }
  })

  it('refuses an instalment loan with a rate and no remaining debt, and no other', () => {
    const place = 'haushalte.0.finanzielleSituation.verbindlichkeiten.ratenkredite'
    expect(refusalsIn(withLoans(whole, rateAlone))).toEqual([
      `${place}.1.restschuld: an instalment loan with a rate but without its remaining debt`,
    ])
    const others: readonly { [name: string]: number }[] = [
      {},
      { restschuld: 1 },
      { rateMonatlich: 1, restschuld: 0 },
    ]
    for (const fine of others) expect(refusalsIn(withLoans(whole, fine))).toEqual([])
    const elsewhere = {
      haushalte: [{ finanzielleSituation: { verbindlichkeiten: { privatdarlehen: [rateAlone] } } }],
    }
    expect(refusalsIn(elsewhere)).toEqual([])
  })

  it('knows which values do not come back, wherever they stand', () => {
    const kept = [
      'haushalte.0.kunden.0.kontakt.email',
      'a.referenzIdX',
      'haushalte.0.kunden.0.externeKundenId',
    ]
    const lost = [
      'haushalte.0.kunden.0.referenzId',
      'haushalte.0.kunden.0.kontakt.validierungEmail',
      'finanzierungsobjekt.darlehenslisteErfassung.darlehensliste.0.darlehen.darlehensbetrag',
      'haushalte.0.finanzielleSituation.bestehendeImmobilien.1.darlehensliste.0.darlehensbetrag',
    ]
    expect(kept.filter(isNotKept)).toEqual([])
    expect(lost.filter(isNotKept)).toEqual(lost)
  })
})

describe('the document as the platform takes it', () => {
  it('carries a loan that would be refused as a line that the advisor reads, beside what the person wrote', () => {
    const sent = withLoans(rateAlone, whole, { rateMonatlich: 10 })
    const taken = asTaken(sent)
    expect(refusalsIn(taken)).toEqual([])
    expect(taken).toMatchObject({
      haushalte: [{ finanzielleSituation: { verbindlichkeiten: { ratenkredite: [whole] } } }],
    })
    expect(taken).toHaveProperty(
      'finanzierungsbedarf.praeferenzen.weiterePraeferenz',
      [
        'Bitte abends anrufen.',
        '--- aus dem Formular ---',
        'Ratenkredit bei Möbel AG: 90,5 € im Monat, Restschuld nicht bekannt, läuft bis 31.03.2027, soll abgelöst werden',
        'Ratenkredit: 10 € im Monat, Restschuld nicht bekannt',
        '--- Ende ---',
      ].join('\n'),
    )
    expect(sent).toEqual(withLoans(rateAlone, whole, { rateMonatlich: 10 }))
    expect(asTaken(taken)).toEqual(taken)
  })

  it('leaves no empty list, keeps lines that stand there already, and touches nothing else', () => {
    expect(JSON.stringify(asTaken(withLoans(rateAlone)))).not.toContain('ratenkredite')
    const fine = withLoans(whole)
    expect(asTaken(fine)).toBe(fine)
    const noted = withLoans(rateAlone)
    noted.finanzierungsbedarf.praeferenzen.weiterePraeferenz =
      '--- aus dem Formular ---\nRestschuld: nicht bekannt\n--- Ende ---'
    expect(JSON.stringify(asTaken(noted))).toContain('Restschuld: nicht bekannt\\nRatenkredit bei')
  })

  it('tells a value that is lost in silence as well', () => {
    const lost = { finanzierungsobjekt: { darlehensliste: [{ darlehen: { darlehensbetrag: 210_000 } }] } }
    expect(droppedIn(lost)).toHaveLength(1)
    expect(asTaken(lost)).toEqual({
      ...lost,
      finanzierungsbedarf: {
        praeferenzen: {
          weiterePraeferenz:
            '--- aus dem Formular ---\nUrsprünglicher Darlehensbetrag: 210.000 €\n--- Ende ---',
        },
      },
    })
  })
})
