export function bundle(name: 'migrate' | 'seed' | 'worker' | 'deliveries' | 'sandbox'): string
export const server: string
export function bundleOptions(names?: readonly string[]): import('esbuild').BuildOptions
