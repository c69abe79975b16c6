/** The part of JSON Schema that the provider's strict model uses. */
export type Schema = {
  $ref?: string
  type?: string
  enum?: readonly string[]
  properties?: { [name: string]: Schema }
  items?: Schema
  oneOf?: readonly Schema[]
  required?: readonly string[]
  [keyword: string]: unknown
}
export type Model = Schema & { definitions: { [name: string]: Schema } }

type Shape = { [slot: string]: { [tag: string]: string[] } }

function resolve(model: Model, schema: Schema): Schema {
  if (!schema.$ref) return schema
  const found = model.definitions[schema.$ref.replace('#/definitions/', '')]
  if (!found) throw new Error(`Unknown reference ${schema.$ref}`)
  return found
}

/**
 * Slot → tag → properties, for every place below `root` whose object says by `@type` what it is. Several variants of
 * a parent may lead to the same slot: their tags and properties are united. `skip` names subtrees that no consumer
 * question reaches.
 */
export function shapeOf(model: Model, root: string, skip: ReadonlySet<string>): Shape {
  const shape: Shape = {}

  function visit(schema: Schema, path: string): void {
    const target = resolve(model, schema)
    if (target.oneOf) {
      for (const option of target.oneOf) visitVariant(resolve(model, option), path)
    } else if (target.items) {
      visit(target.items, `${path}[]`)
    } else {
      visitProperties(target, path)
    }
  }

  function visitVariant(variant: Schema, path: string): void {
    const tag = variant.properties?.['@type']?.enum?.[0]
    if (tag) {
      shape[path] ??= {}
      const own = Object.keys(variant.properties ?? {}).filter((name) => name !== '@type')
      shape[path][tag] = [...new Set([...(shape[path][tag] ?? []), ...own])].sort()
    }
    visitProperties(variant, path)
  }

  function visitProperties(schema: Schema, path: string): void {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (skip.has(name)) continue
      visit(property, path ? `${path}.${name}` : name)
    }
  }

  visit({ $ref: `#/definitions/${root}` }, '')
  return Object.fromEntries(Object.entries(shape).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The same model without texts for people, keys in the given order. */
export function withoutDescriptions(schema: unknown, insideProperties = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutDescriptions(item))
  if (schema === null || typeof schema !== 'object') return schema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => insideProperties || !['description', 'example', 'examples'].includes(key))
      .map(([key, value]) => [
        key,
        withoutDescriptions(value, key === 'properties' || key === 'definitions'),
      ]),
  )
}
