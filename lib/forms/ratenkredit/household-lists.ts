import { list as listed } from '@/lib/forms/common/list'
import { t } from '@/lib/forms/common/texts'
import type { Derived, Slot, Text } from '@/lib/forms/engine/types'
import { keysOf, L, type ListName, MOST, openedBy } from './household-places'
import { OWNER } from './owner'

const list = (
  name: ListName,
  as: string,
  one: Text,
  title: Text,
  add: Text,
  { by, tell = [] }: { by?: string; tell?: readonly string[] } = {},
): Slot =>
  listed(
    L[name],
    { path: openedBy(name), yes: true },
    {
      as,
      one,
      title,
      add,
      ...(by && { by: `${L[name]}[].${by}` }),
      tell: tell.map((leaf) => `${L[name]}[].${leaf}`),
    },
    MOST,
  )

const tellAmount = { tell: ['betragMonatlich'] }
const tellDebt = { tell: ['glaeubiger', 'restschuld'] }
const tellLine = { tell: ['glaeubiger', 'beanspruchterBetrag'] }

/** The lists of the household; all of them grow by hand, opened by a yes. */
export const slots: readonly Slot[] = [
  list('kinder', 'kind', t('Kind', 'Child'), t('Kinder', 'Children'), t('Kind hinzufügen', 'Add a child'), {
    by: 'name',
  }),
  list(
    'nebentaetigkeit',
    'nebentaetigkeit',
    t('Nebentätigkeit', 'Side job'),
    t('Nebentätigkeiten', 'Side jobs'),
    t('Nebentätigkeit hinzufügen', 'Add a side job'),
    tellAmount,
  ),
  list(
    'ehegattenunterhalt',
    'ehegattenunterhalt',
    t('Ehegattenunterhalt', 'Spousal support'),
    t('Ehegattenunterhalt', 'Spousal support'),
    t('Unterhalt hinzufügen', 'Add support'),
    tellAmount,
  ),
  list(
    'zusatzrenten',
    'zusatzrente',
    t('Zusatzrente', 'Other pension'),
    t('Weitere Renten', 'Other pensions'),
    t('Rente hinzufügen', 'Add a pension'),
    tellAmount,
  ),
  list(
    'sonstigeEinnahmen',
    'einnahme',
    t('Sonstige Einnahme', 'Other income'),
    t('Sonstige Einnahmen', 'Other income'),
    t('Einnahme hinzufügen', 'Add income'),
    tellAmount,
  ),
  list(
    'krankenversicherung',
    'krankenversicherung',
    t('Private Krankenversicherung', 'Private health insurance'),
    t('Private Krankenversicherungen', 'Private health insurance'),
    t('Versicherung hinzufügen', 'Add insurance'),
    tellAmount,
  ),
  list(
    'unterhalt',
    'unterhalt',
    t('Unterhalt', 'Maintenance'),
    t('Unterhalt, den Sie zahlen', 'Maintenance you pay'),
    t('Verpflichtung hinzufügen', 'Add an obligation'),
    tellAmount,
  ),
  list(
    'sonstigeAusgaben',
    'ausgabe',
    t('Sonstige Ausgabe', 'Other expense'),
    t('Sonstige Ausgaben', 'Other expenses'),
    t('Ausgabe hinzufügen', 'Add an expense'),
    tellAmount,
  ),
  list(
    'bausparvertraege',
    'bausparvertrag',
    t('Bausparvertrag', 'Home savings contract'),
    t('Bausparverträge', 'Home savings contracts'),
    t('Bausparvertrag hinzufügen', 'Add a home savings contract'),
    { tell: ['sparbeitragMonatlich'] },
  ),
  list(
    'lebensversicherungen',
    'versicherung',
    t('Versicherung', 'Policy'),
    t('Lebens- und Rentenversicherungen', 'Life and pension policies'),
    t('Versicherung hinzufügen', 'Add a policy'),
    { tell: ['praemieMonatlich'] },
  ),
  list(
    'immobilien',
    'immobilie',
    t('Immobilie', 'Property'),
    t('Ihre Immobilien', 'Your property'),
    t('Immobilie hinzufügen', 'Add a property'),
    { by: 'bezeichnung', tell: ['immobilienart', 'wert'] },
  ),
  list(
    'darlehen',
    'darlehen',
    t('Darlehen', 'Loan'),
    t('Darlehen auf dieser Immobilie', 'Loans on this property'),
    t('Darlehen hinzufügen', 'Add a loan'),
    { tell: ['restschuld', 'rateMonatlich'] },
  ),
  list(
    'ratenkredite',
    'ratenkredit',
    t('Ratenkredit', 'Instalment loan'),
    t('Ratenkredite', 'Instalment loans'),
    t('Ratenkredit hinzufügen', 'Add an instalment loan'),
    tellDebt,
  ),
  list(
    'kreditkarten',
    'kreditkarte',
    t('Kreditkarte', 'Credit card'),
    t('Kreditkarten', 'Credit cards'),
    t('Kreditkarte hinzufügen', 'Add a credit card'),
    tellLine,
  ),
  list(
    'dispositionskredite',
    'dispo',
    t('Dispo', 'Overdraft'),
    t('Dispokredite', 'Overdrafts'),
    t('Dispo hinzufügen', 'Add an overdraft'),
    tellLine,
  ),
  list(
    'leasings',
    'leasing',
    t('Leasing', 'Lease'),
    t('Leasingverträge', 'Leasing contracts'),
    t('Leasing hinzufügen', 'Add a lease'),
    { tell: ['glaeubiger', 'rateMonatlich'] },
  ),
  list(
    'sonstigeVerbindlichkeiten',
    'schuld',
    t('Andere Schuld', 'Other debt'),
    t('Andere Schulden', 'Other debts'),
    t('Schuld hinzufügen', 'Add a debt'),
    tellDebt,
  ),
]

const CHILD_NAMES = `${L.kinder}[].name`
const CHILD_OWNERS = `${L.kinder}[].${OWNER}`

/** The rank that Kindergeld is paid for, from the order of the children: from 0. */
function rank(at: number): string {
  if (at < 2) return 'ERSTES_ODER_ZWEITES_KIND'
  return at === 2 ? 'DRITTES_KIND' : 'AB_VIERTEM_KIND'
}

/** Leaves that nobody is asked, because they follow from answers. */
export const derived: readonly Derived[] = [
  {
    name: 'Kindergeld by the order of the children',
    in: ['full'],
    reads: [openedBy('kinder'), CHILD_NAMES, CHILD_OWNERS],
    owns: [`${L.kinder}[].kindergeldFuer`],
    write: (read) => {
      const owners = keysOf(CHILD_OWNERS)
      return Object.fromEntries(
        keysOf(CHILD_NAMES).flatMap((name, at) =>
          read(name) === undefined && read(owners[at] ?? '') === undefined
            ? []
            : [[name.replace(/name$/, 'kindergeldFuer'), rank(at)] as const],
        ),
      )
    },
  },
]
