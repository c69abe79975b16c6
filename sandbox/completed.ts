import { randomBytes } from 'node:crypto'
import { droppedIn, energyClass, notaryFee } from '@/lib/cases/europace/beyond-schema'
import { removeLeaf } from '@/lib/forms/engine/document/leaves'
import { isObject, type Json, type JsonObject } from './http'
import { definition, type Node, resolved, variantOf } from './model'

/**
 * What the platform makes of a document beyond its schema (lib/cases/europace/beyond-schema.ts): ids for the objects that bear one, its
 * notary fee, the energy class, and what it loses. Ids that it did not give itself are ignored (`known`: those of the document that is
 * replaced).
 */
export function completed(document: JsonObject, known: ReadonlySet<string>): JsonObject {
  const node = definition('ImportKundenangabenRequest').properties?.kundenangaben
  const withIds = node ? identified(node, document, known) : document
  return isObject(withIds) ? withoutLost(withCosts(withClasses(withIds))) : document
}

/** Every id that a document bears. */
export function idsOf(value: Json): Set<string> {
  const found = new Set<string>()
  const visit = (inner: Json): void => {
    if (Array.isArray(inner)) inner.forEach(visit)
    else if (isObject(inner)) {
      if (typeof inner.id === 'string') found.add(inner.id)
      Object.values(inner).forEach(visit)
    }
  }
  visit(value)
  return found
}

function identified(node: Node, value: Json, known: ReadonlySet<string>): Json {
  const here = resolved(node)
  if (here.oneOf) {
    const variant = variantOf(here.oneOf, value)
    return variant ? identified(variant, value, known) : value
  }
  if (Array.isArray(value)) {
    const { items } = here
    return items ? value.map((item) => identified(items, item, known)) : value
  }
  if (!isObject(value) || !here.properties) return value
  const out: JsonObject = {}
  if (here.properties.id) {
    out.id = typeof value.id === 'string' && known.has(value.id) ? value.id : randomBytes(12).toString('hex')
  }
  for (const [name, inner] of Object.entries(value)) {
    const property = here.properties[name]
    if (name !== 'id' && property) out[name] = identified(property, inner, known)
  }
  return out
}

function withoutLost(document: JsonObject): JsonObject {
  for (const { place } of droppedIn(document)) removeLeaf(document, place)
  return document
}

const withSideCosts: ReadonlySet<string> = new Set(notaryFee.purposes)

function withCosts(document: JsonObject): JsonObject {
  const need = document.finanzierungsbedarf
  const purpose = isObject(need) ? need.finanzierungszweck : undefined
  if (!isObject(need) || !isObject(purpose) || !withSideCosts.has(String(purpose['@type']))) return document
  const costs = isObject(purpose.nebenkosten) ? purpose.nebenkosten : {}
  if (costs.notargebuehr !== undefined) return document
  const nebenkosten = { ...costs, notargebuehr: { ...notaryFee.value } }
  return {
    ...document,
    finanzierungsbedarf: { ...need, finanzierungszweck: { ...purpose, nebenkosten } },
  }
}

/** The class follows from the figure; one that was sent is ignored. */
function withClasses(value: JsonObject): JsonObject {
  const out: JsonObject = {}
  for (const [name, inner] of Object.entries(value)) out[name] = classified(name, inner)
  return out
}

function classified(name: string, value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => classified(name, item))
  if (!isObject(value)) return value
  if (name !== 'energieEffizienzAusweis') return withClasses(value)
  const { energieEffizienzklasse: _sent, ...rest } = value
  if (typeof rest.endEnergie !== 'number') return rest
  return { ...rest, energieEffizienzklasse: energyClass(rest.endEnergie) }
}
