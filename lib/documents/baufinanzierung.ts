import { isType, needsPermit, OWN_BUSINESS, standing } from '@/lib/forms/baufinanzierung/full/conditions'
import { F } from '@/lib/forms/baufinanzierung/full/places'
import {
  ACQUISITIONS,
  loanExists,
  OWNERS,
  P,
  PURCHASES,
  purpose,
  searching,
} from '@/lib/forms/baufinanzierung/paths'
import { t } from '@/lib/forms/common/texts'
import type { Condition } from '@/lib/forms/engine/types'
import { type PaperGroup, paper } from './paper'

/** What German banks usually ask for, so that nobody has to send papers twice. Rules as data, in the engine's conditions. */
const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions })
const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions })

const found: Condition = { not: searching }
const buying = all(purpose(...PURCHASES), found)
const plot = isType('BAUGRUNDSTUECK')
const existing = all(standing, found, { not: plot })
const works = any(purpose('MODERNISIERUNG_UMBAU_ANBAU'), {
  is: [F.modernisierungErfassung, 'VORHANDENE_MODERNISIERUNGSKOSTEN'],
})
const worksAs = (...jobs: readonly string[]): Condition => ({ in: [P.beschaeftigung, jobs] })
const lets = ['VERMIETET', 'TEILVERMIETET']
const owned = `${F.besitz}[].immobilie.typ.gebaeude.nutzung.wohnen.nutzungsart.@type`
const asset = (name: string, value: string) => `${F.vermoegen}.${name}.${value}`
const more = (path: string): Condition => ({ above: [path, 0] })

const property: PaperGroup = {
  title: t('Zur Immobilie', 'About the property'),
  papers: [
    paper(buying, 'Exposé der Immobilie', 'Property particulars (Exposé)'),
    paper(
      buying,
      'Entwurf des Kaufvertrags, sobald es ihn gibt',
      'Draft of the purchase contract, once there is one',
    ),
    paper(
      purpose('KAUF_NEUBAU_VOM_BAUTRAEGER'),
      'Baubeschreibung des Bauträgers',
      'Building specification of the developer',
    ),
    paper(
      all({ in: [P.zweck, [...ACQUISITIONS, ...OWNERS]] }, found),
      'Aktueller Grundbuchauszug',
      'Current extract from the land register (Grundbuchauszug)',
    ),
    paper(
      all(existing, { not: purpose('ANSCHLUSSFINANZIERUNG') }),
      'Grundrisse und Berechnung der Wohnfläche',
      'Floor plans and calculation of the living area',
    ),
    paper(
      all(existing, { not: purpose('ANSCHLUSSFINANZIERUNG') }),
      'Fotos von innen und außen',
      'Photos of the inside and outside',
    ),
    paper(
      all(isType('EIGENTUMSWOHNUNG'), found),
      'Teilungserklärung und die letzten Protokolle der Eigentümerversammlung',
      'Declaration of division and the latest minutes of the owners’ meeting',
    ),
    paper({ is: [F.energieausweis, true] }, 'Energieausweis', 'Energy certificate (Energieausweis)'),
    paper(
      purpose('NEUBAU'),
      'Bauplan mit Grundrissen und Lageplan',
      'Building plans with floor plans and site plan',
    ),
    paper(
      purpose('NEUBAU'),
      'Aufstellung der Baukosten und Baubeschreibung',
      'List of construction costs and building specification',
    ),
    paper(
      purpose('NEUBAU'),
      'Kaufvertrag oder Angebot für das Grundstück',
      'Purchase contract or offer for the plot',
    ),
    paper(works, 'Kostenvoranschläge für die Arbeiten', 'Quotations for the works'),
    paper(
      { is: [F.erbbaurecht, 'VORHANDENES_ERBBAURECHT'] },
      'Erbbaurechtsvertrag',
      'Ground lease contract (Erbbaurechtsvertrag)',
    ),
    paper(
      any({ in: [P.nutzung, lets] }, { in: [owned, lets] }),
      'Mietverträge der vermieteten Wohnungen',
      'Tenancy agreements of the flats you let',
    ),
  ],
}

