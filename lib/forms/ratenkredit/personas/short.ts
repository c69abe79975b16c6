import { of, P } from '../paths'
import { contact, ME, named, type Persona, wish, works, YOU } from './build'

/** People who enquire in two minutes. */
export const short: readonly Persona[] = [
  {
    id: 'kurz-angestellt-allein',
    says: 'A single employee who asks for a loan to use freely, and fixes the term.',
    length: 'short',
    lang: 'de',
    typed: {
      ...wish('FREIE_VERWENDUNG', '12.000', { months: '48' }),
      [P.personen]: '1',
      [of(ME, P.anrede)]: 'FRAU',
      ...named(ME, 'Erika', 'Muster', '14.03.1985'),
      ...works(ME, 'ANGESTELLTER', '2.850,50'),
      ...contact('erika@example.org', '0221 1234567'),
      [P.telefonTermin]: 'werktags ab 17 Uhr',
    },
  },
  {
    id: 'kurz-paar-fahrzeug',
    says: 'A couple buys a car from a dealer, fixes the instalment and types in English.',
    length: 'short',
    lang: 'en',
    typed: {
      ...wish('FAHRZEUGKAUF', '18,500', { rate: '310' }),
      [P.anbieter]: 'HAENDLER',
      [P.fahrzeugpreis]: '21,900',
      [P.personen]: '2',
      ...named(ME, 'Jürgen', "O'Neill-Großkreutz", '1979-07-02'),
      ...named(YOU, 'Ayşe', 'Yıldız', '30/11/1981'),
      ...works(ME, 'SELBSTSTAENDIGER', '48,000'),
      ...works(YOU, 'BEAMTER', '3,300'),
      ...contact('juergen@example.org'),
      [P.nachricht]: 'We collect the car on Friday.',
    },
  },
]
