import type { Json, Key, LeafAt, Twin } from '@/lib/forms/engine/types'
import { F } from './full/places'

/**
 * Deprecated places and what replaces them (self-disclosure §7.5). Read while the new place is empty; left behind only
 * in what a person changes. Grundbuch, ING and Ratenschutz twins are no question's: they stay as they are.
 */
const isObject = (json: Json): json is { readonly [property: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** An old list becomes the new slot with its tag; an empty one says nothing. */
const listIn =
  (tag: string, property: string) =>
  (old: Json): Json | undefined =>
    Array.isArray(old) && old.length > 0 ? { '@type': tag, [property]: old } : undefined

/** An old object becomes the new slot's own properties. */
const inline =
  (tag: string) =>
  (old: Json): Json | undefined =>
    isObject(old) && !('@type' in old) ? { '@type': tag, ...old } : undefined

const wrapped =
  (tag: string, property: string) =>
  (old: Json): Json | undefined =>
    isObject(old) ? { '@type': tag, [property]: old } : undefined

const amount =
  (tag: string, property: string) =>
  (old: Json): Json | undefined =>
    typeof old === 'number' ? { '@type': tag, [property]: old } : undefined

const purposeIs =
  (...purposes: readonly string[]) =>
  (leaf: LeafAt, _old: Key): boolean => {
    const purpose = leaf(`${F.zweck}.@type`)
    return typeof purpose === 'string' && purposes.includes(purpose)
  }

const FS = `${F.haushalt}.finanzielleSituation`
const OWNED = `${F.besitz}[]`
const COSTS = `${F.zweck}.modernisierungskostenErfassung`

export const twins: readonly Twin[] = [
  {
    old: `${F.haushalt}.kinder`,
    now: `${F.haushalt}.kinderErfassung`,
    to: listIn('VORHANDENE_KINDER', 'kinder'),
  },
  {
    old: `${FS}.bestehendeImmobilien`,
    now: `${FS}.bestehendeImmobilienErfassung`,
    to: listIn('VORHANDENE_BESTEHENDE_IMMOBILIEN', 'bestehendeImmobilien'),
  },
  {
    old: `${OWNED}.darlehensliste`,
    now: `${OWNED}.darlehenslisteErfassung`,
    to: listIn('VORHANDENE_BESTEHENDE_DARLEHEN', 'darlehensliste'),
  },
  {
    old: 'finanzierungsobjekt.darlehensliste',
    now: 'finanzierungsobjekt.darlehenslisteErfassung',
    to: listIn('VORHANDENE_BESTEHENDE_DARLEHEN_DES_FINANZIERUNGSOBJEKTES', 'darlehensliste'),
  },
  {
    old: 'finanzierungsobjekt.immobilie.stellplaetze',
    now: 'finanzierungsobjekt.immobilie.stellplaetzeErfassung',
    to: listIn('VORHANDENE_STELLPLAETZE', 'stellplaetze'),
  },
  {
    old: `${F.stellplaetze}[].mieteMonatlich`,
    now: `${F.stellplaetze}[].vermietungErfassung`,
    to: amount('VORHANDENE_STELLPLATZ_VERMIETUNG', 'mieteMonatlich'),
  },
  {
    old: 'finanzierungsobjekt.immobilie.erbbaurecht',
    now: 'finanzierungsobjekt.immobilie.erbbaurechtErfassung',
    to: inline('VORHANDENES_ERBBAURECHT'),
  },
  {
    old: `${F.gebaeude}.modernisierung`,
    now: `${F.gebaeude}.modernisierungErfassung`,
    to: inline('VORHANDENE_MODERNISIERUNG'),
  },
  {
    old: `${F.gebaeude}.nutzung.gewerbe`,
    now: `${F.gebaeude}.nutzung.gewerbeErfassung`,
    to: wrapped('VORHANDENES_GEWERBE', 'gewerbe'),
  },
  {
    old: `${F.zweck}.modernisierung`,
    now: COSTS,
    when: purposeIs('KAUF', 'ANSCHLUSSFINANZIERUNG'),
    to: inline('VORHANDENE_MODERNISIERUNGSKOSTEN'),
  },
  {
    old: `${F.zweck}.zuBeschaffendesKapital`,
    now: `${F.zweck}.zuBeschaffendesKapitalErfassung`,
    when: purposeIs('ANSCHLUSSFINANZIERUNG', 'MODERNISIERUNG_UMBAU_ANBAU'),
    to: wrapped('VORHANDENES_ZU_BESCHAFFENDES_KAPITAL', 'zuBeschaffendesKapital'),
  },
  {
    old: `${F.zweck}.eigenleistung`,
    now: `${F.zweck}.eigenleistungErfassung`,
    when: purposeIs('NEUBAU', 'KAUF_NEUBAU_VOM_BAUTRAEGER'),
    to: amount('VORHANDENE_EIGENLEISTUNG', 'eigenleistung'),
  },
  {
    old: `${F.zweck}.modernisierung.eigenleistung`,
    now: `${F.zweck}.modernisierung.eigenleistungErfassung`,
    when: purposeIs('MODERNISIERUNG_UMBAU_ANBAU'),
    to: amount('VORHANDENE_EIGENLEISTUNG', 'eigenleistung'),
  },
  {
    old: `${COSTS}.eigenleistung`,
    now: `${COSTS}.eigenleistungErfassung`,
    to: amount('VORHANDENE_EIGENLEISTUNG', 'eigenleistung'),
  },
]
