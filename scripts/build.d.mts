export function bundle(name: 'migrate' | 'seed' | 'worker' | 'deliveries' | 'sandbox'): string
export const server: string
