/** The platforms that take cases. */
export const targetNames = ['kundenangaben', 'vorgang'] as const
export type TargetName = (typeof targetNames)[number]

/** `vorgangsnummer` is the number a person is shown: for Dr. Klein its `europaceVorgangsnummer`, empty where the answer named none. */
export type CaseReference = {
  vorgangsnummer: string
  drkleinrkVorgangsnummer?: string
  crmKennung?: string
}
