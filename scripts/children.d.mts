export type Child = {
  name: string
  pid: number | undefined
  /** Its last 40 lines. */
  last: string[]
  /** Its exit code; 1 when a signal ended it. */
  ended: Promise<number>
  running: boolean
  line(pattern: RegExp): Promise<string>
  stop(): Promise<void>
  signal(name: NodeJS.Signals): boolean
}
export function startChild(child: {
  name: string
  args: string[]
  env: Record<string, string | undefined>
  logs: string
  show?: (line: string, stream: 'out' | 'err') => void
}): Child
export function runChild(child: Parameters<typeof startChild>[0]): Promise<void>
export function answers(url: string, child: Child, seconds?: number): Promise<void>
