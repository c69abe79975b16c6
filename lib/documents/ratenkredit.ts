import { t } from '@/lib/forms/common/texts'
import type { Condition } from '@/lib/forms/engine/types'
import { L, opened, REDEEMABLE, redeemed } from '@/lib/forms/ratenkredit/household-places'
import {
  ART,
  EMPLOYED,
  type Kind,
  OWN_BUSINESS,
  objectOf,
  worksAs,
} from '@/lib/forms/ratenkredit/kinds-of-work'
import { P, purpose } from '@/lib/forms/ratenkredit/paths'
import { type PaperGroup, paper } from './paper'

/** What lenders of consumer credit usually ask for. Rules as data, in the engine's conditions. */
const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions })
const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions })
const anyOf = (kinds: readonly Kind[]): Condition => ({ in: [ART, kinds] })
const fixedTerm = any(
  ...EMPLOYED.map(
    (kind): Condition => ({ is: [`${objectOf(kind)}.beschaeftigungsverhaeltnis.befristung`, 'BEFRISTET'] }),
  ),
)
const replaced = any(...REDEEMABLE.map((list): Condition => ({ is: [redeemed(list), true] })))
const car = purpose('FAHRZEUGKAUF')
const works = purpose('MODERNISIEREN')

const credit: PaperGroup = {
  title: t('Zu Ihrem Vorhaben', 'About your plan'),
  papers: [
    paper(car, 'Kaufvertrag oder Angebot für das Fahrzeug', 'Purchase contract or offer for the vehicle'),
    paper(
      all(car, { is: [P.anbieter, 'PRIVAT'] }),
      'Kopie der Zulassungsbescheinigung des Fahrzeugs',
      'Copy of the registration document of the vehicle',
    ),
    paper(works, 'Angebote oder Kostenvoranschläge für die Arbeiten', 'Offers or quotations for the works'),
    paper(
      all(works, { is: [P.wohnart, 'IM_EIGENEN_HAUS'] }),
      'Nachweis, dass Ihnen die Immobilie gehört, zum Beispiel ein Grundbuchauszug',
      'Proof that you own the property, for example an extract from the land register (Grundbuchauszug)',
    ),
  ],
}

const loans: PaperGroup = {
  title: t('Zu laufenden Krediten', 'About current loans'),
  papers: [
    paper(
      replaced,
      'Verträge der Kredite, die abgelöst werden, mit dem aktuellen Stand',
      'Contracts of the loans that are replaced, with their current balance',
    ),
    paper(
      any({ is: [redeemed('kreditkarten'), true] }, { is: [redeemed('dispositionskredite'), true] }),
      'Letzte Abrechnung der Karte oder des Kontos, die ausgeglichen werden',
      'Latest statement of the card or account that is settled',
    ),
    paper(
      any(...REDEEMABLE.map((list): Condition => ({ is: [redeemed(list), false] }))),
      'Verträge der Kredite, die weiterlaufen',
      'Contracts of the loans that go on',
    ),
    paper(opened('leasings'), 'Leasingvertrag', 'Leasing contract'),
    paper(
      { is: [`${L.immobilien}[].app.darlehen`, true] },
      'Jahreskontoauszüge der Darlehen auf Ihren Immobilien',
      'Annual statements of the loans on your property',
    ),
  ],
}

const income: PaperGroup = {
  title: t('Zu Ihrem Einkommen', 'About your income'),
  papers: [
    paper(
      anyOf(['ANGESTELLTER', 'ARBEITER']),
      'Die letzten drei Gehaltsabrechnungen',
      'The last three payslips',
    ),
    paper(fixedTerm, 'Befristeter Arbeitsvertrag', 'Your fixed-term employment contract'),
    paper(
      worksAs('BEAMTER'),
      'Die letzten drei Besoldungsmitteilungen',
      'The last three salary notices (Besoldungsmitteilung)',
    ),
    paper(
      anyOf(OWN_BUSINESS),
      'Die letzten beiden Einkommensteuerbescheide',
      'The last two income tax assessments',
    ),
    paper(
      anyOf(OWN_BUSINESS),
      'Aktuelle betriebswirtschaftliche Auswertung (BWA)',
      'Current management accounts (BWA)',
    ),
    paper(worksAs('RENTNER'), 'Rentenbescheid oder Versorgungsbescheid', 'Pension notice (Rentenbescheid)'),
    paper(worksAs('ARBEITSLOSER'), 'Bescheid über Arbeitslosengeld', 'Notice of unemployment benefit'),
    paper(opened('nebentaetigkeit'), 'Abrechnungen der Nebentätigkeit', 'Payslips of the side job'),
    paper(opened('zusatzrenten'), 'Bescheide über weitere Renten', 'Notices of other pensions'),
    paper(
      opened('kinder'),
      'Nachweis über Kindergeld, zum Beispiel ein Kontoauszug',
      'Proof of child benefit, for example a bank statement',
    ),
    paper(
      any(opened('ehegattenunterhalt'), opened('unterhalt')),
      'Unterhaltsvereinbarung oder Scheidungsurteil',
      'Maintenance agreement or divorce decree',
    ),
    paper(
      { in: [`${L.immobilien}[].nutzungsart`, ['VERMIETET', 'EIGENGENUTZT_UND_VERMIETET']] },
      'Mietverträge der vermieteten Immobilien',
      'Tenancy agreements of the property you let',
    ),
    paper(
      opened('krankenversicherung'),
      'Beitragsmitteilung der privaten Krankenversicherung',
      'Premium notice of the private health insurance',
    ),
  ],
}

const person: PaperGroup = {
  title: t('Zu Ihrer Person', 'About you'),
  papers: [
    paper(
      undefined,
      'Personalausweis oder Reisepass mit Meldebescheinigung',
      'Identity card, or passport with proof of address',
    ),
    paper(undefined, 'Kontoauszüge der letzten vier Wochen', 'Bank statements of the last four weeks'),
    paper({ answered: P.aufenthaltstitel }, 'Aufenthaltstitel', 'Residence permit (Aufenthaltstitel)'),
  ],
}

export const ratenkredit: readonly PaperGroup[] = [credit, loans, income, person]
