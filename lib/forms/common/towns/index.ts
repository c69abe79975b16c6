import 'server-only'
import townsFile from './towns.gen.json'

const TOWNS: Readonly<Record<string, string>> = townsFile

/** The towns of a postcode, alphabetical; empty: unknown. Source: © OpenStreetMap contributors, ODbL (see README). */
export function townsOf(plz: string): readonly string[] {
  return Object.hasOwn(TOWNS, plz) ? (TOWNS[plz]?.split('|') ?? []) : []
}

/** The only town of a postcode; undefined where there are several or none. */
export function onlyTownOf(plz: unknown): string | undefined {
  const [town, ...others] = typeof plz === 'string' ? townsOf(plz) : []
  return others.length === 0 ? town : undefined
}
