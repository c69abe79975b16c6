/** Two ways to write one address; upper and lower case are one, as with every provider. */
export const sameAddress = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase()
