/** `SA-XXXX-XXXX`: how a reference of eight characters is shown. Browser-safe. */
export const showReference = (reference: string): string =>
  `SA-${reference.slice(0, 4)}-${reference.slice(4)}`
