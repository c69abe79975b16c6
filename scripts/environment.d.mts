export type Ports = { app: number; sandbox: number; smtp: number }
export function environment(stack: {
  secrets: Record<string, string>
  databaseUrl: string
  mode: 'demo' | 'dev' | 'test'
  ports: Ports
}): Record<string, string>