const loans: PaperGroup = {
  title: t('Zu laufenden Darlehen', 'About current loans'),
  papers: [
    paper(loanExists, 'Darlehensvertrag der Immobilie', 'Loan contract of the property'),
    paper(loanExists, 'Letzter Jahreskontoauszug des Darlehens', 'Latest annual statement of the loan'),
    paper(
      { in: [`${F.besitz}[].darlehenslisteErfassung.@type`, ['VORHANDENE_BESTEHENDE_DARLEHEN']] },
      'Jahreskontoauszüge der Darlehen auf Ihren anderen Immobilien',
      'Annual statements of the loans on your other properties',
    ),
    paper(
      any({ is: [F.ratenkredite, true] }, { is: [F.privatdarlehen, true] }),
      'Verträge Ihrer Kredite mit Restschuld',
      'Contracts of your credits with the balance',
    ),
  ],
}

const income: PaperGroup = {
  title: t('Zu Ihrem Einkommen', 'About your income'),
  papers: [
    paper(
      worksAs('ANGESTELLTER', 'ARBEITER'),
      'Die letzten drei Gehaltsabrechnungen',
      'The last three payslips',
    ),
    paper(
      worksAs('ANGESTELLTER', 'ARBEITER'),
      'Lohnsteuerbescheinigung des letzten Jahres',
      'Wage tax statement of last year (Lohnsteuerbescheinigung)',
    ),
    paper(
      { is: [`${F.job}.beschaeftigungsstatus`, 'BEFRISTET'] },
      'Befristeter Arbeitsvertrag',
      'Your fixed-term employment contract',
    ),
    paper(
      worksAs('BEAMTER'),
      'Die letzten drei Besoldungsmitteilungen',
      'The last three salary notices (Besoldungsmitteilung)',
    ),
    paper(
      worksAs(...OWN_BUSINESS),
      'Die letzten drei Einkommensteuerbescheide',
      'The last three income tax assessments',
    ),
    paper(
      worksAs(...OWN_BUSINESS),
      'Jahresabschlüsse oder Einnahmenüberschussrechnungen der letzten drei Jahre',
      'Annual accounts of the last three years',
    ),
    paper(
      worksAs(...OWN_BUSINESS),
      'Aktuelle betriebswirtschaftliche Auswertung (BWA)',
      'Current management accounts (BWA)',
    ),
    paper(worksAs('RENTNER'), 'Rentenbescheid oder Versorgungsbescheid', 'Pension notice (Rentenbescheid)'),
    paper(worksAs('ARBEITSLOSER'), 'Bescheid über Arbeitslosengeld', 'Notice of unemployment benefit'),
    paper({ is: [F.nebentaetigkeit, true] }, 'Abrechnungen der Nebentätigkeit', 'Payslips of the side job'),
    paper(
      { is: [`${F.kinder}[].kindergeldWirdBezogen`, true] },
      'Nachweis über Kindergeld, zum Beispiel ein Kontoauszug',
      'Proof of child benefit, for example a bank statement',
    ),
  ],
}

const money: PaperGroup = {
  title: t('Zu Ihrem Eigenkapital', 'About your own money'),
  papers: [
    paper(more(P.guthaben), 'Kontoauszüge Ihrer Guthaben', 'Statements of your bank balances'),
    paper(
      more(asset('summeDepotvermoegen', 'depotwert')),
      'Aktueller Depotauszug',
      'Current statement of your securities',
    ),
    paper(
      more(asset('summeSparplaene', 'aktuellerWert')),
      'Übersicht Ihrer Sparpläne',
      'Statement of your savings plans',
    ),
    paper(
      { is: [F.bausparvertraege, true] },
      'Bausparvertrag mit letztem Jahreskontoauszug',
      'Home savings contract with its latest annual statement',
    ),
    paper(
      { is: [F.versicherungen, true] },
      'Letzte Mitteilung über den Rückkaufswert Ihrer Versicherung',
      'Latest notice of the surrender value of your policy',
    ),
  ],
}

const person: PaperGroup = {
  title: t('Zu Ihrer Person', 'About you'),
  papers: [
    paper(undefined, 'Personalausweis oder Reisepass', 'Identity card or passport'),
    paper(needsPermit, 'Aufenthaltstitel', 'Residence permit (Aufenthaltstitel)'),
    paper({ is: [F.guetertrennung, true] }, 'Ehevertrag', 'Marriage contract'),
    paper(
      any({ is: [F.unterhalt, true] }, { is: [F.familienstand, 'GESCHIEDEN'] }),
      'Unterhaltsvereinbarung oder Scheidungsurteil',
      'Maintenance agreement or divorce decree',
    ),
  ],
}

export const baufinanzierung: readonly PaperGroup[] = [property, loans, income, money, person]
