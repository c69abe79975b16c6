/** Puts values into `{name}` places; a place without a value stays visible, so that a gap is noticed in tests. */
export function fill(text: string, values: { readonly [name: string]: string | number | undefined }): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    return value === undefined ? place : String(value)
  })
}
