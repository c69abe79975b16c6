import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import schema from '@/lib/cases/europace/kundenangaben.gen.json'
import { isObject, type Json, type JsonObject } from './http'
import type { Strict } from './journal'
import type { Violation } from './problem'

/**
 * The provider's model, read twice: tolerantly, as the API does (what it does not know is left out), and strictly, so that
 * the journal can say what a less patient reader would have refused.
 */
export type Node = {
  $ref?: string
  type?: string
  format?: string
  enum?: readonly unknown[]
  properties?: { readonly [name: string]: Node }
  items?: Node
  oneOf?: readonly Node[]
}
export type Definition = 'ImportKundenangabenRequest' | 'UpdateKundenangabenRequest'

const definitions: { readonly [name: string]: Node } = schema.definitions

/** The definition that a node names, and itself where it names none. */
export function resolved(node: Node): Node {
  const name = node.$ref?.split('/').at(-1)
  return name === undefined ? node : (definitions[name] ?? {})
}

export const definition = (name: Definition): Node => definitions[name] ?? {}

const validators = new Map<Definition, ValidateFunction>()

function validatorOf(name: Definition): ValidateFunction {
  const known = validators.get(name)
  if (known) return known
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(schema, 'kundenangaben')
  const made = ajv.compile({ $ref: `kundenangaben#/definitions/${name}` })
  validators.set(name, made)
  return made
}

/** What a strict reader says to a body. The errors name paths and rules, never values. */
export function strictly(name: Definition, body: unknown): Strict {
  const validate = validatorOf(name)
  if (validate(body)) return { valid: true, errors: [] }
  const errors = (validate.errors ?? []).map((error) => {
    const extra = 'additionalProperty' in error.params ? `: ${String(error.params.additionalProperty)}` : ''
    return `${error.instancePath || '/'} ${error.message ?? error.keyword}${extra}`
  })
  return { valid: false, errors: [...new Set(errors)].slice(0, 50) }
}

export type Tolerated = { value: Json | undefined; dropped: string[]; violations: Violation[] }

/** Reads a body as the API does: unknown fields and enum values vanish, a value of the wrong type is a violation. */
export function tolerantly(name: Definition, body: Json): Tolerated {
  const out: Tolerated = { value: undefined, dropped: [], violations: [] }
  out.value = read(definition(name), body, '', out)
  return out
}

function read(node: Node, value: Json, path: string, out: Tolerated): Json | undefined {
  const here = resolved(node)
  if (value === null) return undefined
  if (here.oneOf) {
    const variant = variantOf(here.oneOf, value)
    if (variant) return read(variant, value, path, out)
    out.dropped.push(path)
    return undefined
  }
  if (here.enum && !here.enum.includes(value)) {
    out.dropped.push(path)
    return undefined
  }
  if (here.properties) return readObject(here.properties, value, path, out)
  if (here.items) return readList(here.items, value, path, out)
  return readLeaf(here, value, path, out)
}

/** The variant whose `@type` the value bears. */
export function variantOf(variants: readonly Node[], value: Json): Node | undefined {
  if (!isObject(value)) return undefined
  const tag = value['@type']
  return variants.map(resolved).find((variant) => variant.properties?.['@type']?.enum?.includes(tag))
}

function readObject(
  properties: { readonly [name: string]: Node },
  value: Json,
  path: string,
  out: Tolerated,
): Json | undefined {
  if (!isObject(value)) return wrong(path, 'an object is expected', out)
  const kept: JsonObject = {}
  for (const [name, inner] of Object.entries(value)) {
    const place = path ? `${path}.${name}` : name
    const node = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!node) {
      out.dropped.push(place)
      continue
    }
    const understood = read(node, inner, place, out)
    if (understood !== undefined) kept[name] = understood
  }
  return kept
}

function readList(items: Node, value: Json, path: string, out: Tolerated): Json | undefined {
  if (!Array.isArray(value)) return wrong(path, 'a list is expected', out)
  return value.flatMap((item, index) => read(items, item, `${path}[${index}]`, out) ?? [])
}

function readLeaf(node: Node, value: Json, path: string, out: Tolerated): Json | undefined {
  switch (node.type) {
    case 'number':
    case 'integer': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof number !== 'number' || Number.isNaN(number)) return wrong(path, 'a number is expected', out)
      return node.type === 'integer' ? Math.trunc(number) : number
    }
    case 'boolean':
      if (value === 'true' || value === 'false') return value === 'true'
      return typeof value === 'boolean' ? value : wrong(path, 'true or false is expected', out)
    case 'string':
      if (typeof value === 'object') return wrong(path, 'a text is expected', out)
      if (node.format === 'date' && !isDate(String(value))) return wrong(path, 'a date is expected', out)
      return String(value)
    default:
      return value
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

function wrong(path: string, message: string, out: Tolerated): undefined {
  out.violations.push({ field: path, message })
  return undefined
}
