export type Postgres = {
  url: string
  adminUrl: string
  port: number
  pid: number
  folder: string
  stop(): Promise<void>
}
export function startPostgres(options: {
  folder?: string
  password: string
  durable?: boolean
  port?: number
  say?: (line: string) => void
}): Promise<Postgres>
