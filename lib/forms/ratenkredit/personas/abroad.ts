import { B } from '../kinds-of-work'
import { of, P } from '../paths'
import { address, contact, home, ME, named, none, origin, type Persona, wish, works, YOU } from './build'

const JOB = `${B}.angestellter.beschaeftigungsverhaeltnis`
const couple = {
  ...wish('FREIE_VERWENDUNG', '15.000', { months: '5 Jahre' }),
  [P.personen]: '2',
  ...named(ME, '小明', '王', '14.3.85'),
  ...named(YOU, 'مریم', 'رضایی', '3. Jänner 1988'),
  ...works(ME, 'ANGESTELLTER', '3.200€ netto'),
  ...works(YOU, 'HAUSFRAU', '0'),
  ...contact('xiaoming@example.org', 'tel:+43 1 58858'),
}

/** A household with addresses in Austria, China and Iran and with names in other scripts. */
export const abroad: readonly Persona[] = [
  {
    id: 'kurz-ausland-paar',
    says: 'A couple with names in other scripts and a phone number in Austria.',
    length: 'short',
    lang: 'de',
    typed: couple,
  },
  {
    id: 'voll-ausland-paar',
    says: 'A couple who live in Austria and moved there from abroad lately; one address has no house number.',
    length: 'full',
    lang: 'de',
    typed: {
      ...couple,
      ...origin(ME, '上海', 'VERHEIRATET'),
      ...origin(YOU, 'تهران', 'VERHEIRATET'),
      [of(ME, P.geburtsland)]: 'CN',
      [of(YOU, P.geburtsland)]: 'IR',
      [of(ME, P.staat)]: 'AT',
      [of(YOU, P.staat)]: 'AT',
      ...Object.fromEntries(
        Object.entries(address(ME, ['Mariahilfer Straße', '20', '', 'Wien'], '04.2025')).filter(
          ([, typed]) => typed !== '',
        ),
      ),
      [of(ME, P.wohnland)]: 'AT',
      [of(ME, P.auslandsplz)]: '1070',
      ...home(ME, 'ZUR_MIETE', '2'),
      [of(ME, P.vorland)]: 'CN',
      [of(ME, `${P.voranschrift}.strasse`)]: '南京路',
      [of(ME, `${P.voranschrift}.hausnummer`)]: '100',
      [of(ME, P.vorauslandsplz)]: '200001',
      [of(ME, `${P.voranschrift}.ort`)]: '上海',
      [of(ME, `${P.voranschrift}.wohnhaftSeit`)]: '02.2015',
      [of(YOU, P.gemeinsamerHaushalt)]: 'ja',
      [of(YOU, P.wohnhaftSeit)]: '04.2025',
      [of(YOU, P.vorland)]: 'IR',
      [of(YOU, `${P.voranschrift}.strasse`)]: 'خیابان ولیعصر',
      [of(YOU, `${P.voranschrift}.ort`)]: 'تهران',
      [of(YOU, `${P.voranschrift}.wohnhaftSeit`)]: '02.2012',
      [of(ME, P.miete)]: '1.100',
      [of(ME, `${JOB}.beschaeftigtSeit`)]: '01.2020',
      [of(ME, `${JOB}.befristung`)]: 'UNBEFRISTET',
      [of(ME, `${JOB}.arbeitgeber.name`)]: 'Donau GmbH',
      [of(ME, `${JOB}.arbeitgeber.anschrift.land`)]: 'AT',
      [of(ME, `${JOB}.arbeitgeber.anschrift.ort`)]: '1020 Wien',
      ...none('kinder', 'immobilien'),
      ...none('ratenkredite', 'kreditkarten', 'dispositionskredite', 'leasings', 'sonstigeVerbindlichkeiten'),
    },
  },
]
